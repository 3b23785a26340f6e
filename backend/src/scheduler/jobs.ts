/**
 * The jobs of this instance: one run of each at a time, and one more that waits. They run only while this instance
 * holds the scheduler lock.
 */
import { Cron } from 'croner';
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';
import { type ActiveRun, createActiveRun, type Ending, type JobDefinition } from './active-run.ts';
import { FenceError } from './fence.ts';
import type { JobRun, JobRunsStore } from './job-runs-store.ts';
import type { SchedulerLock } from './lock.ts';

export type { JobContext, JobDefinition } from './active-run.ts';
export type { JobRun } from './job-runs-store.ts';

export interface JobSchedule {
  /** By which `nextRuns` names it. */
  readonly key: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly parameters: unknown;
}

export interface JobRequest {
  readonly trigger: JobRun['trigger'];
  readonly requestedBy: string | null;
}

export interface JobsOptions {
  readonly store: JobRunsStore;
  readonly lock: Pick<SchedulerLock, 'term' | 'holder'>;
  readonly log: Logger;
  /** A run has begun, ended, or made progress: a few times a second at most. */
  readonly onChange: (run: JobRun) => void;
}

export type Jobs = ReturnType<typeof createJobs>;

interface Slot {
  readonly definition: JobDefinition<unknown>;
  schedules: ReadonlyMap<string, Cron>;
  running: ActiveRun | null;
  queued: ActiveRun | null;
}

const lost: Ending = { state: 'interrupted', problem: 'This instance lost the scheduler lock.' };
const stopped: Ending = { state: 'interrupted', problem: 'BanGUI was stopped.' };
const cancelled: Ending = { state: 'cancelled', problem: 'It was cancelled by hand.' };

