import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { createDatabaseChanges, type DatabaseChanges } from './changes.ts';
import { type Database, openDatabase } from './database.ts';

let dataDir: string;
let database: Database;
let other: Database;
let changes: DatabaseChanges;
let lines: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-changes-'));
  database = await openDatabase(join(dataDir, 'bangui.sqlite3'));
  other = await openDatabase(join(dataDir, 'bangui.sqlite3'));
  lines = [];
  changes = createDatabaseChanges(database, createLogger('warn', { write: (line) => void lines.push(line) }));
});

afterEach(async () => {
  await changes.stop();
  await database.destroy();
  await other.destroy();
  await rm(dataDir, { recursive: true });
});

const put = (where: Database, value: string) =>
  where.replaceInto('settings').values({ name: 'setting', value }).execute();

async function read(): Promise<string | undefined> {
  const row = await database.selectFrom('settings').select('value').executeTakeFirst();
  return row?.value;
}

test('every change by another connection is read, none of our own', async () => {
  const seen: (string | undefined)[] = [];
  changes.follow(async () => void seen.push(await read()));
  changes.start();
  await eventually('the start', async () => seen.length === 1);
  await put(database, 'ours');
  await put(other, 'theirs');
  await eventually('the change', async () => seen.length === 2);
  await put(database, 'ours again');
  await put(other, 'theirs again');
  await eventually('the second change', async () => seen.length === 3);
  expect(seen).toEqual([undefined, 'theirs', 'theirs again']);
});

test('one that fails is called again and keeps nobody else from reading', async () => {
  const seen: (string | undefined)[] = [];
  let failures = 0;
  changes.follow(async () => {
    if (failures < 2) {
      failures += 1;
      throw new Error('disk I/O error');
    }
    seen.push('at last');
  });
  changes.follow(async () => void seen.push(await read()));
  changes.start();
  await eventually('a further try', async () => seen.includes('at last'));
  expect(seen).toEqual([undefined, 'at last']);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('database_changes_missed');
});

test('one that hangs holds nobody up, is not called twice at a time, and then reads what it missed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const seen: (string | undefined)[] = [];
  let calls = 0;
  changes.follow(async () => {
    calls += 1;
    await promise;
  });
  changes.follow(async () => void seen.push(await read()));
  changes.start();
  await eventually('the start', async () => seen.length === 1);
  await put(other, 'theirs');
  await eventually('the change', async () => seen.length === 2);
  expect(calls).toBe(1);
  resolve();
  await eventually('the missed change', async () => calls === 2);
});
