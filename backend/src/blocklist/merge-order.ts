/** Many sorted lists walked as one, by a heap of the lists: no copy and no sorting. */
import { compareEntries } from './prefix-order.ts';
import type { Prefixes } from './prefixes.ts';

/** Tells every entry of every list in the common order: by first address, then wide before narrow. */
export function inOrder(
  lists: readonly Prefixes[],
  onEntry: (list: number, prefixes: Prefixes, entry: number) => void,
): void {
  const next = new Uint32Array(lists.length);
  /** Lists that have not ended; the next entry of none comes before that of its parent, at half its place. */
  const heap = [...lists.keys()].filter((list) => listAt(list).length > 0);

  function listAt(list: number): Prefixes {
    return lists[list] as Prefixes;
  }

  function comesBefore(one: number, other: number): boolean {
    const [list, otherList] = [heap[one] as number, heap[other] as number];
    return (
      compareEntries(listAt(list), next[list] as number, listAt(otherList), next[otherList] as number) < 0
    );
  }

  function sink(start: number): void {
    for (let place = start; ; ) {
      const left = 2 * place + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && comesBefore(left + 1, left) ? left + 1 : left;
      if (!comesBefore(child, place)) return;
      const sinking = heap[place] as number;
      heap[place] = heap[child] as number;
      heap[child] = sinking;
      place = child;
    }
  }

  for (let place = heap.length >>> 1; place >= 0; place -= 1) sink(place);
  while (heap.length > 0) {
    const list = heap[0] as number;
    const entry = next[list] as number;
    onEntry(list, listAt(list), entry);
    next[list] = entry + 1;
    if (entry + 1 === listAt(list).length) {
      heap[0] = heap.at(-1) as number;
      heap.pop();
    }
    sink(0);
  }
}
