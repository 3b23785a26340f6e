/** fail2ban's own log, as it is now and as it is written, and which other logs there are. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { LogFiles } from '../../log-files.ts';
import { parseAddress } from '../../network/address.ts';
import { findAddresses } from '../../network/find-addresses.ts';
import { Problem } from '../../problem.ts';
import { createFileSource } from './file-source.ts';
import type { JournalSource } from './journal-source.ts';
import { createMatcher, type LogFilter } from './log-filter.ts';
import type { LogRecord } from './log-record.ts';
import type { LogSource, SourceListener, SourceRecord } from './log-source.ts';
import { listVersions } from './log-versions.ts';
import type { FindOwnLog } from './own-log.ts';
import type { LogFollowQuery, LogLineItem, LogList, LogPage, LogQuery } from './schema.ts';

export interface LogsOptions {
  readonly watch: Pick<DaemonWatch, 'jails'>;
  readonly logFiles: LogFiles;
  readonly ownLog: FindOwnLog;
  /** What fail2ban has not written to a file is most often in there. */
  readonly journal: JournalSource;
}

export interface FollowedEvent {
  readonly id?: string;
  readonly name: 'lines' | 'reset' | 'problem';
  readonly data: unknown;
}

export type Logs = ReturnType<typeof createLogs>;

/** A search reads about this much at a time: some tenths of a second. */
const mostBytes = 16 * 1024 * 1024;
/** In autumn, an hour of local time repeats: lines may seem to be this much older than their neighbours. */
const clockSlackMs = 2 * 3_600_000;

export function createLogs({ watch, logFiles, ownLog, journal }: LogsOptions) {
  /** @throws {Problem} log_elsewhere, and as `resolve` */
  async function source(): Promise<LogSource> {
    const log = await ownLog();
    if (log.kind === 'file') return createFileSource(await logFiles.resolve(log.path));
    if (log.kind === 'stream' && (await journal.isThere())) return journal;
    throw elsewhere(log.kind === 'stream' ? log.target : null);
  }

  async function ownLogItem(): Promise<LogList['fail2ban']> {
    const log = await ownLog();
    const target = log.kind === 'file' ? log.path : log.kind === 'stream' ? log.target : null;
    const none = { target, files: [], unread: [], problem: null };
    if (log.kind === 'unknown') return { ...none, kind: 'unknown' };
    if (log.kind === 'stream') return { ...none, kind: (await journal.isThere()) ? 'journal' : 'elsewhere' };
    const { path, problem } = await look(log.path);
    const { readable, unread } = await listVersions(path);
    const files = readable.map(({ name, sizeBytes, modifiedAt }) => ({ name, sizeBytes, modifiedAt }));
    return { kind: 'file', target, files, unread: [...unread], problem };
  }

  async function look(path: string): Promise<{ path: string; problem: LogList['fail2ban']['problem'] }> {
    try {
      const real = await logFiles.resolve(path);
      await access(real, constants.R_OK).catch((error) => {
        throw new Problem('log_file_unreadable', `BanGUI may not read ${path} (${error.code}).`);
      });
      return { path: real, problem: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { path, problem: { code: error.code, detail: error.message } };
    }
  }

  async function jailItem(jail: string, path: string): Promise<LogList['jails'][number]> {
    const { path: real, problem } = await look(path);
    const found = problem === null ? await stat(real).catch(() => null) : null;
    const state = { sizeBytes: found?.size ?? null, modifiedAt: found && Math.floor(found.mtimeMs / 1_000) };
    return { jail, path, ...state, problem };
  }

  return {
    async list(): Promise<LogList> {
      const watched = watch
        .jails()
        .flatMap(({ name, settings }) => (settings?.logPaths ?? []).map((path) => ({ name, path })))
        // A jail for bans by hand watches nothing in this way.
        .filter(({ path }) => path !== devNull);
      const jails = await Promise.all(watched.map(({ name, path }) => jailItem(name, path)));
      return { fail2ban: await ownLogItem(), jails };
    },

    /** @throws {Problem} log_elsewhere, log_file_not_permitted, log_file_not_found, log_file_unreadable */
    async read({ limit, cursor, ...query }: LogQuery, signal: AbortSignal): Promise<LogPage> {
      const oldestMs = (query.from ?? 0) * 1_000 - clockSlackMs;
      const { records, ...page } = await (await source()).read(cursor ?? null, {
        matches: createMatcher(toFilter(query)),
        isTooOld: ({ line }) => (line?.atMs ?? Number.POSITIVE_INFINITY) < oldestMs,
        limit,
        mostBytes,
        signal,
      });
      return { ...page, incomplete: [...page.incomplete], items: records.map(toItem) };
    },

    /**
     * Tells what is written, until the signal ends it.
     * @throws {Problem} as `read`, before anything is told
     */
    async follow(query: LogFollowQuery, after: string | undefined): Promise<Follow> {
      const followed = await source();
      const matches = createMatcher(toFilter(query));
      return (tell, signal) => followed.follow(after ?? null, toListener(matches, tell), signal);
    },
  };
}

export type Follow = (tell: (event: FollowedEvent) => void, signal: AbortSignal) => Promise<void>;

function toListener(
  matches: (record: LogRecord) => boolean,
  tell: (event: FollowedEvent) => void,
): SourceListener {
  return {
    onRecords(records, resume) {
      const items = records.filter(({ record }) => matches(record)).map(toItem);
      if (items.length > 0) tell({ id: resume, name: 'lines', data: { items } });
    },
    onReset: () => tell({ name: 'reset', data: {} }),
    onProblem: (problem) =>
      tell({ name: 'problem', data: problem && { code: problem.code, detail: problem.message } }),
  };
}

function toFilter(query: LogFollowQuery & { from?: number | undefined; to?: number | undefined }): LogFilter {
  return {
    level: query.level ?? null,
    jail: query.jail ?? null,
    address: query.address === undefined ? null : parseAddress(query.address),
    text: query.text ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
  };
}

function toItem({ id, record: { line, text, details, isCut } }: SourceRecord): LogLineItem {
  const message = line?.message ?? text;
  return {
    id,
    atMs: line?.atMs ?? null,
    level: line?.level ?? null,
    component: line?.component ?? null,
    jail: line?.jail ?? null,
    message,
    details: [...details],
    addresses: findAddresses(message).map(({ written }) => written),
    isCut,
  };
}

function elsewhere(target: string | null): Problem {
  return target === null
    ? new Problem(
        'log_elsewhere',
        'fail2ban does not run, and its configuration cannot be read: nobody says where its log is.',
      )
    : new Problem(
        'log_elsewhere',
        `fail2ban writes its log to ${target}, and BanGUI finds it neither in a file nor in the journal. Set logtarget in fail2ban.local to a file.`,
      );
}
