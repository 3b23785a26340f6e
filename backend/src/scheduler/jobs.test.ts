import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { createLogger } from '../log.ts';
import { Problem } from '../problem.ts';
import { createConfiguredLock } from './configured-lock.ts';
import { commitFenced } from './fence.ts';
import { createJobRunsStore } from './job-runs-store.ts';
import { createJobs, type JobContext, type JobRun, type Jobs } from './jobs.ts';
import type { SchedulerLock } from './lock.ts';

interface Instance {
  readonly jobs: Jobs;
  readonly lock: SchedulerLock;
  readonly changes: JobRun[];
  events(): { event: string; [field: string]: unknown }[];
  stop(): Promise<void>;
}

const timings = { heartbeatMs: 25, ttlMs: 2_000, heartbeatDeadlineMs: 500 };
const byHand = { trigger: 'manual', requestedBy: 'admin' } as const;
const afterChange = { trigger: 'change', requestedBy: null } as const;

let directory: string;
let database: Database;
const running: Instance[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-jobs-'));
  database = await openDatabase(join(directory, 'bangui.sqlite3'));
});

afterEach(async () => {
  for (const instance of running.splice(0)) await instance.stop();
  await database.destroy();
  await rm(directory, { recursive: true });
});

async function startInstance(define: (jobs: Jobs) => void = () => {}): Promise<Instance> {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const settings = { schedulerLock: 'sqlite', schedulerMode: 'standby' } as const;
  const lock = createConfiguredLock(settings, database, log, timings);
  const changes: JobRun[] = [];
  const store = createJobRunsStore(database, lock.instance.instance);
  const jobs = createJobs({ store, lock, log, onChange: (run) => changes.push(run) });
  define(jobs);
  await lock.start({ onAcquired: jobs.onAcquired, onHeld() {}, onLost: jobs.onLost, onChange() {} });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await jobs.stop();
    await lock.stop();
  };
  const instance: Instance = {
    jobs,
    lock,
    changes,
    events: () => lines.map((line) => JSON.parse(line)),
    stop: () => (stopping ??= stop()),
  };
  running.push(instance);
  return instance;
}

/** A job that ends when the test says so; `began` has what each run was asked to do. */
function held<Parameters = unknown>() {
  const began: JobContext<Parameters>[] = [];
  const releases: ((result: unknown) => void)[] = [];
  return {
    began,
    run(context: JobContext<Parameters>): Promise<unknown> {
      began.push(context);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      releases.push(resolve);
      context.signal.addEventListener('abort', () => reject(context.signal.reason), { once: true });
      return promise;
    },
    release: (result: unknown = null) => releases.shift()?.(result),
  };
}

function ended({ jobs }: Instance, id: number, state: JobRun['state']): Promise<JobRun> {
  return eventually(`run ${id} is ${state}`, async () => {
    const run = await jobs.run(id);
    return run.state === state && run.endedAt !== null && jobs.running(run.job) !== id && run;
  });
}

