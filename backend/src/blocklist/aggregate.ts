/** The smallest list of networks that covers the same addresses. */
import { widestPrefixLength } from '../network/address.ts';
import { compareEntries, covers, sharesBits } from './prefix-order.ts';
import { type Prefixes, type PrefixSet, wordsPerEntry } from './prefixes.ts';
import { sortPrefixes } from './sort-prefixes.ts';

export interface Aggregated {
  readonly set: PrefixSet;
  /** Entries that stood there already. */
  readonly duplicates: number;
  /** Entries within a wider one. */
  readonly covered: number;
}

/**
 * Sorts, leaves out what another entry holds, and joins two halves of a network into it, up to /8 (IPv6: /24) and no
 * wider. Uses the input up.
 */
export function aggregate({ v4, v6 }: PrefixSet): Aggregated {
  const [four, six] = [aggregateFamily(v4), aggregateFamily(v6)];
  return {
    set: { v4: four.prefixes, v6: six.prefixes },
    duplicates: four.duplicates + six.duplicates,
    covered: four.covered + six.covered,
  };
}

function aggregateFamily(unsorted: Prefixes) {
  const prefixes = sortPrefixes(unsorted);
  let [kept, duplicates, covered] = [0, 0, 0];
  for (let entry = 0; entry < prefixes.length; entry += 1) {
    if (kept > 0 && covers(prefixes, kept - 1, prefixes, entry)) {
      if (compareEntries(prefixes, kept - 1, prefixes, entry) === 0) duplicates += 1;
      else covered += 1;
    } else {
      move(prefixes, entry, kept);
      kept = joinHalves(prefixes, kept + 1);
    }
  }
  return { prefixes: firstOf(prefixes, kept), duplicates, covered };
}

function move({ family, words, prefixLengths }: Prefixes, from: number, to: number): void {
  const width = wordsPerEntry(family);
  for (let word = 0; word < width; word += 1) words[to * width + word] = words[from * width + word] as number;
  prefixLengths[to] = prefixLengths[from] as number;
}

/** The last two entries become one for as long as they are the halves of one; returns how many entries are left. */
function joinHalves(prefixes: Prefixes, length: number): number {
  let left = length;
  while (left > 1 && areHalves(prefixes, left - 2, left - 1)) {
    left -= 1;
    prefixes.prefixLengths[left - 1] = (prefixes.prefixLengths[left - 1] as number) - 1;
  }
  return left;
}

function areHalves(prefixes: Prefixes, first: number, second: number): boolean {
  const prefixLength = prefixes.prefixLengths[first] as number;
  return (
    prefixLength === prefixes.prefixLengths[second] &&
    prefixLength > widestPrefixLength[prefixes.family] &&
    sharesBits(prefixes, first, prefixes, second, prefixLength - 1)
  );
}

/** In columns of their own, so that the memory of those left out is free. */
function firstOf({ family, words, prefixLengths }: Prefixes, length: number): Prefixes {
  return {
    family,
    length,
    words: words.slice(0, length * wordsPerEntry(family)),
    prefixLengths: prefixLengths.slice(0, length),
  };
}
