/** All series that BanGUI tells Prometheus. Docs/Monitoring.md lists them. */
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { SchedulerMode } from '../../config.ts';
import { type ArchivePicture, addArchiveSeries } from './archive-series.ts';
import { addBlocklistSeries, type BlocklistPicture } from './blocklist-series.ts';
import { addFail2banSeries, type DaemonPicture } from './fail2ban-series.ts';
import { addJobSeries, type JobPicture } from './job-series.ts';
import { addLiveClients, addLiveSeries } from './live-series.ts';
import { addLockSeries, type LockPicture } from './lock-series.ts';
import { addRequestSeries } from './request-series.ts';
import { addSocketSeries } from './socket-series.ts';

/** What is read at a scrape: BanGUI's memory and its own database. */
export interface MetricsSources {
  readonly version: string;
  readonly watch: DaemonPicture;
  readonly jobs: JobPicture;
  readonly lock: LockPicture;
  readonly schedulerMode: SchedulerMode;
  readonly blocklists: BlocklistPicture;
  readonly archive: ArchivePicture;
  readonly liveClients: () => number;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Counts from its creation on what it is told of, whether anybody reads it or not. */
export function createMetrics() {
  const registry = new Registry();
  const jobSeries = addJobSeries(registry);

  return {
    socketObserver: addSocketSeries(registry),
    onRequest: addRequestSeries(registry),
    onEvent: addLiveSeries(registry),
    onRun: jobSeries.onRun,

    /** To be called once, when everything that is to be read is there. */
    addSources({
      version,
      watch,
      jobs,
      lock,
      schedulerMode,
      blocklists,
      archive,
      liveClients,
    }: MetricsSources): void {
      addFail2banSeries(registry, watch, version);
      jobSeries.addJobs(jobs);
      addLockSeries(registry, lock, schedulerMode);
      addBlocklistSeries(registry, blocklists);
      addLiveClients(registry, liveClients);
      addArchiveSeries(registry, archive);
    },

    /** Begins to measure this process, which has a small price of its own; to be called once. */
    addProcess(): void {
      collectDefaultMetrics({ register: registry });
    },

    contentType: registry.contentType,
    /** In Prometheus' text format. Sends no command to fail2ban. */
    text: (): Promise<string> => registry.metrics(),
  };
}
