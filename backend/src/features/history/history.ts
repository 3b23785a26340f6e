/** What BanGUI remembers: the archive's answers as the interface shows them, and what the archive has to be told. */
import type { AddressHistory, KnownAddress } from '../../archive/address-history.ts';
import { type ArchiveCalls, ArchiveUnavailableError } from '../../archive/archive-thread.ts';
import type { ArchivedEvent } from '../../archive/events.ts';
import type { EventFilter } from '../../archive/selection.ts';
import type { Ban } from '../../fail2ban/ban-order.ts';
import type { DaemonWatch, UnbanCause } from '../../fail2ban/watch.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { exportChunks } from './export.ts';
import type {
  ArchiveStateItem,
  ExportParameters,
  HistoryEventItem,
  HistoryFilterParameters,
  HistoryPage,
  HistoryQueryParameters,
  Retention,
  TimelineAnswer,
  TimelineParameters,
  TopAnswer,
  TopParameters,
} from './schema.ts';

export interface HistoryOptions {
  readonly archive: ArchiveCalls;
  readonly watch: Pick<DaemonWatch, 'bans' | 'daemon' | 'isSnapshotComplete' | 'jails'>;
  /** Where fail2ban's database is; null where it has none. */
  readonly databaseFile: () => Promise<string | null>;
  readonly log: Logger;
}

export type History = ReturnType<typeof createHistory>;

/** The daemon's database and its list may round the time of one ban differently. */
const sameBanSeconds = 2;
/** How often the archive's picture of who is banned is compared with the daemon's. */
const reconcileMilliseconds = 15 * 60_000;

/** A release that is asked for. */
interface Asking {
  /** null where the ban has reached the end that BanGUI promised. */
  readonly by: string | null;
  /** Unix seconds. */
  readonly at: number;
}

/** How long an end can take to be noticed. */
const forgottenSeconds = 15 * 60;

