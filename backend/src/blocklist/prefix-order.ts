/**
 * How entries stand to each other. Two networks are apart or one holds the other, never crossed; so in the order of
 * first addresses, wide before narrow, whatever a network holds follows right after it.
 */
import { type Prefixes, wordsPerEntry } from './prefixes.ts';

/** Whether entry `i` of `outer` holds all of entry `j` of `inner`; an entry holds itself. */
export function covers(outer: Prefixes, i: number, inner: Prefixes, j: number): boolean {
  const bits = outer.prefixLengths[i] as number;
  return bits <= (inner.prefixLengths[j] as number) && sharesBits(outer, i, inner, j, bits);
}

/** Whether the first `bits` bits of two entries are the same. */
export function sharesBits(one: Prefixes, i: number, other: Prefixes, j: number, bits: number): boolean {
  const width = wordsPerEntry(one.family);
  const whole = bits >>> 5;
  for (let word = 0; word < whole; word += 1) {
    if (one.words[i * width + word] !== other.words[j * width + word]) return false;
  }
  const rest = bits & 31;
  if (rest === 0) return true;
  const difference = (one.words[i * width + whole] as number) ^ (other.words[j * width + whole] as number);
  return difference >>> (32 - rest) === 0;
}

/** Negative, zero or positive, by the first address and then the prefix length. */
export function compareEntries(one: Prefixes, i: number, other: Prefixes, j: number): number {
  const width = wordsPerEntry(one.family);
  for (let word = 0; word < width; word += 1) {
    const difference = (one.words[i * width + word] as number) - (other.words[j * width + word] as number);
    if (difference !== 0) return difference;
  }
  return (one.prefixLengths[i] as number) - (other.prefixLengths[j] as number);
}

/** The first entry of `sorted`, from `start` on, that does not come before entry `j` of `other`; its length if none. */
export function findFirst(sorted: Prefixes, start: number, other: Prefixes, j: number): number {
  let step = 1;
  let low = start;
  while (low + step <= sorted.length && compareEntries(sorted, low + step - 1, other, j) < 0) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, sorted.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareEntries(sorted, middle, other, j) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entry of a sorted, minimal list that holds entry `j` of `other`; null if none. */
export function findCovering(sorted: Prefixes, other: Prefixes, j: number): number | null {
  const after = findFirst(sorted, 0, other, j);
  if (after < sorted.length && covers(sorted, after, other, j)) return after;
  return after > 0 && covers(sorted, after - 1, other, j) ? after - 1 : null;
}
