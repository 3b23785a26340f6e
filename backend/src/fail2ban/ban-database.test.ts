import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openBanDatabase } from './ban-database.ts';

test('a file without the table is looked at again and again without keeping it open each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bangui-database-'));
  const path = join(folder, 'fail2ban.sqlite3');
  const other = new DatabaseSync(path);
  other.exec('CREATE TABLE something_else (id INTEGER)');
  other.close();
  const reader = openBanDatabase(path);
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let count = 0; count < 100; count += 1) expect(reader.newBans()).toEqual([]);
  expect(openFiles()).toBeLessThan(before + 5);
  expect(reader.problem()).toContain('no such table');
  reader.close();
  rmSync(folder, { recursive: true });
});
