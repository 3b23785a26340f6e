/** Copies every ban from fail2ban's database into the archive, before fail2ban forgets it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BanRecord, type BanRecords, openBanRecords } from '../fail2ban/ban-records.ts';
import type { Archive } from './archive.ts';

export interface CollectorState {
  /** waiting: nobody has said from where, or the database cannot be read. */
  readonly state: 'collecting' | 'waiting';
  readonly problem: string | null;
  /** Unix seconds. */
  readonly collectedAt: number | null;
  /** Rows that could not be kept since the start. */
  readonly skipped: number;
}

export interface Collector {
  /** Follows this database from now on, beginning with everything that it holds; null ends that. */
  follow(path: string | null): Promise<void>;
  /** Takes in what has come since, now. */
  poll(): Promise<void>;
  state(): CollectorState;
  stop(): Promise<void>;
}

export interface CollectorOptions {
  readonly archive: Pick<Archive, 'add'>;
  readonly onAdded: (events: number) => void;
  readonly warn: (line: object, message: string) => void;
}

const pollMilliseconds = 300;
const pauseAfterFailureMilliseconds = 2_000;
/** What cannot be kept is told one by one only so often: a damaged database has thousands of such rows. */
const loggedSkips = 20;
/** Nobody needs to know of more, and each is remembered. */
const mostSkips = 10_000;

export function createCollector({ archive, onAdded, warn }: CollectorOptions): Collector {
  let records: BanRecords | null = null;
  let isBehind = false;
  /** Bans could not be written last. */
  let isFull = false;
  let problem: string | null = null;
  let collectedAt: number | null = null;
  const skippedRows = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work);
    return turn;
  }

  function report(now: string | null): void {
    if (now !== null && now !== problem) warn({ event: 'archive_not_collecting' }, now);
    problem = now;
  }

  /** The same row is met again whenever everything is read. */
  function noteSkip({ jail, address, bannedAt }: BanRecord, reason: string): void {
    const row = `${bannedAt} ${address} ${jail}`;
    if (skippedRows.has(row) || skippedRows.size === mostSkips) return;
    skippedRows.add(row);
    if (skippedRows.size > loggedSkips) return;
    warn({ event: 'archive_row_skipped', jail, address, reason }, 'A ban is not kept');
  }

  function keep(slice: readonly BanRecord[]): void {
    const result = archive.add(slice);
    for (const { record, reason } of result.skipped) noteSkip(record, reason);
    if (result.added.length > 0) onAdded(result.added.length);
  }

  /** The position in the database is taken first, so that nothing can come between. */
  async function collectAll(source: BanRecords): Promise<void> {
    isBehind = false;
    keep(source.newRecords());
    for (const slice of source.all()) {
      keep(slice);
      await nextTurn();
    }
  }

  async function collect(): Promise<void> {
    if (records === null) return;
    try {
      if (records.wasOpened() || isBehind) await collectAll(records);
      else keep(records.newRecords());
      isFull = false;
      if (records.problem() === null) collectedAt = Math.floor(Date.now() / 1000);
      else isBehind = true;
      report(records.problem());
    } catch (error) {
      // What was read and not kept is read again, after a while: it is the whole table.
      isBehind = true;
      isFull = true;
      report(`Bans cannot be kept: ${(error as Error).message}.`);
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(
      () => void inTurn(collect).then(() => records !== null && schedule()),
      isFull ? pauseAfterFailureMilliseconds : pollMilliseconds,
    );
  }

  function letGo(): void {
    clearTimeout(timer);
    records?.close();
    records = null;
  }

  return {
    follow: (path) =>
      inTurn(async () => {
        letGo();
        report(null);
        if (path === null) return;
        records = openBanRecords(path);
        isBehind = true;
        await collect();
        schedule();
      }),
    poll: () => inTurn(collect),
    state: () => ({
      state: records !== null && problem === null ? 'collecting' : 'waiting',
      problem,
      collectedAt,
      skipped: skippedRows.size,
    }),
    stop: () => inTurn(async () => letGo()),
  };
}
