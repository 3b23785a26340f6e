/** What the lists share. */
import { covers, findFirst } from './prefix-order.ts';
import type { Prefixes, PrefixSet } from './prefixes.ts';

export interface SourceStatistics {
  readonly entries: number;
  /** Held by no other source. */
  readonly uniqueEntries: number;
  /** How many of its entries each source holds, in the order of the sources; of itself, all. */
  readonly overlaps: readonly number[];
}

/** @param sources sorted and minimal each */
export function compareSources(sources: readonly PrefixSet[]): SourceStatistics[] {
  return sources.map((source, index) => {
    const shared = { v4: new Uint8Array(source.v4.length), v6: new Uint8Array(source.v6.length) };
    const entries = source.v4.length + source.v6.length;
    const overlaps = sources.map((other, otherIndex) => {
      if (otherIndex === index) return entries;
      return markCovered(source.v4, other.v4, shared.v4) + markCovered(source.v6, other.v6, shared.v6);
    });
    return { entries, uniqueEntries: countZeros(shared.v4) + countZeros(shared.v6), overlaps };
  });
}

/** Marks the entries that `outer` holds, and returns how many. Leaps over what only one of the two has. */
function markCovered(prefixes: Prefixes, outer: Prefixes, marks: Uint8Array): number {
  let count = 0;
  let entry = 0;
  let holder = 0;
  while (entry < prefixes.length && holder < outer.length) {
    if (covers(outer, holder, prefixes, entry)) {
      marks[entry] = 1;
      count += 1;
      entry += 1;
    } else {
      const next = findFirst(prefixes, entry, outer, holder);
      if (next > entry) entry = next;
      else holder = nextHolder(outer, holder, prefixes, entry);
    }
  }
  return count;
}

/** The next network that may hold the entry, which none up to `holder` does. */
function nextHolder(outer: Prefixes, holder: number, prefixes: Prefixes, entry: number): number {
  const after = findFirst(outer, holder + 1, prefixes, entry);
  const before = after - 1;
  return before > holder && covers(outer, before, prefixes, entry) ? before : after;
}

function countZeros(marks: Uint8Array): number {
  let count = 0;
  for (const mark of marks) if (mark === 0) count += 1;
  return count;
}
