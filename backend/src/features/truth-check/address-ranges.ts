/** Sets of addresses as ranges: a set of the kernel may hold a network as one entry, or as its addresses. */
import { lastAddress, parseAddress } from '../../network/address.ts';

/** Both ends belong to it. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** One address, a network in CIDR notation, or two addresses with `-` between them; null for anything else. */
export function parseRange(text: string): AddressRange | null {
  const [start = '', end = start] = text.split('-');
  const from = parseAddress(start);
  const to = parseAddress(end);
  if (from === null || to === null || from.family !== to.family) return null;
  return { family: from.family, first: from.value, last: lastAddress(to).value };
}

/** Sorted, and none touches the next. */
export function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const sorted = ranges.toSorted(byPlace);
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const before = merged.at(-1);
    const isNew = before === undefined || before.family !== range.family || before.last + 1n < range.first;
    if (isNew) merged.push(range);
    else if (range.last > before.last) merged[merged.length - 1] = { ...before, last: range.last };
  }
  return merged;
}

/** Whether every address of the range is in these, which `mergeRanges` has made. */
export function holdsRange(merged: readonly AddressRange[], range: AddressRange): boolean {
  let low = 0;
  let high = merged.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byPlace(merged[middle] as AddressRange, range) <= 0) low = middle + 1;
    else high = middle;
  }
  const candidate = merged[low - 1];
  return candidate !== undefined && candidate.family === range.family && range.last <= candidate.last;
}

function byPlace(one: AddressRange, other: AddressRange): number {
  if (one.family !== other.family) return one.family - other.family;
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return 0;
}
