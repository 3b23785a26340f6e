/** What holds for every place that keeps the scheduler lock. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateRedis, startPrivateRedis } from '@bangui/sandbox/redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { newestFence } from './fence.ts';
import { type Instance, type LockStore, SchedulerLockUnavailableError } from './lock-store.ts';
import { createRedisLockStore } from './redis-lock-store.ts';
import { createSqliteLockStore } from './sqlite-lock-store.ts';

const one: Instance = { instance: 'one', host: 'alpha', process: 11 };
const two: Instance = { instance: 'two', host: 'beta', process: 22 };
const ttlMs = 1_500;

let redis: PrivateRedis;
let directory: string;
let database: Database;
const stores: LockStore[] = [];

beforeAll(async () => {
  redis = await startPrivateRedis();
});

afterAll(() => redis.dispose());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  directory = await mkdtemp(join(tmpdir(), 'bangui-store-'));
  database = await openDatabase(join(directory, 'bangui.sqlite3'));
});

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await database.destroy();
  await rm(directory, { recursive: true });
});

function soon(): AbortSignal {
  return AbortSignal.timeout(5_000);
}

function open(kind: LockStore['kind'], lifetimeMs = ttlMs): LockStore {
  const store =
    kind === 'sqlite'
      ? createSqliteLockStore(database, lifetimeMs)
      : createRedisLockStore(new URL(redis.url), database, lifetimeMs);
  stores.push(store);
  return store;
}

async function acquired(store: LockStore, instance: Instance): Promise<number> {
  const outcome = await store.acquire(instance, soon());
  if ('heldBy' in outcome) throw new Error(`held by ${outcome.heldBy.host}`);
  return outcome.fence;
}

describe.each(['sqlite', 'redis'] as const)('%s', (kind) => {
  test('gives the lock to the first, and tells the second who has it', async () => {
    const before = Date.now();
    const fence = await acquired(open(kind), one);
    const outcome = await open(kind).acquire(two, soon());
    expect(outcome).toEqual({
      heldBy: { ...one, fence, acquiredAtMs: expect.any(Number), heartbeatAtMs: expect.any(Number) },
    });
    const { acquiredAtMs } = 'heldBy' in outcome ? outcome.heldBy : { acquiredAtMs: 0 };
    expect(acquiredAtMs).toBeGreaterThanOrEqual(before);
    expect(acquiredAtMs).toBeLessThanOrEqual(Date.now());
  });

  test('renews for the holder alone, and tells others of the heartbeat', async () => {
    const store = open(kind);
    const fence = await acquired(store, one);
    expect(await store.renew(two, fence, soon())).toBe(false);
    expect(await store.renew(one, fence - 1, soon())).toBe(false);
    await eventually('time has passed', async () => Date.now() > fence + 5);
    expect(await store.renew(one, fence, soon())).toBe(true);
    const outcome = await open(kind).acquire(two, soon());
    if (!('heldBy' in outcome)) throw new Error('two has got the lock');
    expect(outcome.heldBy.heartbeatAtMs).toBeGreaterThan(outcome.heldBy.acquiredAtMs);
  });

  test('gives a lock without a heartbeat to the next one, with a higher number', async () => {
    const store = open(kind, 100);
    const fence = await acquired(store, one);
    const next = await eventually('two has the lock', async () => {
      const outcome = await store.acquire(two, soon());
      return 'fence' in outcome && outcome.fence;
    });
    expect(next).toBeGreaterThan(fence);
    expect(await store.renew(one, fence, soon())).toBe(false);
    expect(await newestFence(database)).toBe(next);
  });

  test('gives an instance its own lock anew, with a higher number', async () => {
    const store = open(kind);
    const fence = await acquired(store, one);
    const next = await acquired(store, one);
    expect(next).toBeGreaterThan(fence);
    expect(await store.renew(one, fence, soon())).toBe(false);
  });

  test('is free at once after a release, which nobody can ask for but the holder', async () => {
    const store = open(kind);
    const fence = await acquired(store, one);
    await store.release(two, fence, soon());
    await store.release(one, fence - 1, soon());
    expect(await store.acquire(two, soon())).toHaveProperty('heldBy');
    await store.release(one, fence, soon());
    expect(await acquired(store, two)).toBeGreaterThan(fence);
  });

  test('of many that ask at once, gives it to one', async () => {
    const instances = Array.from({ length: 8 }, (_, process) => ({
      ...one,
      instance: `${process}`,
      process,
    }));
    const outcomes = await Promise.all(instances.map((instance) => open(kind).acquire(instance, soon())));
    expect(outcomes.filter((outcome) => 'fence' in outcome)).toHaveLength(1);
  });
});

describe('redis', () => {
  test('keeps the lock no longer than it lives', async () => {
    await acquired(open('redis'), one);
    const remaining = Number(await redis.command('PTTL', 'bangui:scheduler_lock'));
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(ttlMs);
  });

  test('that has lost its data gives no number again', async () => {
    const store = open('redis');
    const future = Date.now() + 1_000_000;
    await redis.command('SET', 'bangui:scheduler_fence', String(future));
    const fence = await acquired(store, one);
    expect(fence).toBe(future + 1);
    await redis.restart();
    expect(await store.renew(one, fence, soon())).toBe(false);
    expect(await acquired(store, one)).toBe(fence + 1);
  });

  test('that does not answer is given up in time, and used again when it does', async () => {
    const store = open('redis');
    const fence = await acquired(store, one);
    redis.pause();
    await expect(store.renew(one, fence, AbortSignal.timeout(50))).rejects.toThrow('does not answer in time');
    redis.resume();
    expect(await store.renew(one, fence, soon())).toBe(true);
  });

  test('that refuses the password, or is not there, is named without the password', async () => {
    const wrong = new URL(redis.url.replace(redis.password, 'wrong-secret'));
    const gone = new URL('redis://:wrong-secret@127.0.0.1:1');
    for (const url of [wrong, gone]) {
      const store = createRedisLockStore(url, database, ttlMs);
      const refusal = await store.acquire(one, soon()).catch((error: Error) => error);
      expect(refusal).toBeInstanceOf(SchedulerLockUnavailableError);
      expect(String(refusal)).toContain(`Redis at ${url.host} cannot keep the scheduler lock`);
      expect(String(refusal)).not.toContain('secret');
    }
  });

  test.each(['not JSON', '{"instance":"one"}', '[]'])('with %j in our key says so', async (value) => {
    await redis.command('SET', 'bangui:scheduler_lock', value);
    await expect(open('redis').acquire(two, soon())).rejects.toThrow(SchedulerLockUnavailableError);
  });
});
