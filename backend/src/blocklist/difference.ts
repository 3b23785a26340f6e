import { compareEntries } from './prefix-order.ts';
import { createPrefixBuilder, type Prefixes, type PrefixSet } from './prefixes.ts';

export interface Difference {
  readonly removed: PrefixSet;
  readonly added: PrefixSet;
}

/** What leaves and what comes, entry by entry, between two sorted sets. */
export function difference(before: PrefixSet, after: PrefixSet): Difference {
  const [v4, v6] = [differenceOfFamily(before.v4, after.v4), differenceOfFamily(before.v6, after.v6)];
  return {
    removed: { v4: v4.removed, v6: v6.removed },
    added: { v4: v4.added, v6: v6.added },
  };
}

function differenceOfFamily(before: Prefixes, after: Prefixes) {
  const removed = createPrefixBuilder(before.family);
  const added = createPrefixBuilder(after.family);
  let [old, fresh] = [0, 0];
  while (old < before.length || fresh < after.length) {
    const order = orderOf(before, old, after, fresh);
    if (order < 0) removed.addEntry(before, old);
    if (order > 0) added.addEntry(after, fresh);
    if (order <= 0) old += 1;
    if (order >= 0) fresh += 1;
  }
  return { removed: removed.finish(), added: added.finish() };
}

/** A list that has ended comes after everything. */
function orderOf(before: Prefixes, old: number, after: Prefixes, fresh: number): number {
  if (old === before.length) return 1;
  if (fresh === after.length) return -1;
  return compareEntries(before, old, after, fresh);
}
