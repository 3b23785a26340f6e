import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseError, openDatabase } from './database.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-database-'));
  path = join(directory, 'data', 'bangui.sqlite3');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

test('the file, its journals and its folder are for their owner alone', async () => {
  const database = await openDatabase(path);
  await database
    .insertInto('accounts')
    .values({ username: 'a', password_hash: 'b', created_at: 1 })
    .execute();
  expect(await modeOf(join(directory, 'data'))).toBe(0o700);
  for (const end of ['', '-wal', '-shm']) expect(await modeOf(path + end), end).toBe(0o600);
  await database.destroy();
});

test('a folder that everybody may read does not open the file to them', async () => {
  const open = join(directory, 'bangui.sqlite3');
  await (await openDatabase(open)).destroy();
  expect(await modeOf(open)).toBe(0o600);
});

test('opens again what it has written', async () => {
  await (await openDatabase(path)).destroy();
  const again = await openDatabase(path);
  expect(await again.selectFrom('accounts').selectAll().execute()).toEqual([]);
  await again.destroy();
});

test('a database of a newer BanGUI is refused with what to do', async () => {
  await (await openDatabase(path)).destroy();
  const newer = new DatabaseSync(path);
  newer.exec("INSERT INTO kysely_migration VALUES ('9999_of_the_future', '2099-01-01T00:00:00Z')");
  newer.close();
  await expect(openDatabase(path)).rejects.toThrow(DatabaseError);
  await expect(openDatabase(path)).rejects.toThrow(/9999_of_the_future.*newer BanGUI/);
});

test('a file that is no database is refused and left as it is', async () => {
  await writeFile(
    join(directory, 'text'),
    'no database at all, but long enough to look for its header '.repeat(20),
  );
  await expect(openDatabase(join(directory, 'text'))).rejects.toThrow(/not a database/);
});

test('a file that was deleted leaves the one after it alone, for as long as somebody has it open', async () => {
  const account = (username: string) => ({ username, password_hash: 'b', created_at: 1 });
  const deleted = await openDatabase(path);
  await deleted.insertInto('accounts').values(account('before')).execute();
  await rm(path);
  const next = await openDatabase(path);
  await next.insertInto('accounts').values(account('after')).execute();
  await deleted.destroy();
  const further = await openDatabase(path);
  await further.insertInto('accounts').values(account('later')).execute();
  const names = (await next.selectFrom('accounts').select('username').execute()).map(
    ({ username }) => username,
  );
  expect(names).toEqual(['after', 'later']);
  await Promise.all([next.destroy(), further.destroy()]);
});

test('another process that writes to a fresh file is waited for, which SQLite alone would not do', async () => {
  const holder = `const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    console.log('held');
    setTimeout(() => database.close(), 300);`;
  await mkdir(join(directory, 'data'));
  const child = spawn(process.execPath, ['--eval', holder, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const database = await openDatabase(path);
  expect(await database.selectFrom('accounts').selectAll().execute()).toEqual([]);
  await database.destroy();
});
