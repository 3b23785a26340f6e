/** The thread of the archive: collects, answers, and clears what is too old, so that nobody else waits for the disk. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createGeography } from '../geography/geography.ts';
import { type Archive, openArchive } from './archive.ts';
import type { ArchiveCalls, ArchiveMessage, ArchiveRequest, ArchiveTask } from './archive-thread.ts';
import { createCollector } from './collector.ts';
import { originOf } from './origin.ts';

const retentionMilliseconds = 60_000;
/** Between two steps of clearing, so that others get the file. */
const pauseMilliseconds = 20;

const task: ArchiveTask = workerData;
const port = parentPort;
if (port === null) throw new Error('The archive runs in a thread of its own');
const tell = (message: ArchiveMessage) => port.postMessage(message);
const warn = (line: object, message: string) => tell({ kind: 'warning', line, message });

const geography = createGeography({ ...task, log: { warn } });
// Else it would be kept here when the files have long been replaced.
delete task.contents;
const archive: Archive = openArchive({
  path: task.path,
  originOf,
  placeOf: (address) => ({
    country: geography.countryOf(address),
    operator: geography.operatorOf(address),
  }),
});
const collector = createCollector({ archive, warn, onAdded: (events) => tell({ kind: 'added', events }) });
let isCollecting = false;
let isClosed = false;
let clearing: NodeJS.Timeout | undefined;

function clearOld(): void {
  clearTimeout(clearing);
  if (!isCollecting) return;
  let hasMore = false;
  try {
    archive.applyRetention();
    hasMore = archive.clearStep();
  } catch (error) {
    warn({ event: 'archive_retention_failed', reason: (error as Error).message }, 'Old bans are not cleared');
  }
  clearing = setTimeout(clearOld, hasMore ? pauseMilliseconds : retentionMilliseconds);
}

const calls: ArchiveCalls = {
  async follow(databasePath) {
    isCollecting = databasePath !== null;
    await collector.follow(databasePath);
    clearOld();
  },
  // A ban that was released at once may not have been collected yet.
  async noteReleases(releases) {
    await collector.poll();
    archive.noteReleases(releases);
  },
  async reconcile(picture, at, reason) {
    await collector.poll();
    archive.reconcile(picture, at, reason);
  },
  async keep(rule) {
    archive.keep(rule);
    // At once, also where another instance clears.
    archive.applyRetention();
    clearOld();
  },
  async summary() {
    return { ...archive.summary(), collector: collector.state(), geography: geography.state() };
  },
  page: async (...given) => archive.page(...given),
  lines: async (...given) => archive.lines(...given),
  exportPage: async (...given) => archive.exportPage(...given),
  timeline: async (...given) => archive.timeline(...given),
  top: async (...given) => archive.top(...given),
  addressHistory: async (...given) => archive.addressHistory(...given),
  addressesBeginning: async (...given) => archive.addressesBeginning(...given),
  recount: async () => archive.recount(),
  async close() {
    isClosed = true;
    isCollecting = false;
    clearTimeout(clearing);
    await collector.stop();
    archive.close();
    geography.close();
  },
};

port.on('message', async ({ id, call, given }: ArchiveRequest) => {
  try {
    const answer = await (calls[call] as (...all: unknown[]) => Promise<unknown>)(...given);
    tell({ kind: 'answer', id, answer });
  } catch (error) {
    const { name, message } = error as Error;
    tell({ kind: 'refusal', id, name, message });
  }
  if (call === 'close') port.close();
});

const warming = archive.warmUp();
while (!isClosed && warming.next().done !== true) await nextTurn();
