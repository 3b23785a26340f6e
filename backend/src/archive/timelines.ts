/** Bans over time. What is asked most often is answered from series, everything else by reading columns. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BucketName } from './bucket-names.ts';
import { bucketStarts, mostBuckets, narrowestBucket } from './buckets.ts';
import type { Column } from './columns.ts';
import { firstIdAt, timeOfId } from './event-id.ts';
import type { Extent } from './extent.ts';
import { type Found, lowerBound, type Scan } from './scan.ts';
import type { EventFilter, Selection, Selections } from './selection.ts';
import type { MonthOfCounts, Series, SeriesKind } from './series.ts';
import { eachSlot, slotSeconds, slotsPerMonth } from './slot-counts.ts';

export type Split = 'none' | 'jail' | 'country' | 'origin';

export interface TimelineQuery {
  readonly filter: EventFilter;
  readonly bucket: BucketName | 'auto';
  /** IANA name. */
  readonly timeZone: string;
  readonly split: Split;
}

interface Counted {
  readonly total: number;
  /** One number for each bucket. */
  readonly counts: readonly number[];
}

export interface Timeline {
  readonly bucket: BucketName;
  /** Unix seconds: the beginning of the first bucket and the end of the last one. */
  readonly from: number;
  readonly to: number;
  readonly starts: readonly number[];
  /** The largest first, at most eight. */
  readonly series: readonly (Counted & { readonly key: string | null })[];
  readonly others: (Counted & { readonly keys: number }) | null;
  readonly total: number;
}

export interface TimelineParts {
  readonly scan: Scan;
  readonly series: Series;
  readonly selections: Selections;
  readonly extent: Extent;
}

/** More bars than anybody could draw. */
const longestTimeline = 2_000;
const mostSeries = 8;

/** A window would be cut into more bars than a chart can have. */
class TooManyBucketsError extends Error {
  override readonly name = 'TooManyBucketsError';
}

/** Counts by the number of a source or a country, and the bucket that a moment falls into. */
interface Tally {
  readonly kind: SeriesKind;
  readonly starts: readonly number[];
  readonly byKey: (Uint32Array | undefined)[];
}

export function createTimelines(
  database: DatabaseSync,
  { scan, series, selections, extent }: TimelineParts,
): (query: TimelineQuery) => Promise<Timeline> {
  const sources = database.prepare('SELECT id, jail, origin FROM sources');
  const countries = database.prepare('SELECT id, code FROM countries');

  /** What the reader calls a source or a country. */
  function keyNames(kind: SeriesKind, split: Split): Map<number, string | null> {
    const rows = (kind === 'country' ? countries : sources).all() as {
      id: number;
      [name: string]: unknown;
    }[];
    const column = { none: '', jail: 'jail', origin: 'origin', country: 'code' }[split];
    return new Map(rows.map((row) => [row.id, (row[column] as string | null | undefined) ?? null]));
  }

  async function countByScan(selection: Selection, tally: Tally): Promise<void> {
    for (const found of scan(selection)) {
      countFound(found, tally);
      if (selection.text !== null) await nextTurn();
    }
  }

  /** Slots are counted from the series, and the ragged ends of the window, shorter than a slot, by reading columns. */
  async function countBySeries(
    { from, to }: { from: number; to: number },
    selection: Selection,
    tally: Tally,
  ): Promise<void> {
    const first = Math.ceil(Math.max(from, selection.fromSeconds) / slotSeconds) * slotSeconds;
    const last = Math.floor(to / slotSeconds) * slotSeconds;
    if (first >= last) return countByScan(selection, tally);
    const isWanted = wantedKeys(selection);
    const bucketOf = createBucketOfSlots(tally.starts, first, last);
    for (const month of series.months(tally.kind, first, last - 1)) {
      if (isWanted(month.key)) countMonth(month, bucketOf(month.start), tally);
    }
    await countByScan({ ...selection, toId: firstIdAt(first) - 1 }, tally);
    await countByScan({ ...selection, fromId: firstIdAt(last) }, tally);
  }

  return async ({ filter, bucket: wanted, timeZone, split }) => {
    const window = extent.window(filter);
    const length = window.to - window.from;
    const bucket = wanted === 'auto' ? narrowestBucket(length) : wanted;
    if (mostBuckets(bucket, length) > longestTimeline) {
      throw new TooManyBucketsError(`A timeline has at most ${longestTimeline} bars`);
    }
    const { starts, end } = bucketStarts(bucket, window.from, window.to, timeZone);
    const selection = selections.select({ ...filter, ...window });
    const kind =
      split === 'country' || (split === 'none' && filter.country !== undefined) ? 'country' : 'source';
    const tally: Tally = { kind, starts, byKey: [] };
    await (isAnsweredBySeries(selection, kind) && areWholeSlots(starts)
      ? countBySeries(window, selection, tally)
      : countByScan(selection, tally));
    return {
      bucket,
      from: starts[0] ?? window.from,
      to: end,
      starts,
      ...summarize(tally, keyNames(kind, split)),
    };
  };
}

const columnOfKind = { source: 'sources', country: 'countries' } as const;

