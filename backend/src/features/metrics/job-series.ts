/**
 * The jobs of this instance, and when each last ended well in whatever instance. Their label is `job_name`, as `job` is
 * Prometheus' own for what it scrapes.
 */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { JobRun, Jobs } from '../../scheduler/jobs.ts';
import { addPulledGauge } from './pulled-gauge.ts';

export type JobPicture = Pick<Jobs, 'names' | 'lastSuccessAt'>;

const outcomes = ['succeeded', 'failed', 'cancelled', 'interrupted'] as const;
const buckets = [1, 5, 15, 60, 300, 900];

export interface JobSeries {
  /** To be told of each change of a run; counts its end. */
  onRun(run: JobRun): void;
  /** Begins with 0 for every job, so that the first failure is seen as a rise. */
  addJobs(jobs: JobPicture): void;
}

export function addJobSeries(registry: Registry): JobSeries {
  const registers = [registry];
  const runs = new Counter({
    name: 'bangui_job_runs_total',
    help: 'Runs that have ended in this instance, by job and outcome',
    labelNames: ['job_name', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'bangui_job_duration_seconds',
    help: 'How long runs took from their start to their end, in whole seconds',
    labelNames: ['job_name'],
    buckets,
    registers,
  });

  return {
    onRun({ job, state, startedAt, endedAt }) {
      if (endedAt === null) return;
      runs.inc({ job_name: job, outcome: state });
      if (startedAt !== null) duration.observe({ job_name: job }, endedAt - startedAt);
    },

    addJobs(jobs) {
      for (const job of jobs.names()) for (const outcome of outcomes) runs.inc({ job_name: job, outcome }, 0);
      addPulledGauge(registry, {
        name: 'bangui_job_last_success_timestamp_seconds',
        help: 'When a run of the job last ended well, in whatever instance',
        labelNames: ['job_name'],
        async read() {
          const ends = await Promise.all(
            jobs.names().map(async (job) => ({ job, at: await jobs.lastSuccessAt(job) })),
          );
          return ends.flatMap(({ job, at }) => (at === null ? [] : [[{ job_name: job }, at] as const]));
        },
      });
    },
  };
}
