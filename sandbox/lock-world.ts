import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../backend/src/database/database.ts';
import type { SchedulerTimings } from '../backend/src/scheduler/lock.ts';
import { eventually, hasEnded } from './child.ts';
import { startPrivateRedis } from './redis.ts';

export interface LockLine {
  readonly event: string;
  readonly fence?: number;
  readonly isLost?: boolean;
}

/** A real process that does nothing but hold, or wait for, the scheduler lock, and commit while it has a term. */
export interface LockProcess {
  readonly child: ChildProcess;
  /** Its log. */
  readonly lines: readonly LockLine[];
}

export interface Commit {
  readonly id: number;
  readonly fence: number;
  readonly instance: string;
}

export type LockWorld = Awaited<ReturnType<typeof createLockWorld>>;

const DEADLINE_MS = 30_000;
const SCRIPT = join(import.meta.dirname, 'lock-process.ts');
const NO_COMMIT: Commit = { id: 0, fence: 0, instance: '' };

/** A database, a lock in it or in a Redis of its own, and processes that share both. */
export async function createLockWorld(
  kind: 'sqlite' | 'redis',
  timings: Pick<SchedulerTimings, 'heartbeatMs' | 'ttlMs'>,
) {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-lock-'));
  const path = join(directory, 'bangui.sqlite3');
  await (await openDatabase(path)).destroy();
  const rows = new DatabaseSync(path, { timeout: 5_000 });
  const redis = kind === 'redis' ? await startPrivateRedis() : null;
  const processes: LockProcess[] = [];

  function start(mode: 'exclusive' | 'standby' = 'standby'): LockProcess {
    const settings = [
      path,
      redis?.url ?? 'sqlite',
      mode,
      JSON.stringify({ ...timings, heartbeatDeadlineMs: 5_000 }),
    ];
    const child = spawn(process.execPath, [SCRIPT, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: LockLine[] = [];
    let rest = '';
    child.stdout.on('data', (text: Buffer) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.map((line) => JSON.parse(line)));
    });
    const started = { child, lines };
    processes.push(started);
    return started;
  }

  function newestCommit(): Commit {
    const row = rows.prepare('SELECT id, fence, instance FROM job_runs ORDER BY id DESC LIMIT 1').get();
    return (row as Commit | undefined) ?? NO_COMMIT;
  }

  return {
    redis,
    processes: processes as readonly LockProcess[],
    start,

    async startAndHear(event: string): Promise<LockProcess> {
      const started = start();
      await heard(started, event);
      return started;
    },

    newestCommit,
    commits: () =>
      rows.prepare('SELECT id, fence, instance FROM job_runs ORDER BY id').all() as unknown as Commit[],
    newestFence: () => Number(rows.prepare('SELECT fence FROM scheduler_fence').get()?.fence),

    async deleteLock(): Promise<void> {
      if (redis === null) rows.exec('DELETE FROM scheduler_lock');
      else await redis.command('DEL', 'bangui:scheduler_lock');
    },

    /** Resolves with the number of a term that is higher than this one, once something was committed in it. */
    commitBeyond: (fence: number): Promise<number> =>
      eventually(
        'a newer term commits',
        async () => newestCommit().fence > fence && newestCommit().fence,
        DEADLINE_MS,
      ),

    /** A process that was stopped in the middle of a commit keeps the database to itself until it goes on. */
    isLocked(): boolean {
      const probe = new DatabaseSync(path, { timeout: 300 });
      try {
        probe.exec('BEGIN IMMEDIATE; ROLLBACK');
        return false;
      } catch {
        return true;
      } finally {
        probe.close();
      }
    },

    async dispose(): Promise<void> {
      await Promise.all(processes.map((each) => endProcess(each, 'SIGKILL')));
      rows.close();
      await redis?.dispose();
      await rm(directory, { recursive: true });
    },
  };
}

/** Resolves when it has ended and all its lines are here. */
export async function endProcess({ child }: LockProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}

export async function heard({ lines }: LockProcess, event: string): Promise<void> {
  await eventually(event, async () => lines.some((line) => line.event === event), DEADLINE_MS);
}

export function isEndOfTerm({ event, isLost }: LockLine): boolean {
  return isLost === true || event === 'scheduler_lock_released';
}
