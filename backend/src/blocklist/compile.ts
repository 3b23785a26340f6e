/** Many lists into one set that blocks nobody whom it must not. */
import type { Address } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { createDropCounter, type Drop, type DropReason } from './drops.ts';
import { entryText } from './entry-text.ts';
import { compareSources, type SourceStatistics } from './overlaps.ts';
import { type Prefixes, type PrefixSet, toPrefixSet, wordsPerEntry } from './prefixes.ts';
import { subtract } from './subtract.ts';

export type { SourceStatistics } from './overlaps.ts';

export interface CarveOut {
  readonly reason: DropReason;
  readonly networks: readonly Address[];
}

export interface Compiled {
  /** Sorted and minimal. */
  readonly set: PrefixSet;
  /** How many entries each carve-out took or split, with samples such as `203.0.113.0/24 (allow-list 203.0.113.7)`. */
  readonly drops: readonly Drop[];
  /** In the order of the sources. */
  readonly statistics: readonly SourceStatistics[];
}

type DropCounter = ReturnType<typeof createDropCounter>;

/** @param sources sorted and minimal each, as a list is when it has been parsed; left as they are */
export function compile(sources: readonly PrefixSet[], carveOuts: readonly CarveOut[]): Compiled {
  const counter = createDropCounter();
  let set = merge(sources);
  for (const carveOut of carveOuts) set = carve(set, carveOut, counter);
  return { set, drops: counter.drops(), statistics: compareSources(sources) };
}

function merge(sources: readonly PrefixSet[]): PrefixSet {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) return only;
  const v4 = concatenate(
    4,
    sources.map((source) => source.v4),
  );
  const v6 = concatenate(
    6,
    sources.map((source) => source.v6),
  );
  return aggregate({ v4, v6 }).set;
}

function concatenate(family: 4 | 6, parts: readonly Prefixes[]): Prefixes {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const words = new Uint32Array(length * wordsPerEntry(family));
  const prefixLengths = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    words.set(part.words, at * wordsPerEntry(family));
    prefixLengths.set(part.prefixLengths, at);
    at += part.length;
  }
  return { family, length, words, prefixLengths };
}

function carve(set: PrefixSet, { reason, networks }: CarveOut, counter: DropCounter): PrefixSet {
  const without = aggregate(toPrefixSet(networks)).set;
  const label = reason.replaceAll('_', '-');
  const carveFamily = (prefixes: Prefixes, cut: Prefixes) =>
    subtract(prefixes, cut, (entry, network) => {
      counter.drop(reason, () => `${entryText(prefixes, entry)} (${label} ${entryText(cut, network)})`);
    });
  return { v4: carveFamily(set.v4, without.v4), v6: carveFamily(set.v6, without.v6) };
}