describe('a run', () => {
  test('is recorded from the queue to its result, with who asked for it', async () => {
    const instance = await startInstance((jobs) =>
      jobs.define({ name: 'double', run: async ({ parameters }) => Number(parameters) * 2 }),
    );
    const id = await instance.jobs.start('double', 21, byHand);
    const run = await ended(instance, id, 'succeeded');
    expect(run).toMatchObject({ job: 'double', ...byHand, parameters: 21, result: 42, problem: null });
    expect(run.endedAt).toBeGreaterThanOrEqual(run.startedAt ?? Number.NaN);
    expect(instance.changes.map(({ state }) => state)).toEqual(['queued', 'running', 'succeeded']);
    const [started, succeeded] = instance.events().filter(({ job }) => job === 'double');
    expect(started).toMatchObject({ event: 'job_started', runId: id });
    expect(succeeded).toMatchObject({ event: 'job_succeeded', runId: id, durationMs: expect.any(Number) });
  });

  test.each([
    new Problem('list_unusable', 'The list is a picture of a cat.'),
    new Error('cannot read properties of undefined'),
  ])('that fails keeps the reason: %s', async (error) => {
    const instance = await startInstance((jobs) =>
      jobs.define({ name: 'failing', run: () => Promise.reject(error) }),
    );
    const id = await instance.jobs.start('failing', null, byHand);
    expect(await ended(instance, id, 'failed')).toMatchObject({ problem: error.message, result: null });
    const line = instance.events().find(({ event }) => event === 'job_failed');
    // Only what is wrong inside BanGUI needs its stack in the log.
    expect(line !== undefined && 'err' in line).toBe(!(error instanceof Problem));
  });

  test('tells its progress at once, and keeps the newest in its row', async () => {
    const job = held();
    const instance = await startInstance((jobs) => jobs.define({ name: 'import', run: job.run }));
    const id = await instance.jobs.start('import', null, byHand);
    await eventually('it runs', async () => job.began.length > 0);
    for (let lines = 1; lines <= 500; lines += 1) job.began[0]?.progress({ lines });
    expect((await instance.jobs.run(id)).progress).toEqual({ lines: 500 });
    const [listed] = await instance.jobs.runs('import', { limit: 1 });
    expect(listed?.progress).toEqual({ lines: 500 });
    await eventually('the row has it', async () => {
      const row = await database.selectFrom('job_runs').select('progress').executeTakeFirst();
      return row?.progress === '{"lines":500}';
    });
    expect(instance.changes.length).toBeLessThan(20);
    job.release();
    expect((await ended(instance, id, 'succeeded')).progress).toEqual({ lines: 500 });
  });

  test('that is not there is told so', async () => {
    const { jobs } = await startInstance();
    await expect(jobs.run(99)).rejects.toMatchObject({ code: 'run_not_found' });
    await expect(jobs.cancel(99)).rejects.toMatchObject({ code: 'run_not_found' });
  });

  test('is one of the newest 500 of its job that are kept', async () => {
    const { jobs, lock } = await startInstance((jobs) =>
      jobs.define({ name: 'often', run: async () => null }),
    );
    const store = createJobRunsStore(database, lock.instance.instance);
    const add = (job: string) => store.add(lock.term() ?? 0, { job, parameters: null, ...afterChange });
    const seldom = await add('seldom');
    for (let count = 0; count < 502; count += 1) await add('often');
    const last = await add('often');
    const runs = await jobs.runs('often', { limit: 1_000 });
    expect(runs.map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, index) => last.id - index));
    const page = await jobs.runs('often', { limit: 2, before: last.id - 1 });
    expect(page.map(({ id }) => id)).toEqual([last.id - 2, last.id - 3]);
    expect((await jobs.run(seldom.id)).job).toBe('seldom');
  });
});

describe('while one runs', () => {
  test('another one by hand is refused with its number', async () => {
    const job = held();
    const instance = await startInstance((jobs) => jobs.define({ name: 'import', run: job.run }));
    const [first, second] = await Promise.allSettled([
      instance.jobs.start('import', null, byHand),
      instance.jobs.start('import', null, byHand),
    ]);
    const runId = first.status === 'fulfilled' && first.value;
    expect(second).toMatchObject({ reason: { code: 'job_running', status: 409, extras: { runId } } });
    expect(instance.jobs.running('import')).toBe(runId);
  });

  test('whatever else is wished for becomes one further run', async () => {
    const job = held<number[]>();
    const instance = await startInstance((jobs) =>
      jobs.define<number[]>({
        name: 'import',
        run: job.run,
        merge: (queued, added) => [...queued, ...added],
      }),
    );
    const first = await instance.jobs.start('import', [1], afterChange);
    const wishes = [[2], [3], [4]].map((wish) => instance.jobs.start('import', wish, afterChange));
    const [second, ...others] = await Promise.all(wishes);
    expect(others).toEqual([second, second]);
    expect(await instance.jobs.run(second ?? 0)).toMatchObject({ state: 'queued', parameters: [2, 3, 4] });
    job.release();
    await ended(instance, first, 'succeeded');
    await eventually('the second runs', async () => job.began.length === 2);
    job.release();
    expect((await ended(instance, second ?? 0, 'succeeded')).parameters).toEqual([2, 3, 4]);
    expect(job.began.map(({ parameters }) => parameters)).toEqual([[1], [2, 3, 4]]);
  });

  test('jobs of other names run beside it', async () => {
    const job = held();
    const instance = await startInstance((jobs) => {
      jobs.define({ name: 'import', run: job.run });
      jobs.define({ name: 'other', run: async () => 'done' });
    });
    await instance.jobs.start('import', null, byHand);
    await ended(instance, await instance.jobs.start('other', null, byHand), 'succeeded');
    expect(instance.jobs.names()).toEqual(['import', 'other']);
  });
});

