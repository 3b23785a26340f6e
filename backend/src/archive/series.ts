/** For every source of bans and every country: how many bans each quarter of an hour has seen, a row a month. */
import type { DatabaseSync } from 'node:sqlite';
import { eachSlot, encodeSlots, slotSeconds } from './slot-counts.ts';

/** What a series is about; the numbers are part of the row ids. */
const seriesKinds = { source: 1, country: 2 } as const;
export type SeriesKind = keyof typeof seriesKinds;

/** One month of one series. */
export interface MonthOfCounts {
  readonly key: number;
  /** Unix seconds at which the first slot begins. */
  readonly start: number;
  /** To be read by `eachSlot`. */
  readonly slots: Uint8Array;
}

export interface Series {
  /** Counts bans at these moments (Unix seconds), within the transaction that keeps them. */
  add(kind: SeriesKind, key: number, times: readonly number[]): void;
  /** The months that have a part between these moments (Unix seconds), of every key or of one. */
  months(kind: SeriesKind, from: number, to: number, key?: number): MonthOfCounts[];
  /** Lets go of months that have ended by then. */
  removeBefore(seconds: number): void;
}

const keysPerKind = 2 ** 20;

export function createSeries(database: DatabaseSync): Series {
  const get = database.prepare('SELECT slots FROM series WHERE id = ?');
  const put = database.prepare(
    'INSERT INTO series VALUES (?, ?) ON CONFLICT DO UPDATE SET slots = excluded.slots',
  );
  const between = database.prepare('SELECT id, slots FROM series WHERE id BETWEEN ? AND ?');
  const deleteBefore = database.prepare('DELETE FROM series WHERE id < ?');

  function read(id: number): Map<number, number> {
    const row = get.get(id) as { slots: Uint8Array } | undefined;
    const counts = new Map<number, number>();
    eachSlot(row?.slots ?? new Uint8Array(), (slot, count) => counts.set(slot, count));
    return counts;
  }

  return {
    add(kind, key, times) {
      for (const [month, inMonth] of Map.groupBy(times, monthOf)) {
        const id = rowId(month, kind, key);
        const counts = read(id);
        const start = startOfMonth(month);
        for (const time of inMonth) {
          const slot = Math.floor((time - start) / slotSeconds);
          counts.set(slot, (counts.get(slot) ?? 0) + 1);
        }
        put.run(id, encodeSlots(counts));
      }
    },
    months(kind, from, to, key) {
      const first = key ?? 0;
      const last = key ?? keysPerKind - 1;
      const rows: { id: number; slots: Uint8Array }[] = [];
      for (let month = monthOf(from); month <= monthOf(to); month += 1) {
        const found = between.all(rowId(month, kind, first), rowId(month, kind, last));
        rows.push(...(found as typeof rows));
      }
      return rows.map(({ id, slots }) => ({
        key: id % keysPerKind,
        start: startOfMonth(Math.floor(id / keysPerKind / 4)),
        slots,
      }));
    },
    removeBefore(seconds) {
      deleteBefore.run(rowId(monthOf(seconds), 'source', 0));
    },
  };
}

function rowId(month: number, kind: SeriesKind, key: number): number {
  return (month * 4 + seriesKinds[kind]) * keysPerKind + key;
}

/** Months since January 1970. */
function monthOf(seconds: number): number {
  const date = new Date(seconds * 1000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function startOfMonth(month: number): number {
  return Date.UTC(1970, month) / 1000;
}