export function createHistory({ archive, watch, databaseFile, log }: HistoryOptions) {
  /** Who has asked for releases that the daemon is just being told about. */
  const releasing = new Map<string, Asking>();
  let isCollecting = false;
  let followed: string | null = null;
  let reconciledAt = Number.NEGATIVE_INFINITY;

  /** Who has asked for the end of this ban. Of a release that failed, or that found nobody, nothing is heard. */
  function takeAsking({ jail, address, bannedAt }: Ban): Asking | null {
    const asking = releasing.get(`${address}\n${jail}`);
    releasing.delete(`${address}\n${jail}`);
    return asking !== undefined && bannedAt <= asking.at + sameBanSeconds ? asking : null;
  }

  function currentBan({ jail, address, bannedAt }: ArchivedEvent): Ban | undefined {
    const ban = watch.bans.get(jail, address);
    return ban !== undefined && Math.abs(ban.bannedAt - bannedAt) <= sameBanSeconds ? ban : undefined;
  }

  function endOf(event: ArchivedEvent): Pick<HistoryEventItem, 'state' | 'endsAt' | 'endReason'> {
    const { bannedAt, durationSeconds, endedAt, endReason } = event;
    if (endedAt !== null) return { state: 'ended', endsAt: endedAt, endReason };
    const ban = currentBan(event);
    if (ban !== undefined) return { state: 'active', endsAt: ban.expiresAt, endReason: null };
    const due = durationSeconds === null ? null : bannedAt + durationSeconds;
    if (due !== null && due <= Date.now() / 1000)
      return { state: 'ended', endsAt: due, endReason: 'expired' };
    return { state: 'active', endsAt: due, endReason: null };
  }

  function toItem({ endedAt, ...event }: ArchivedEvent): HistoryEventItem {
    const end = endOf({ ...event, endedAt });
    const { bannedAt, durationSeconds } = event;
    // fail2ban knows no end of a ban that BanGUI has promised to lift.
    const isPromised = durationSeconds === null && (end.state === 'active' || end.endReason === 'expired');
    const promised = isPromised && end.endsAt !== null ? end.endsAt - bannedAt : null;
    return { ...event, ...end, durationSeconds: durationSeconds ?? promised };
  }

  /** What the archive is told is not waited for: it can only fail as a whole, and says so itself. */
  function tell(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (error instanceof ArchiveUnavailableError) return;
      log.warn({ event: 'archive_not_told', err: error }, 'The archive did not take a message');
    });
  }

  async function follow(): Promise<void> {
    const wanted = isCollecting && watch.daemon().state === 'online' ? await databaseFile() : followed;
    if (!isCollecting || wanted === followed) return;
    followed = wanted;
    await archive.follow(wanted);
  }

  function reconcile(): void {
    if (!isCollecting || !watch.isSnapshotComplete()) return;
    if (performance.now() - reconciledAt < reconcileMilliseconds) return;
    reconciledAt = performance.now();
    const jails = watch.jails();
    const bans = jails.flatMap(({ name }) => watch.bans.byExpiry(name));
    const active = bans.map(({ jail, address }) => ({ jail, address }));
    const unreadable = jails.filter(({ state, counters }) => state === 'running' && counters === null);
    const unreadableJails = unreadable.map(({ name }) => name);
    tell(archive.reconcile({ active, unreadableJails }, nowSeconds(), 'unknown'));
  }

  return {
    async page({ limit, cursor, ...parameters }: HistoryQueryParameters): Promise<HistoryPage> {
      const page = await asked(archive.page(toFilter(parameters), limit, parseCursor(cursor)));
      return {
        items: page.items.map(toItem),
        nextCursor: page.nextBefore === null ? null : String(page.nextBefore),
        searchedTo: page.searchedTo,
      };
    },

    /** @throws {Problem} not_found */
    async lines(id: number): Promise<{ lines: string[]; truncated: boolean }> {
      const found = await asked(archive.lines(id));
      if (found === null) throw new Problem('not_found', `There is no ban ${id}; it may have been cleared.`);
      return { lines: [...found.lines], truncated: found.isTruncated };
    },

    /** @throws {Problem} validation_failed */
    async timeline({ bucket, timeZone, split, ...parameters }: TimelineParameters): Promise<TimelineAnswer> {
      refuseUnknownTimeZone(timeZone);
      const filter = toFilter(parameters);
      return (await asked(archive.timeline({ filter, bucket, timeZone, split }))) as TimelineAnswer;
    },

    async top({ by, limit, compare, ...parameters }: TopParameters): Promise<TopAnswer> {
      return (await asked(archive.top(by, toFilter(parameters), limit, compare))) as TopAnswer;
    },

    /** The first page is read before anything is answered, so that what is wrong is still told as a problem. */
    async export({ format, lines, ...parameters }: ExportParameters): Promise<AsyncIterable<string>> {
      const filter = toFilter(parameters);
      const read = (before?: number) => asked(archive.exportPage(filter, exportPageEvents, before, lines));
      return exportChunks(format, await read(), read, toItem);
    },

    /** @throws {Problem} archive_unavailable */
    ofAddress: (address: string): Promise<AddressHistory> => asked(archive.addressHistory(address)),

    /** @throws {Problem} archive_unavailable */
    addressesBeginning: (text: string, limit: number): Promise<KnownAddress[]> =>
      asked(archive.addressesBeginning(text, limit)),

    async state(): Promise<ArchiveStateItem> {
      const { isClearing, geography, collector, ...summary } = await asked(archive.summary());
      return {
        ...summary,
        retentionRunning: isClearing,
        collector: isCollecting ? collector : { ...collector, state: 'elsewhere' },
        country: geography.country,
        operator: geography.operator,
      };
    },

    async keep(retention: Retention, username: string): Promise<Retention> {
      await asked(archive.keep(retention));
      log.info({ event: 'history_retention_changed', ...retention, username }, 'Bans are kept for as long');
      return retention;
    },

    /** To be called before the daemon is told to release, so that the archive knows who has asked for it. */
    onRelease(jail: string, addresses: readonly string[], by: string | null): void {
      const at = nowSeconds();
      for (const [name, asking] of releasing) if (asking.at < at - forgottenSeconds) releasing.delete(name);
      for (const address of addresses) releasing.set(`${address}\n${jail}`, { by, at });
    },

    onUnban(ban: Ban, cause: UnbanCause): void {
      const asking = takeAsking(ban);
      const by = asking?.by ?? null;
      // The instance that collects sees the same end; only who has asked for it is known here alone.
      if (!isCollecting && by === null) return;
      const isDue = asking !== null && by === null;
      const reason = isDue ? 'expired' : cause === 'gone' ? 'released' : cause;
      const { jail, address, bannedAt } = ban;
      tell(archive.noteReleases([{ jail, address, bannedAt, at: nowSeconds(), reason, by }]));
    },

    /** The daemon came, went, or has changed. */
    onDaemon(): void {
      reconciledAt = watch.daemon().state === 'online' ? reconciledAt : Number.NEGATIVE_INFINITY;
      tell(follow());
    },

    onJails: reconcile,

    /** This instance holds the scheduler lock: it is the one that collects. */
    onHeld(): void {
      isCollecting = true;
      tell(follow());
    },

    onLost(): void {
      isCollecting = false;
      followed = null;
      tell(archive.follow(null));
    },

    stop: () => archive.close().catch(() => {}),
  };
}

const exportPageEvents = 1_000;

/** @throws {Problem} validation_failed where the window ends before it begins */
function toFilter({ country, ...parameters }: HistoryFilterParameters): EventFilter {
  const { from, to } = parameters;
  if (from !== undefined && to !== undefined && from >= to) {
    throw refusal('to', 'The window ends before it begins; "to" has to be later than "from".');
  }
  const filter = country === undefined ? {} : { country: country === 'none' ? null : country.toUpperCase() };
  return { ...parameters, ...filter };
}

function parseCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/.test(cursor))
    throw refusal('cursor', `"${cursor}" is no cursor; take nextCursor as it is.`);
  return Number(cursor);
}

function refuseUnknownTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw refusal('timeZone', `"${timeZone}" is no time zone; give a name such as Europe/Berlin.`);
  }
}

function refusal(path: string, message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path, message }] });
}

/** @throws {Problem} archive_unavailable, validation_failed */
async function asked<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ArchiveUnavailableError') {
      throw new Problem('archive_unavailable', `${message}. BanGUI tries again by itself.`);
    }
    if (name === 'TooManyBucketsError') throw refusal('bucket', `${message}; give a wider bucket.`);
    throw error;
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