describe('a cancelled run', () => {
  test('ends, and the one that waits begins', async () => {
    const job = held();
    const instance = await startInstance((jobs) => jobs.define({ name: 'import', run: job.run }));
    const first = await instance.jobs.start('import', null, byHand);
    const second = await instance.jobs.start('import', null, afterChange);
    await eventually('it runs', async () => job.began.length > 0);
    await instance.jobs.cancel(first);
    expect(await instance.jobs.run(first)).toMatchObject({ state: 'cancelled', problem: expect.any(String) });
    await eventually('the second runs', async () => instance.jobs.running('import') === second);
    await expect(instance.jobs.cancel(first)).rejects.toMatchObject({ code: 'run_ended', status: 409 });
  });

  test('that waits never begins', async () => {
    const job = held();
    const instance = await startInstance((jobs) => jobs.define({ name: 'import', run: job.run }));
    const first = await instance.jobs.start('import', null, byHand);
    const second = await instance.jobs.start('import', null, afterChange);
    await instance.jobs.cancel(second);
    job.release();
    await ended(instance, first, 'succeeded');
    expect(await ended(instance, second, 'cancelled')).toMatchObject({ startedAt: null });
    expect(job.began).toHaveLength(1);
  });
});

describe('a schedule', () => {
  const everySecond = { cron: '* * * * * *', timeZone: 'UTC' };

  test('starts runs by itself, tells when the next is due, and ends with its replacement', async () => {
    const asked: unknown[] = [];
    const instance = await startInstance((jobs) =>
      jobs.define({ name: 'import', run: async ({ parameters }) => asked.push(parameters) }),
    );
    instance.jobs.setSchedules('import', [
      { key: 'a', ...everySecond, parameters: 'A' },
      { key: 'yearly', cron: '0 0 1 1 *', timeZone: 'UTC', parameters: 'Y' },
    ]);
    const next = instance.jobs.nextRuns('import');
    expect([...next.keys()]).toEqual(['a', 'yearly']);
    expect(next.get('yearly')).toBe(Date.UTC(new Date().getUTCFullYear() + 1, 0, 1) / 1_000);
    await eventually('it ran twice', async () => asked.length >= 2);
    instance.jobs.setSchedules('import', [{ key: 'b', ...everySecond, parameters: 'B' }]);
    await eventually('the other runs', async () => asked.includes('B'));
    expect(asked.lastIndexOf('A')).toBeLessThan(asked.indexOf('B'));
    expect((await instance.jobs.runs('import', { limit: 1 }))[0]).toMatchObject({ trigger: 'schedule' });
  });

  test('that cannot be read is left out, and the others hold', async () => {
    const instance = await startInstance((jobs) => jobs.define({ name: 'import', run: async () => null }));
    instance.jobs.setSchedules('import', [
      { key: 'wrong', cron: 'soon', timeZone: 'UTC', parameters: null },
      { key: 'lost', cron: '0 3 * * *', timeZone: 'Mars/Base', parameters: null },
      { key: 'right', cron: '0 3 * * *', timeZone: 'UTC', parameters: null },
    ]);
    expect([...instance.jobs.nextRuns('import').keys()]).toEqual(['right']);
    const warnings = instance.events().filter(({ event }) => event === 'job_schedule_invalid');
    expect(warnings).toHaveLength(2);
  });
});

