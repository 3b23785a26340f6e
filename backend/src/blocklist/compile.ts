/** Many lists into one set that blocks nobody whom it must not. */
import type { Address } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { createDropCounter, type Drop, type DropReason } from './drops.ts';
import { entryText } from './entry-text.ts';
import { inOrder } from './merge-order.ts';
import { createOverlapCounter, type SourceStatistics } from './overlaps.ts';
import { createPrefixBuilder, type Prefixes, type PrefixSet, toPrefixSet } from './prefixes.ts';
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

type OverlapCounter = ReturnType<typeof createOverlapCounter>;
type DropCounter = ReturnType<typeof createDropCounter>;

/** @param sources sorted and minimal each, as a list is when it has been parsed; left as they are */
export function compile(sources: readonly PrefixSet[], carveOuts: readonly CarveOut[]): Compiled {
  const counter = createDropCounter();
  const merged = merge(sources);
  const set = carveOuts.reduce((rest, carveOut) => carve(rest, carveOut, counter), merged.set);
  return { set, drops: counter.drops(), statistics: merged.statistics };
}

function merge(sources: readonly PrefixSet[]): Pick<Compiled, 'set' | 'statistics'> {
  const overlaps = createOverlapCounter(sources.length);
  const entries = sources.map(({ v4, v6 }) => v4.length + v6.length);
  const [only] = sources;
  if (only !== undefined && sources.length === 1)
    return { set: only, statistics: overlaps.statistics(entries) };
  const v4 = mergeFamily(
    4,
    sources.map((source) => source.v4),
    overlaps,
  );
  const v6 = mergeFamily(
    6,
    sources.map((source) => source.v6),
    overlaps,
  );
  return { set: aggregate({ v4, v6 }).set, statistics: overlaps.statistics(entries) };
}

function mergeFamily(family: 4 | 6, lists: readonly Prefixes[], overlaps: OverlapCounter): Prefixes {
  const length = lists.reduce((sum, list) => sum + list.length, 0);
  const builder = createPrefixBuilder(family, length);
  inOrder(lists, (source, prefixes, entry) => {
    builder.addEntry(prefixes, entry);
    overlaps.pass(source, prefixes, entry);
  });
  overlaps.end();
  return builder.finish();
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
