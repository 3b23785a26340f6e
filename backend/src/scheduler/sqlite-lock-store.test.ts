import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { type Instance, type LockStore, SchedulerLockUnavailableError } from './lock-store.ts';
import { createSqliteLockStore } from './sqlite-lock-store.ts';

const one: Instance = { instance: 'one', host: 'alpha', process: 11 };
const two: Instance = { instance: 'two', host: 'beta', process: 22 };
const ttlMs = 60_000;

let directory: string;
let path: string;
let database: Database;
let store: LockStore;
let other: DatabaseSync;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-store-'));
  path = join(directory, 'bangui.sqlite3');
  database = await openDatabase(path);
  store = createSqliteLockStore(database, ttlMs);
  other = new DatabaseSync(path);
});

afterEach(async () => {
  other.close();
  await store.close();
  await database.destroy();
  await rm(directory, { recursive: true });
});

function within(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(milliseconds);
}

async function acquire(instance: Instance): Promise<number> {
  const outcome = await store.acquire(instance, within(5_000));
  if ('heldBy' in outcome) throw new Error(`held by ${outcome.heldBy.host}`);
  return outcome.fence;
}

test('the lock is a row that an operator can read', async () => {
  const fence = await acquire(one);
  expect(other.prepare('SELECT * FROM scheduler_lock').all()).toEqual([
    { id: 1, ...one, fence, acquired_at_ms: expect.any(Number), heartbeat_at_ms: expect.any(Number) },
  ]);
});

test.each([
  ['a minute and more without a heartbeat', -ttlMs - 1_000],
  ['a heartbeat in the future, before the clock was set back', ttlMs + 10_000],
])('a lock with %s is anybody’s', async (_, offsetMs) => {
  const fence = await acquire(one);
  other.prepare('UPDATE scheduler_lock SET heartbeat_at_ms = ?').run(Date.now() + offsetMs);
  expect(await acquire(two)).toBeGreaterThan(fence);
});

test.each([
  ['a heartbeat just under a minute ago', -ttlMs + 10_000],
  ['a heartbeat a little ahead of this clock', ttlMs - 10_000],
])('a lock with %s is its holder’s', async (_, offsetMs) => {
  await acquire(one);
  other.prepare('UPDATE scheduler_lock SET heartbeat_at_ms = ?').run(Date.now() + offsetMs);
  expect(await store.acquire(two, within(5_000))).toHaveProperty('heldBy.host', 'alpha');
});

test('while another program writes, it waits without holding up the process, and then goes on', async () => {
  const fence = await acquire(one);
  other.exec('BEGIN IMMEDIATE');
  let isDone = false;
  const renewal = store.renew(one, fence, within(5_000)).finally(() => {
    isDone = true;
  });
  for (let turns = 0; turns < 1_000; turns += 1) await nextTurn();
  expect(isDone).toBe(false);
  other.exec('COMMIT');
  expect(await renewal).toBe(true);
});

test('while another program writes for too long, it gives up and says so', async () => {
  other.exec('BEGIN IMMEDIATE');
  await expect(store.acquire(one, within(50))).rejects.toThrow(
    /Another program keeps BanGUI’s database locked/,
  );
});

test('a database file that was deleted under it is lost, and cannot be acquired', async () => {
  const fence = await acquire(one);
  await rename(path, `${path}.away`);
  expect(await store.renew(one, fence, within(5_000))).toBe(false);
  await expect(store.acquire(one, within(5_000))).rejects.toThrow(SchedulerLockUnavailableError);
  await expect(store.acquire(one, within(5_000))).rejects.toThrow(/deleted or replaced.*Start BanGUI again/);
});

test('a database file in the place of the one it has opened is not its own', async () => {
  const fence = await acquire(one);
  await rename(path, `${path}.away`);
  const replacement = await openDatabase(path);
  expect(await store.renew(one, fence, within(5_000))).toBe(false);
  await replacement.destroy();
});

test('a database without the lock’s table says what is wrong with it', async () => {
  other.exec('DROP TABLE scheduler_lock');
  await expect(store.acquire(one, within(5_000))).rejects.toThrow(
    /cannot keep the scheduler lock: no such table/,
  );
});