describe('without the scheduler lock', () => {
  const define = (run: (context: JobContext<unknown>) => Promise<unknown>) => (jobs: Jobs) =>
    jobs.define({ name: 'import', run });

  test('nothing starts, and the holder is named', async () => {
    const first = await startInstance(define(held().run));
    const second = await startInstance(define(held().run));
    const id = await first.jobs.start('import', null, byHand);
    await expect(second.jobs.start('import', null, byHand)).rejects.toMatchObject({
      code: 'not_scheduler_holder',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await expect(second.jobs.cancel(id)).rejects.toMatchObject({ code: 'not_scheduler_holder' });
    expect((await second.jobs.run(id)).state).toBe('running');
  });

  test('what ran when it was lost is interrupted, and cannot commit', async () => {
    const { promise: isLost, resolve: noteLoss } = Promise.withResolvers<void>();
    const commits: unknown[] = [];
    const instance = await startInstance(
      define(async ({ signal, fence }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await isLost;
        await commitFenced(database, fence, async () => commits.push('too late'));
      }),
    );
    const id = await instance.jobs.start('import', null, byHand);
    const queued = await instance.jobs.start('import', null, afterChange);
    await eventually('it runs', async () => (await instance.jobs.run(id)).state === 'running');
    await database.deleteFrom('scheduler_lock').execute();
    await eventually('it has the next term', async () => {
      const acquired = instance.events().filter(({ event }) => event === 'scheduler_lock_acquired');
      return acquired.length === 2;
    });
    noteLoss();
    const run = await ended(instance, id, 'interrupted');
    expect(run.problem).toContain('scheduler lock');
    await ended(instance, queued, 'interrupted');
    expect(commits).toEqual([]);
    await eventually('it can run again', async () => instance.lock.term() !== null);
    expect(instance.events().map(({ event }) => event)).toContain('job_interrupted');
  });

  test('what a process left behind that is gone is interrupted by the next holder', async () => {
    const first = await startInstance(define(held().run));
    const fence = first.lock.term() ?? 0;
    await first.stop();
    const store = createJobRunsStore(database, 'gone');
    const left = await store.add(fence, { job: 'import', parameters: null, ...byHand });
    await store.change(fence, left.id, {
      state: 'running',
      startedAt: 1_700_000_000,
      progress: { lines: 7 },
    });
    const done = await store.add(fence, { job: 'import', parameters: null, ...byHand });
    await store.change(fence, done.id, { state: 'succeeded', endedAt: 1_700_000_000 });
    const second = await startInstance(define(held().run));
    expect(await second.jobs.run(left.id)).toMatchObject({
      state: 'interrupted',
      progress: { lines: 7 },
      endedAt: expect.any(Number),
    });
    expect((await second.jobs.run(done.id)).state).toBe('succeeded');
  });

  test('a stop interrupts what runs and waits, then gives the lock to the next', async () => {
    const first = await startInstance(define(held().run));
    const second = await startInstance(define(held().run));
    const ids = [
      await first.jobs.start('import', null, byHand),
      await first.jobs.start('import', null, afterChange),
    ];
    await first.stop();
    for (const id of ids) {
      expect(await second.jobs.run(id)).toMatchObject({
        state: 'interrupted',
        problem: 'BanGUI was stopped.',
      });
    }
    await eventually('the other takes over', async () => second.lock.term() !== null);
    await expect(first.jobs.start('import', null, byHand)).rejects.toMatchObject({
      code: 'not_scheduler_holder',
    });
  });
});
