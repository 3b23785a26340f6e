/** Who runs the jobs, and when: for people in the interface, for orchestrators by the readiness check. */
import type { JobRun, Jobs } from '../../scheduler/jobs.ts';
import type { SchedulerLock } from '../../scheduler/lock.ts';
import type { SchedulerState } from './schema.ts';

export interface SchedulerOptions {
  readonly lock: SchedulerLock;
  readonly mode: SchedulerState['mode'];
  readonly jobs: Jobs;
}

export interface SchedulerRole {
  readonly role: 'holder' | 'standby' | 'none';
  /** `HOST (process PID)` */
  readonly holder: string | null;
}

export type Scheduler = ReturnType<typeof createScheduler>;

export function createScheduler({ lock, mode, jobs }: SchedulerOptions) {
  function holder(): SchedulerState['holder'] {
    const seen = lock.holder();
    if (seen === null) return null;
    const { acquiredAtMs, heartbeatAtMs, ...instance } = seen;
    return { ...instance, since: toSeconds(acquiredAtMs), lastHeartbeat: toSeconds(heartbeatAtMs) };
  }

  return {
    async state(): Promise<SchedulerState> {
      const names = jobs.names();
      const lastRuns = await Promise.all(names.map((name) => jobs.runs(name, { limit: 1 })));
      return {
        lock: lock.kind,
        mode,
        isHolder: lock.term() !== null,
        holder: holder(),
        problem: lock.problem(),
        jobs: names.map((name, index) => ({
          name,
          nextRunAt: earliest(jobs.nextRuns(name)),
          running: jobs.running(name),
          lastRun: shortened(lastRuns[index]?.[0]),
        })),
      };
    },

    role(): SchedulerRole {
      const seen = lock.holder();
      if (seen === null) return { role: 'none', holder: null };
      const isOwn = lock.term() !== null;
      return { role: isOwn ? 'holder' : 'standby', holder: `${seen.host} (process ${seen.process})` };
    },
  };
}

function earliest(nextRuns: ReadonlyMap<string, number>): number | null {
  return nextRuns.size === 0 ? null : Math.min(...nextRuns.values());
}

function shortened(run: JobRun | undefined): SchedulerState['jobs'][number]['lastRun'] {
  if (run === undefined) return null;
  const { id, state, startedAt, endedAt } = run;
  return { id, state, startedAt, endedAt };
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
