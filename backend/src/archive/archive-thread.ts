/** The door to the archive's thread: the archive's questions as calls that answer later. */
import { Worker } from 'node:worker_threads';
import type { GeographyContents, GeographyState } from '../geography/geography.ts';
import type { Archive, ArchiveSummary } from './archive.ts';
import type { CollectorState } from './collector.ts';

interface ArchiveFiles {
  readonly path: string;
  /** Paths of MMDB files; null: what comes with BanGUI, or none. */
  readonly countryDatabase: string | null;
  readonly operatorDatabase: string | null;
}

export interface ArchiveTask extends ArchiveFiles {
  contents?: GeographyContents | undefined;
}

type Later<Call extends (...given: never[]) => unknown> = (
  ...given: Parameters<Call>
) => Promise<Awaited<ReturnType<Call>>>;

type Asked =
  | 'noteReleases'
  | 'reconcile'
  | 'page'
  | 'lines'
  | 'exportPage'
  | 'timeline'
  | 'top'
  | 'addressHistory'
  | 'addressesBeginning'
  | 'keep'
  | 'recount'
  | 'close';

export type ArchiveCalls = { readonly [Name in Asked]: Later<Archive[Name]> } & {
  /** Collects from fail2ban's database at this path, and clears what is too old; null ends both. */
  readonly follow: (databasePath: string | null) => Promise<void>;
  readonly summary: () => Promise<
    ArchiveSummary & { readonly collector: CollectorState; readonly geography: GeographyState }
  >;
};

export interface ArchiveRequest {
  readonly id: number;
  readonly call: keyof ArchiveCalls;
  readonly given: readonly unknown[];
}

export type ArchiveMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly kind: 'added'; readonly events: number }
  | { readonly kind: 'warning'; readonly line: object; readonly message: string };

export interface ArchiveThreadOptions extends ArchiveFiles {
  /** What this thread has read of the same MMDB files. */
  readonly contents?: () => GeographyContents;
  readonly onAdded: (events: number) => void;
  readonly log: {
    warn(line: object, message: string): void;
    error(line: object, message: string): void;
  };
}

/** The archive cannot be used at the moment: its file cannot be opened, or its thread has ended. */
export class ArchiveUnavailableError extends Error {
  override readonly name = 'ArchiveUnavailableError';
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A thread that could not start is tried again after so long. */
const retryMilliseconds = 10_000;

/** The thread starts with the first call. What it refuses is thrown with the name and the message of its own error. */
export function createArchiveThread(options: ArchiveThreadOptions): ArchiveCalls {
  const { onAdded, log, contents, ...files } = options;
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let failure: ArchiveUnavailableError | null = null;
  let failedAt = 0;
  let lastId = 0;
  let followed: string | null = null;

  function receive(message: ArchiveMessage): void {
    switch (message.kind) {
      case 'added':
        onAdded(message.events);
        break;
      case 'warning':
        log.warn(message.line, message.message);
        break;
      case 'answer':
        take(message.id)?.resolve(message.answer);
        break;
      case 'refusal':
        take(message.id)?.reject(Object.assign(new Error(message.message), { name: message.name }));
    }
  }

  function take(id: number): Waiting | undefined {
    const asker = waiting.get(id);
    waiting.delete(id);
    return asker;
  }

  function fail(error: Error): void {
    failure = new ArchiveUnavailableError(`The archive cannot be used: ${error.message}`, { cause: error });
    failedAt = performance.now();
    worker = null;
    log.error({ event: 'archive_unavailable', err: error }, failure.message);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  function start(): Worker {
    const workerData: ArchiveTask = { ...files, contents: contents?.() };
    const started = new Worker(new URL('./archive-worker.ts', import.meta.url), { workerData });
    started.on('message', receive);
    started.on('error', fail);
    failure = null;
    return started;
  }

  function ask(call: keyof ArchiveCalls, given: readonly unknown[]): Promise<unknown> {
    if (worker === null && failure !== null && performance.now() - failedAt < retryMilliseconds) {
      return Promise.reject(failure);
    }
    const isRestart = worker === null && followed !== null && call !== 'follow';
    worker ??= start();
    if (isRestart) ask('follow', [followed]).catch(() => {});
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    worker.postMessage({ id: lastId, call, given } satisfies ArchiveRequest);
    return promise;
  }

  const calling =
    (call: keyof ArchiveCalls) =>
    (...given: unknown[]) =>
      ask(call, given);
  const calls = {
    noteReleases: calling('noteReleases'),
    reconcile: calling('reconcile'),
    page: calling('page'),
    lines: calling('lines'),
    exportPage: calling('exportPage'),
    timeline: calling('timeline'),
    top: calling('top'),
    addressHistory: calling('addressHistory'),
    addressesBeginning: calling('addressesBeginning'),
    keep: calling('keep'),
    recount: calling('recount'),
    summary: calling('summary'),
    follow(databasePath: string | null) {
      followed = databasePath;
      return ask('follow', [databasePath]);
    },
    async close() {
      if (worker === null) return;
      await ask('close', []);
    },
  };
  return calls as ArchiveCalls;
}
