/** Work that takes longer than a request: begun, asked for by its number, left, found again, cancelled. */
import { randomUUID } from 'node:crypto';

export interface Progress {
  readonly done: number;
  /** The same unit as `done`; null where nobody knows. */
  readonly total: number | null;
}

export interface BackgroundRun<Result> {
  readonly id: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Unix seconds. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly progress: Progress;
  /** Only of a run that succeeded. */
  readonly result: Result | null;
  /** A sentence about a run that failed. */
  readonly problem: string | null;
}

/** Rejects once the signal says so. */
export type Work<Result> = (signal: AbortSignal, report: (progress: Progress) => void) => Promise<Result>;

export interface BackgroundRuns<Result> {
  /** @returns undefined while `most` others are running */
  start(work: Work<Result>): BackgroundRun<Result> | undefined;
  find(id: string): BackgroundRun<Result> | undefined;
  /** Asks the run to end; it may take a moment. */
  cancel(id: string): BackgroundRun<Result> | undefined;
  /** Cancels all and waits for their ends. */
  stop(): Promise<void>;
}

export interface BackgroundRunsOptions {
  /** How many may run at once. */
  readonly most?: number;
  /** How long an ended run is remembered. */
  readonly keptSeconds?: number;
}

interface Entry<Result> {
  run: BackgroundRun<Result>;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export function createBackgroundRuns<Result>({
  most = 2,
  keptSeconds = 3600,
}: BackgroundRunsOptions = {}): BackgroundRuns<Result> {
  const entries = new Map<string, Entry<Result>>();

  function change(id: string, news: Partial<BackgroundRun<Result>>): void {
    const entry = entries.get(id);
    if (entry !== undefined) entry.run = { ...entry.run, ...news };
  }

  async function carryOut(id: string, work: Work<Result>, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      const result = await work(signal, (progress) => change(id, { progress }));
      change(id, { state: 'succeeded', result, endedAt: nowSeconds() });
    } catch (error) {
      const state = signal.aborted ? 'cancelled' : 'failed';
      change(id, { state, problem: signal.aborted ? null : (error as Error).message, endedAt: nowSeconds() });
    }
  }

  function forgetOld(): void {
    for (const [id, { run }] of entries) {
      if (run.endedAt !== null && run.endedAt < nowSeconds() - keptSeconds) entries.delete(id);
    }
  }

  return {
    start(work) {
      forgetOld();
      const running = [...entries.values()].filter(({ run }) => run.state === 'running');
      if (running.length >= most) return undefined;
      const run: BackgroundRun<Result> = {
        id: randomUUID(),
        state: 'running',
        startedAt: nowSeconds(),
        endedAt: null,
        progress: { done: 0, total: null },
        result: null,
        problem: null,
      };
      const abort = new AbortController();
      // Begun in the next turn, when there is an entry whose state can change.
      const ended = Promise.resolve().then(() => carryOut(run.id, work, abort.signal));
      entries.set(run.id, { run, abort, ended });
      return run;
    },
    find: (id) => entries.get(id)?.run,
    cancel(id) {
      const entry = entries.get(id);
      entry?.abort.abort();
      return entry?.run;
    },
    async stop() {
      for (const { abort } of entries.values()) abort.abort();
      await Promise.all([...entries.values()].map(({ ended }) => ended));
    },
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
