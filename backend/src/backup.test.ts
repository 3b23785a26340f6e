import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const launcher = join(import.meta.dirname, '../bangui');
const execute = promisify(execFile);

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-backup-'));
  dataDir = join(folder, 'data');
  mkdirSync(dataDir);
});

afterEach(() => rmSync(folder, { recursive: true }));

function bangui(...args: string[]): Promise<{ stdout: string }> {
  return execute(launcher, ['backup', ...args], { env: { ...process.env, BANGUI_DATA_DIR: dataDir } });
}

/** A database that somebody writes to, with a row that is still in its log only. */
function openWritten(name: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, name));
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE rows(text); INSERT INTO rows VALUES ('kept')");
  return database;
}

test('copies each database whole while it is in use, and over an older copy', async () => {
  const open = ['bangui.sqlite3', 'archive.sqlite3'].map(openWritten);
  const copies = join(folder, 'a', 'copies');
  await bangui(copies);
  open[0]?.exec("INSERT INTO rows VALUES ('new')");
  await bangui(copies);
  const copy = new DatabaseSync(join(copies, 'bangui.sqlite3'), { readOnly: true });
  expect(copy.prepare('SELECT text FROM rows').all()).toEqual([{ text: 'kept' }, { text: 'new' }]);
  expect(existsSync(join(copies, 'archive.sqlite3'))).toBe(true);
  for (const database of [...open, copy]) database.close();
});

test('says so where there is nothing to copy, and what it needs to know', async () => {
  await expect(bangui(join(folder, 'copies'))).rejects.toMatchObject({
    code: 1,
    stderr: `There is no database of BanGUI in ${dataDir}. Check BANGUI_DATA_DIR.\n`,
  });
  await expect(bangui()).rejects.toMatchObject({ code: 64, stderr: 'Usage: bangui backup FOLDER\n' });
});

test('refuses a file that is no database instead of copying it', async () => {
  writeFileSync(
    join(dataDir, 'bangui.sqlite3'),
    'something else, and long enough to be looked at'.repeat(40),
  );
  await expect(bangui(join(folder, 'copies'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('bangui.sqlite3'),
  });
  expect(existsSync(join(folder, 'copies', 'bangui.sqlite3'))).toBe(false);
});
