/** The archive as one thing: everything that is kept in its file, and every question about it. */
import type { BanRecord } from '../fail2ban/ban-records.ts';
import { type AddressHistory, createAddressHistories, type KnownAddress } from './address-history.ts';
import { openArchiveFile } from './archive-file.ts';
import { createColumns } from './columns.ts';
import type { Origin, Place } from './dictionaries.ts';
import {
  type ArchivedEvent,
  createEvents,
  type EndReason,
  type EventLines,
  type EventPage,
} from './events.ts';
import { createExtent } from './extent.ts';
import { createFloor } from './floor.ts';
import { createIntake, type IntakeResult } from './intake.ts';
import { recount } from './recount.ts';
import { createReleases, type Picture, type Release } from './releases.ts';
import { createRetention, type RetentionRule } from './retention.ts';
import { createScan } from './scan.ts';
import { createSelections, type EventFilter } from './selection.ts';
import { createSeries } from './series.ts';
import { createTimelines, type Timeline, type TimelineQuery } from './timelines.ts';
import { createTops, type Subject, type Top } from './tops.ts';

export interface ArchiveSummary {
  readonly events: number;
  readonly addresses: number;
  /** Unix seconds. */
  readonly oldestAt: number | null;
  readonly newestAt: number | null;
  /** Of the file once everything is written to it: what is new stands in a journal beside it for a while. */
  readonly fileBytes: number;
  readonly retention: RetentionRule;
  readonly isClearing: boolean;
}

export interface ArchiveOptions {
  /** The file, or `:memory:`. */
  readonly path: string;
  readonly placeOf: (address: string) => Place;
  readonly originOf: (record: BanRecord) => Origin;
  /** For tests: how many events make a chunk of columns. */
  readonly chunkEvents?: number;
}

export interface ExportedEvent extends ArchivedEvent {
  readonly lines: readonly string[];
}

export interface ExportPage {
  readonly items: readonly ExportedEvent[];
  readonly nextBefore: number | null;
}

export interface Archive {
  /** Takes in what it does not have yet: all of it or, where it throws, nothing. */
  add(records: readonly BanRecord[]): IntakeResult;
  noteReleases(releases: readonly Release[]): void;
  reconcile(picture: Picture, at: number, reason: EndReason): void;
  page(filter: EventFilter, limit: number, before?: number): EventPage;
  lines(id: number): EventLines | null;
  /** A page for a file: with the log lines where they are wanted. */
  exportPage(filter: EventFilter, limit: number, before: number | undefined, hasLines: boolean): ExportPage;
  /** @throws RangeError for an unknown time zone, TooManyBucketsError */
  timeline(query: TimelineQuery): Promise<Timeline>;
  /** @param isCompared whether the window before is counted too, for `previousBans` */
  top(by: Subject, filter: EventFilter, limit: number, isCompared?: boolean): Promise<Top>;
  addressHistory(address: string): AddressHistory;
  addressesBeginning(text: string, limit: number): KnownAddress[];
  summary(): ArchiveSummary;
  keep(rule: RetentionRule): void;
  /** Clears a little of what is older than the rule wants. @returns whether there is more to clear */
  clearStep(): boolean;
  /** Puts the floor where the rule wants it now. */
  applyRetention(): void;
  recount(): string[];
  /** Reads into memory what the first questions would wait for, a little a step. */
  warmUp(): Generator<void>;
  close(): void;
}

/** @throws what `openArchiveFile` throws */
export function openArchive({ path, placeOf, originOf, chunkEvents }: ArchiveOptions): Archive {
  const database = openArchiveFile(path);
  const columns = createColumns(database, chunkEvents);
  const series = createSeries(database);
  const floor = createFloor(database);
  const extent = createExtent(database, floor);
  const selections = createSelections(database, floor);
  const scan = createScan(database, columns);
  const intake = createIntake({ database, columns, series, floor, placeOf, originOf });
  const releases = createReleases(database);
  const retention = createRetention(database, { columns, series, floor });
  const events = createEvents(database, scan, selections);
  const timeline = createTimelines(database, { scan, series, selections, extent });
  const top = createTops(database, { scan, selections, extent, floor });
  const addresses = createAddressHistories(database, scan, selections, floor);
  const totals = database.prepare("SELECT name, value FROM totals WHERE name IN ('events', 'addresses')");
  const fileBytes = database.prepare(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );

  /** As the file is at one moment, whoever writes meanwhile. */
  function atOnce<Arguments extends unknown[], T>(
    ask: (...given: Arguments) => T,
  ): (...given: Arguments) => T {
    return (...given) => {
      database.exec('BEGIN');
      try {
        return ask(...given);
      } finally {
        database.exec('COMMIT');
      }
    };
  }

  return {
    add: intake.add,
    noteReleases: releases.note,
    reconcile: releases.reconcile,
    page: atOnce(events.page),
    lines: events.lines,
    exportPage: atOnce((filter, limit, before, hasLines) => {
      const { items, nextBefore } = events.page(filter, limit, before);
      const linesOf = (id: number) => (hasLines ? (events.lines(id)?.lines ?? []) : []);
      return { items: items.map((item) => ({ ...item, lines: linesOf(item.id) })), nextBefore };
    }),
    timeline,
    top,
    addressHistory: atOnce(addresses.history),
    addressesBeginning: addresses.beginning,
    summary() {
      const rows = totals.all() as { name: string; value: number }[];
      const sums = new Map(rows.map(({ name, value }) => [name, value]));
      const ends = extent.ends();
      return {
        events: sums.get('events') ?? 0,
        addresses: sums.get('addresses') ?? 0,
        oldestAt: ends?.oldest ?? null,
        newestAt: ends?.newest ?? null,
        fileBytes: (fileBytes.get() as { bytes: number }).bytes,
        retention: retention.rule(),
        isClearing: !floor.isCleared(),
      };
    },
    keep: retention.keep,
    applyRetention: retention.apply,
    clearStep: retention.step,
    recount: () => recount(database, { columns, series, floor }),
    warmUp: selections.warmUp,
    close: () => database.close(),
  };
}