export function createJobs({ store, lock, log, onChange }: JobsOptions) {
  const slots = new Map<string, Slot>();
  let isStopped = false;
  let turn: Promise<unknown> = Promise.resolve();

  function slotOf(name: string): Slot {
    const slot = slots.get(name);
    if (slot === undefined) throw new Error(`There is no job called ${name}.`);
    return slot;
  }

  function currentTerm(): number {
    const term = isStopped ? null : lock.term();
    if (term === null) throw notHolder();
    return term;
  }

  function notHolder(): Problem {
    const holder = lock.holder();
    return new Problem(
      'not_scheduler_holder',
      holder === null
        ? 'No instance holds the scheduler lock at the moment. Try again in a minute.'
        : `The instance on ${holder.host} (process ${holder.process}) runs the jobs. Ask that one, or try again if it is about to stop.`,
    );
  }

  async function enqueue(name: string, parameters: unknown, request: JobRequest): Promise<number> {
    const fence = currentTerm();
    const slot = slotOf(name);
    const busy = slot.running ?? slot.queued;
    if (busy !== null && request.trigger === 'manual') throw alreadyRunning(busy.run().id);
    if (slot.queued !== null) {
      await slot.queued.merge(parameters);
      return slot.queued.run().id;
    }
    const run = await store.add(fence, { job: name, parameters, ...request });
    const active = createActiveRun(run, { definition: slot.definition, fence, store, log, onChange });
    // The lock may have been lost while the row was written.
    if (lock.term() !== fence) throw notHolder();
    onChange(run);
    if (slot.running === null) void execute(slot, active);
    else slot.queued = active;
    return run.id;
  }

  async function execute(slot: Slot, active: ActiveRun): Promise<void> {
    slot.running = active;
    await active.execute();
    const next = slot.queued;
    slot.running = null;
    slot.queued = null;
    if (next !== null) await execute(slot, next);
  }

  /** One after the other, so that two wishes at the same moment see each other. */
  function start(name: string, parameters: unknown, request: JobRequest): Promise<number> {
    const started = turn.then(() => enqueue(name, parameters, request));
    turn = started.catch(() => {});
    return started.catch((error: unknown) => {
      throw error instanceof FenceError ? notHolder() : error;
    });
  }

  function startScheduled(name: string, { parameters }: JobSchedule): void {
    if (lock.term() === null) return;
    start(name, parameters, { trigger: 'schedule', requestedBy: null }).catch((error: Error) =>
      log.warn({ event: 'job_not_started', job: name }, error.message),
    );
  }

  function toCron(name: string, schedule: JobSchedule): Cron | null {
    try {
      return new Cron(schedule.cron, { timezone: schedule.timeZone }, () => startScheduled(name, schedule));
    } catch (error) {
      log.warn({ event: 'job_schedule_invalid', job: name, cron: schedule.cron }, (error as Error).message);
      return null;
    }
  }

  function activeRun(id: number): ActiveRun | undefined {
    const active = [...slots.values()].flatMap(({ running, queued }) => [running, queued]);
    return active.find((each) => each?.run().id === id) ?? undefined;
  }

  async function find(id: number): Promise<JobRun> {
    const run = activeRun(id)?.run() ?? (await store.find(id));
    if (run === null) throw new Problem('run_not_found', `There is no run number ${id}.`);
    return run;
  }

  async function end(slot: Slot, active: ActiveRun, how: Ending): Promise<void> {
    active.abort(how);
    if (slot.queued !== active) return active.ended;
    slot.queued = null;
    await active.execute();
  }

  async function endAll(how: Ending): Promise<void> {
    const ends = [...slots.values()].flatMap((slot) =>
      [slot.queued, slot.running].map((active) => active && end(slot, active, how)),
    );
    await Promise.all(ends);
  }

  function stopSchedules(slot: Slot): void {
    for (const cron of slot.schedules.values()) cron.stop();
    slot.schedules = new Map();
  }

  return {
    define<Parameters>(definition: JobDefinition<Parameters>): void {
      slots.set(definition.name, { definition, schedules: new Map(), running: null, queued: null });
    },

    names: (): string[] => [...slots.keys()],

    /** Replaces all schedules of the job. One that cannot be read is left out, with a line in the log. */
    setSchedules(name: string, schedules: readonly JobSchedule[]): void {
      const slot = slotOf(name);
      stopSchedules(slot);
      if (isStopped) return;
      slot.schedules = new Map(
        schedules.flatMap((schedule) => {
          const cron = toCron(name, schedule);
          return cron === null ? [] : [[schedule.key, cron] as const];
        }),
      );
    },

    /**
     * Begins a run, or queues one where one runs already; whatever else is asked for meanwhile is merged into the
     * queued one. By hand it is refused instead.
     * @returns the number of the run
     * @throws {Problem} job_running (with the `runId` of that one), not_scheduler_holder
     */
    start,

    /**
     * Resolves when the run has ended: as `cancelled`, or as what it had become before it noticed.
     * @throws {Problem} run_not_found, run_ended, not_scheduler_holder where another instance runs it
     */
    async cancel(id: number): Promise<void> {
      const active = activeRun(id);
      if (active !== undefined) return end(slotOf(active.run().job), active, cancelled);
      const { endedAt, state } = await find(id);
      if (endedAt === null) throw notHolder();
      throw new Problem('run_ended', `The run number ${id} has ended already: ${state}.`);
    },

    /** @throws {Problem} run_not_found */
    run: find,

    /** The newest first, from the run log and, as far as they go on here, from memory. */
    async runs(name: string, page: { limit: number; before?: number | undefined }): Promise<JobRun[]> {
      const runs = await store.list(name, page.limit, page.before);
      return runs.map((run) => activeRun(run.id)?.run() ?? run);
    },

    /** When a run of the job last ended well, in whatever instance, in Unix seconds. */
    lastSuccessAt: store.lastSuccessAt,

    /** The number of the run that is under way in this instance. */
    running: (name: string): number | null => slotOf(name).running?.run().id ?? null,

    /** When each schedule is due next, in Unix seconds, by its key. */
    nextRuns(name: string): Map<string, number> {
      const due = [...slotOf(name).schedules].map(([key, cron]) => [key, cron.nextRun()] as const);
      return new Map(due.flatMap(([key, date]) => (date === null ? [] : [[key, date.getTime() / 1_000]])));
    },

    /** Awaited before any job runs in a new term. @throws {FenceError} */
    onAcquired: (fence: number): Promise<void> => store.interruptOlder(fence),

    /** Aborts what runs; nothing of it can be committed any more. */
    onLost(): void {
      void endAll(lost);
    },

    /** Resolves when nothing runs any more. */
    async stop(): Promise<void> {
      isStopped = true;
      for (const slot of slots.values()) stopSchedules(slot);
      await turn;
      await endAll(stopped);
    },
  };
}

function alreadyRunning(runId: number): Problem {
  return new Problem('job_running', `The run number ${runId} is not done yet. Wait for it, or cancel it.`, {
    runId,
  });
}
