import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { createLogger } from '../log.ts';
import { createConfiguredLock } from './configured-lock.ts';
import type { LockListener, SchedulerLock, SchedulerTimings } from './lock.ts';

interface Line {
  readonly event: string;
  readonly level: string;
  readonly msg: string;
  readonly isLost?: boolean;
}

interface Instance {
  readonly lock: SchedulerLock;
  readonly heard: string[];
  lines(): Line[];
  start(onAcquired?: LockListener['onAcquired']): Promise<void>;
}

const quick: SchedulerTimings = { heartbeatMs: 25, ttlMs: 400, heartbeatDeadlineMs: 100 };

let directory: string;
let path: string;
let database: Database;
let other: DatabaseSync;
const running: SchedulerLock[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-lock-'));
  path = join(directory, 'bangui.sqlite3');
  database = await openDatabase(path);
  other = new DatabaseSync(path, { timeout: 5_000 });
});

afterEach(async () => {
  for (const lock of running.splice(0)) await lock.stop();
  other.close();
  await database.destroy();
  await rm(directory, { recursive: true });
});

function createInstance(mode: 'exclusive' | 'standby' = 'standby', timings = quick): Instance {
  const printed: string[] = [];
  const heard: string[] = [];
  const log = createLogger('debug', { write: (line) => void printed.push(line) });
  const settings = { schedulerLock: 'sqlite', schedulerMode: mode } as const;
  const lock = createConfiguredLock(settings, database, log, timings);
  running.push(lock);
  const note = (what: string) => () => void heard.push(what);
  return {
    lock,
    heard,
    lines: () => printed.map((line) => JSON.parse(line)),
    start: (onAcquired = async () => {}) =>
      lock.start({ onAcquired, onHeld: note('held'), onLost: note('lost'), onChange: note('change') }),
  };
}

function logged(instance: Instance, event: string): Promise<Line> {
  return eventually(event, async () => instance.lines().find((line) => line.event === event));
}

describe('the holder', () => {
  test('says that it has the lock, renews it, and says that it gives it back', async () => {
    const instance = createInstance();
    await instance.start();
    expect(await logged(instance, 'scheduler_lock_acquired')).toMatchObject({ level: 'info' });
    expect(await logged(instance, 'scheduler_lock_heartbeat_updated')).toMatchObject({ level: 'debug' });
    expect(instance.lock.holder()).toMatchObject({ process: process.pid, fence: instance.lock.term() });
    await instance.lock.stop();
    expect(await logged(instance, 'scheduler_lock_released')).toMatchObject({ level: 'info' });
    expect(instance.lock.term()).toBeNull();
    expect(other.prepare('SELECT * FROM scheduler_lock').all()).toEqual([]);
  });

  test('has no term until everybody is ready for it', async () => {
    const instance = createInstance();
    const termsBefore: unknown[] = [];
    const fences: number[] = [];
    await instance.start(async (fence) => {
      termsBefore.push(instance.lock.term());
      fences.push(fence);
    });
    expect(termsBefore).toEqual([null]);
    expect(instance.lock.term()).toBe(fences[0]);
    expect(instance.heard).toEqual(['held', 'change']);
  });

  test('gives the lock back where somebody cannot get ready', async () => {
    const instance = createInstance();
    const failing = instance.start(() => Promise.reject(new Error('the folder is read-only')));
    await expect(failing).rejects.toThrow('the folder is read-only');
    expect(instance.lock.term()).toBeNull();
    expect(instance.heard).not.toContain('held');
    await createInstance('exclusive').start();
  });

  test('loses a lock that is deleted, stops its jobs, and takes it again two heartbeats later', async () => {
    const instance = createInstance('exclusive');
    await instance.start();
    const before = instance.lock.term() ?? 0;
    other.exec('DELETE FROM scheduler_lock');
    const line = await logged(instance, 'scheduler_lock_heartbeat_failed');
    expect(line).toMatchObject({ level: 'warn', isLost: true });
    expect(line.msg).toContain('it was deleted, or another instance has taken it. Jobs are stopped.');
    await eventually('it has a term', async () => instance.lock.term() !== null);
    expect(instance.lock.term()).toBeGreaterThan(before);
    expect(instance.heard).toEqual(['held', 'change', 'lost', 'change', 'held', 'change']);
  });

  test('loses to another one that came first, and waits for it even in the mode exclusive', async () => {
    const instance = createInstance('exclusive');
    await instance.start();
    other
      .prepare('UPDATE scheduler_lock SET instance = ?, host = ?, fence = fence + 1, heartbeat_at_ms = ?')
      .run('thief', 'elsewhere', Date.now());
    await logged(instance, 'scheduler_lock_held_by_other_instance');
    expect(instance.heard).toContain('lost');
    expect(instance.lock.holder()).toMatchObject({ host: 'elsewhere' });
    // The thief has no heartbeat.
    await eventually('it has a term again', async () => instance.lock.term() !== null);
  });

  test('says when an update takes too long, and stops its jobs before the lock can pass', async () => {
    const instance = createInstance();
    await instance.start();
    other.exec('BEGIN IMMEDIATE');
    expect(await logged(instance, 'scheduler_lock_heartbeat_timeout')).toMatchObject({ level: 'error' });
    expect(instance.lock.problem()).toContain('keeps BanGUI’s database locked');
    const loss = await eventually('it is lost', async () => instance.lines().find(({ isLost }) => isLost));
    expect(loss.event).toBe('scheduler_lock_heartbeat_failed');
    const [heartbeat] = other.prepare('SELECT heartbeat_at_ms AS at FROM scheduler_lock').all();
    expect(Date.now() - Number(heartbeat?.at)).toBeLessThan(quick.ttlMs + 100);
    other.exec('COMMIT');
    await eventually('it has a term again', async () => instance.lock.term() !== null);
    expect(instance.lock.problem()).toBeNull();
  });

  test('has no term from the moment on at which it wakes from a long sleep', async () => {
    const instance = createInstance();
    await instance.start();
    expect(instance.lock.term()).not.toBeNull();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, quick.ttlMs);
    expect(instance.lock.term()).toBeNull();
    await logged(instance, 'scheduler_lock_heartbeat_failed');
    expect(instance.heard).toContain('lost');
  });
});