function isAnsweredBySeries({ tests, addressIds, text }: Selection, kind: SeriesKind): boolean {
  return text === null && addressIds === null && tests.every(({ column }) => column === columnOfKind[kind]);
}

/** Minutes are no slots, and an offset such as +05:17 has no day that begins with one. */
function areWholeSlots(starts: readonly number[]): boolean {
  return starts.every((start) => start % slotSeconds === 0);
}

function wantedKeys({ tests }: Selection): (key: number) => boolean {
  return (key) => tests.every(({ wanted }) => wanted[key] === 1);
}

function countFound({ chunk, positions }: Found, tally: Tally): void {
  const { starts } = tally;
  const first = positions[0];
  const last = positions.at(-1);
  if (first === undefined || last === undefined) return;
  const keys = chunk.column(columnOfKind[tally.kind]);
  const bucketAt = (time: number) => lowerBound(starts, time + 1) - 1;
  const bucket = bucketAt(timeOfId(chunk.firstId));
  if (bucket >= 0 && bucket === bucketAt(timeOfId(chunk.lastId)))
    countInBucket(positions, keys, bucket, tally);
  else countByTime(positions, keys, chunk.column('times'), tally);
}

/** Most chunks lie in one bucket, so that their times need not be read. */
function countInBucket(positions: Uint32Array, keys: Column, bucket: number, tally: Tally): void {
  for (let index = 0; index < positions.length; index += 1) {
    const counts = countsOf(tally, keys[positions[index] as number] as number);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
}

function countByTime(positions: Uint32Array, keys: Column, times: Column, tally: Tally): void {
  const { starts } = tally;
  let bucket = lowerBound(starts, (times[positions[0] as number] as number) + 1) - 1;
  let end = starts[bucket + 1] ?? Number.POSITIVE_INFINITY;
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index] as number;
    while ((times[position] as number) >= end) {
      bucket += 1;
      end = starts[bucket + 1] ?? Number.POSITIVE_INFINITY;
    }
    const counts = countsOf(tally, keys[position] as number);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
}

/** Slots that no bucket counts. */
const outside = -1;

/** For the slots of a month the bucket that each falls into, worked out once for all keys of the month. */
function createBucketOfSlots(starts: readonly number[], first: number, last: number) {
  const known = new Map<number, Int32Array>();
  return (monthStart: number): Int32Array => {
    const before = known.get(monthStart);
    if (before !== undefined) return before;
    const buckets = new Int32Array(slotsPerMonth).fill(outside);
    const firstSlot = Math.max(0, (first - monthStart) / slotSeconds);
    const endSlot = Math.min(slotsPerMonth, (last - monthStart) / slotSeconds);
    let bucket = lowerBound(starts, monthStart + firstSlot * slotSeconds + 1) - 1;
    for (let slot = firstSlot; slot < endSlot; slot += 1) {
      const time = monthStart + slot * slotSeconds;
      while (time >= (starts[bucket + 1] ?? Number.POSITIVE_INFINITY)) bucket += 1;
      buckets[slot] = bucket;
    }
    known.set(monthStart, buckets);
    return buckets;
  };
}

function countMonth({ key, slots }: MonthOfCounts, bucketOf: Int32Array, tally: Tally): void {
  const sums = countsOf(tally, key);
  eachSlot(slots, (slot, count) => {
    const bucket = bucketOf[slot] as number;
    if (bucket !== outside) sums[bucket] = (sums[bucket] as number) + count;
  });
}

function countsOf({ byKey, starts }: Tally, key: number): Uint32Array {
  const known = byKey[key];
  if (known !== undefined) return known;
  const counts = new Uint32Array(starts.length);
  byKey[key] = counts;
  return counts;
}

/** Puts what has the same name together, and what is small into `others`. */
function summarize({ byKey, starts }: Tally, names: ReadonlyMap<number, string | null>) {
  const counted = byKey.flatMap((counts, key) => (counts === undefined ? [] : { counts, key }));
  const byName = Map.groupBy(counted, ({ key }) => names.get(key) ?? null);
  const all = [...byName]
    .map(([key, parts]) => ({
      key,
      ...sum(
        parts.map(({ counts }) => counts),
        starts.length,
      ),
    }))
    .filter(({ total }) => total > 0)
    .sort((one, other) => other.total - one.total || compareKeys(one.key, other.key));
  const rest = all.slice(mostSeries);
  const others =
    rest.length === 0
      ? null
      : {
          keys: rest.length,
          ...sum(
            rest.map(({ counts }) => counts),
            starts.length,
          ),
        };
  return {
    series: all.slice(0, mostSeries),
    others,
    total: all.reduce((total, part) => total + part.total, 0),
  };
}

function compareKeys(one: string | null, other: string | null): number {
  return (one ?? '').localeCompare(other ?? '');
}

function sum(parts: readonly ArrayLike<number>[], length: number): Counted {
  const counts = new Array<number>(length).fill(0);
  let total = 0;
  for (const part of parts) {
    for (let bucket = 0; bucket < length; bucket += 1) {
      const count = part[bucket] as number;
      counts[bucket] = (counts[bucket] as number) + count;
      total += count;
    }
  }
  return { counts, total };
}
