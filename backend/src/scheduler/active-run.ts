/** One run of a job from the queue to its end: what it does is recorded as long as its term lasts. */
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';
import { FenceError } from './fence.ts';
import type { FencedWork, JobRun, JobRunChanges, JobRunsStore } from './job-runs-store.ts';
import { createPaced } from './pace.ts';

export interface JobDefinition<Parameters> {
  readonly name: string;
  /** @returns the result, for the run log: nothing but JSON */
  run(context: JobContext<Parameters>): Promise<unknown>;
  /** What a run that waits does when more is asked for meanwhile; without it, the newest wish alone. */
  merge?(queued: Parameters, added: Parameters): Parameters;
}

export interface JobContext<Parameters> {
  readonly runId: number;
  /** Binds everything that the run commits to its term: see `commitFenced`. */
  readonly fence: number;
  readonly parameters: Parameters;
  /** Aborts when the run is cancelled or the lock is lost; the run then ends as soon as it can. */
  readonly signal: AbortSignal;
  /** Replaces the record of how far the run is; may be called as often as it changes. */
  progress(record: object): void;
  /**
   * Commits `work`, and with it that the run has succeeded. Nothing that comes afterwards, such as tidying or the end
   * of the process, makes anything else of it.
   * @throws {FenceError} and whatever `work` throws: nothing was committed
   */
  succeed(result: unknown, work: FencedWork): Promise<void>;
}

export type Ending = { readonly state: 'cancelled' | 'interrupted'; readonly problem: string };

export interface ActiveRunOptions {
  readonly definition: JobDefinition<unknown>;
  readonly fence: number;
  readonly store: JobRunsStore;
  readonly log: Logger;
  readonly onChange: (run: JobRun) => void;
}

export type ActiveRun = ReturnType<typeof createActiveRun>;

const notifyMs = 250;
const recordMs = 1_000;

export function createActiveRun(first: JobRun, options: ActiveRunOptions) {
  const { definition, fence, store, log, onChange } = options;
  const { id, job } = first;
  const controller = new AbortController();
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<void>();
  let run = first;
  let ending: Ending | null = null;
  let success: JobRunChanges | null = null;
  const notify = createPaced(notifyMs, () => onChange(run));
  const record = createPaced(recordMs, () => {
    // Nothing is lost where this fails: the next record, or the end, says it again.
    store.change(fence, id, { progress: run.progress }).catch(() => {});
  });

  function adopt(changes: JobRunChanges): void {
    run = { ...run, ...changes };
    onChange(run);
  }

  function progress(newest: object): void {
    run = { ...run, progress: newest };
    notify.request();
    record.request();
  }

  async function succeed(result: unknown, work: FencedWork): Promise<void> {
    const changes = { state: 'succeeded', result } as const;
    await store.change(fence, id, { ...changes, endedAt: nowSeconds() }, work);
    success = changes;
  }

  async function perform(): Promise<JobRunChanges> {
    controller.signal.throwIfAborted();
    const begun = { state: 'running', startedAt: nowSeconds() } as const;
    await store.change(fence, id, begun);
    adopt(begun);
    log.info({ event: 'job_started', job, runId: id, trigger: run.trigger }, `The job ${job} has started`);
    controller.signal.throwIfAborted();
    const { parameters } = run;
    const context = { runId: id, fence, parameters, signal: controller.signal, progress, succeed };
    return { state: 'succeeded', result: (await definition.run(context)) ?? null };
  }

  function outcomeOf(error: unknown): JobRunChanges {
    if (success !== null) return success;
    if (ending !== null) return ending;
    if (error instanceof FenceError) return lostLock;
    return { state: 'failed', problem: (error as Error).message };
  }

  async function conclude(outcome: JobRunChanges): Promise<void> {
    notify.cancel();
    record.cancel();
    const last = { ...outcome, endedAt: nowSeconds() };
    try {
      await store.change(fence, id, { progress: run.progress, ...last });
      adopt(last);
    } catch (error) {
      // The holder of the next term closes the row.
      adopt({ ...last, ...(error instanceof FenceError && success === null && lostLock) });
      log.warn({ event: 'job_end_not_recorded', job, runId: id }, (error as Error).message);
    }
  }

  return {
    fence,
    ended,
    run: () => run,

    /** Changes what a run that still waits is going to do. @throws {FenceError} */
    async merge(added: unknown): Promise<void> {
      const parameters = definition.merge?.(run.parameters, added) ?? added;
      adopt({ parameters });
      await store.change(fence, id, { parameters });
    },

    /** Ends it as soon as it can; one that still waits ends when it is executed. */
    abort(how: Ending): void {
      ending ??= how;
      controller.abort(new Error(how.problem));
    },

    /** Never throws: whatever happens becomes the run's state. */
    async execute(): Promise<void> {
      const startedAt = performance.now();
      let failure: unknown;
      const outcome = await perform().catch((error: unknown) => {
        failure = error;
        return outcomeOf(error);
      });
      await conclude(outcome);
      report(log, run, performance.now() - startedAt, failure);
      resolveEnded();
    },
  };
}

const lostLock: Ending = {
  state: 'interrupted',
  problem: 'This instance lost the scheduler lock; another one may have taken over.',
};

/** What is wrong inside BanGUI needs its stack in the log; a Problem says all in its sentence. */
function report(
  log: Logger,
  { id, job, state, problem }: JobRun,
  durationMs: number,
  failure: unknown,
): void {
  const line = { event: `job_${state}`, job, runId: id, durationMs: Math.round(durationMs) };
  const isBug = state === 'failed' && !(failure instanceof Problem);
  if (isBug) log.error({ ...line, err: failure }, `The job ${job} failed: ${problem}`);
  else if (state === 'succeeded' && failure !== undefined)
    log.warn({ ...line, err: failure }, `The job ${job} is done, but was cut off while it tidied up`);
  else if (state === 'succeeded') log.info(line, `The job ${job} is done`);
  else log.warn(line, `The job ${job} ended: ${problem}`);
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