describe('while another one holds the lock', () => {
  test('an exclusive instance refuses to start, and names the holder', async () => {
    await createInstance().start();
    const second = createInstance('exclusive');
    const refusal = await second.start().catch((error: Error) => error);
    expect(refusal).toMatchObject({ name: 'SchedulerLockHeldError' });
    const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
    expect(String(refusal)).toMatch(
      new RegExp(
        `process ${process.pid}, since ${time}, last heartbeat ${time}.*BANGUI_SCHEDULER_MODE=standby`,
      ),
    );
    expect(await logged(second, 'scheduler_lock_held_by_other_instance')).toMatchObject({ level: 'warn' });
  });

  test('one on standby starts, says once who holds it, and takes over after a clean stop', async () => {
    const first = createInstance();
    await first.start();
    const second = createInstance('standby');
    await second.start();
    expect(second.lock.term()).toBeNull();
    expect(second.lock.holder()).toMatchObject({ fence: first.lock.term(), process: process.pid });
    const before = first.lock.term() ?? 0;
    await first.lock.stop();
    await eventually('it has a term', async () => second.lock.term() !== null);
    expect(second.lock.term()).toBeGreaterThan(before);
    const warnings = second.lines().filter(({ event }) => event === 'scheduler_lock_held_by_other_instance');
    expect(warnings).toHaveLength(1);
    expect(second.heard).toEqual(['change', 'held', 'change']);
  });
});

test('a database that stays locked at the start is a refusal in a sentence', async () => {
  other.exec('BEGIN IMMEDIATE');
  await expect(createInstance().start()).rejects.toMatchObject({ name: 'SchedulerLockUnavailableError' });
});

test('a database file that is deleted under the lock ends the term for good, and says what to do', async () => {
  const instance = createInstance();
  await instance.start();
  await rm(path);
  await logged(instance, 'scheduler_lock_heartbeat_failed');
  expect((await logged(instance, 'scheduler_lock_unavailable')).msg).toContain('Start BanGUI again');
  expect(instance.lock.term()).toBeNull();
  expect(instance.lock.problem()).toContain('deleted or replaced');
});
