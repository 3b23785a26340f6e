/** How much BanGUI remembers. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { ArchiveCalls } from '../../archive/archive-thread.ts';
import { addPulledGauge, single } from './pulled-gauge.ts';

export type ArchivePicture = Pick<ArchiveCalls, 'summary'>;
type Summary = Awaited<ReturnType<ArchivePicture['summary']>>;

/** Prometheus itself waits for ten seconds by default. */
const patienceMilliseconds = 1_000;

export function addArchiveSeries(registry: Registry, archive: ArchivePicture): void {
  const summary = createLastAnswer(archive.summary);
  const add = (name: string, help: string, value: (summary: Summary) => number | null) =>
    addPulledGauge(registry, {
      name,
      help,
      labelNames: [],
      async read() {
        const known = await summary();
        return single(known === null ? null : value(known));
      },
    });
  add('bangui_archive_bans', 'Bans in the archive', ({ events }) => events);
  add(
    'bangui_archive_newest_ban_timestamp_seconds',
    'When the newest ban of the archive began',
    ({ newestAt }) => newestAt,
  );
  add('bangui_archive_size_bytes', 'Size of the archive’s file', ({ fileBytes }) => fileBytes);
}

/**
 * The archive's thread answers one question at a time, and some take long: then the answer from before is told. One
 * question is under way at most. Null while there is no answer, and where the archive cannot be used.
 */
function createLastAnswer(ask: () => Promise<Summary>): () => Promise<Summary | null> {
  let answer: Summary | null = null;
  let asking: Promise<void> | null = null;

  async function askOnce(): Promise<void> {
    answer = await ask().catch(() => null);
    asking = null;
  }

  return async () => {
    asking ??= askOnce();
    await Promise.race([asking, pause(patienceMilliseconds, undefined, { ref: false })]);
    return answer;
  };
}
