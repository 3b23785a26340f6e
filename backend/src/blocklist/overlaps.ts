/** What lists share, counted while all their entries go by in one order. */
import { compareEntries, covers } from './prefix-order.ts';
import type { Prefixes } from './prefixes.ts';

export interface SourceStatistics {
  readonly entries: number;
  /** Held by no other source. */
  readonly uniqueEntries: number;
  /** How many of its entries each source holds, in the order of the sources; of itself, all. */
  readonly overlaps: readonly number[];
}

/** An entry that holds what goes by. */
interface Holder {
  readonly source: number;
  readonly prefixes: Prefixes;
  readonly entry: number;
  isShared: boolean;
}

/** @param sources how many there are */
export function createOverlapCounter(sources: number) {
  const overlaps = Array.from({ length: sources }, () => new Array<number>(sources).fill(0));
  const shared = new Array<number>(sources).fill(0);
  /** Each holds the next one, from the outside in. */
  const holders: Holder[] = [];

  function leave(): void {
    const left = holders.pop();
    if (left?.isShared) count(shared, left.source);
  }

  function share(inner: Holder, outer: Holder): void {
    inner.isShared = true;
    count(overlaps[inner.source] as number[], outer.source);
  }

  return {
    /** Entries of one family, in the order of merge-order.ts. */
    pass(source: number, prefixes: Prefixes, entry: number): void {
      while (holders.length > 0 && !holds(holders.at(-1) as Holder, prefixes, entry)) leave();
      const passing: Holder = { source, prefixes, entry, isShared: false };
      for (const holder of holders) {
        share(passing, holder);
        if (isSame(holder, passing)) share(holder, passing);
      }
      holders.push(passing);
    },

    /** After the last entry of a family. */
    end(): void {
      while (holders.length > 0) leave();
    },

    /** @param entries of each source */
    statistics(entries: readonly number[]): SourceStatistics[] {
      return entries.map((count, source) => ({
        entries: count,
        uniqueEntries: count - (shared[source] as number),
        overlaps: (overlaps[source] as number[]).with(source, count),
      }));
    },
  };
}

function count(counts: number[], at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

function holds(holder: Holder, prefixes: Prefixes, entry: number): boolean {
  return covers(holder.prefixes, holder.entry, prefixes, entry);
}

function isSame(one: Holder, other: Holder): boolean {
  return compareEntries(one.prefixes, one.entry, other.prefixes, other.entry) === 0;
}
