/** Radix sort, least significant digit first: a million entries in some ten milliseconds. */
import { compareEntries } from './prefix-order.ts';
import { type Prefixes, wordsPerEntry } from './prefixes.ts';

/** Eleven bits: three passes a word, and a table of counts that stays in the processor's nearest cache. */
const digitBits = 11;
const digitMask = (1 << digitBits) - 1;
const digitShifts = [0, digitBits, 2 * digitBits];

/** Where a digit of every entry stands. */
interface Digit {
  readonly column: Uint32Array | Uint8Array;
  readonly stride: number;
  readonly offset: number;
  readonly shift: number;
}

/** By first address, then wide before narrow. Uses the input up: its columns may hold the result. */
export function sortPrefixes(prefixes: Prefixes): Prefixes {
  if (isSorted(prefixes)) return prefixes;
  let sorted = prefixes;
  let spare = emptyCopy(prefixes);
  const passes = [byPrefixLength, ...wordPasses(wordsPerEntry(prefixes.family))];
  for (const digitOf of passes) {
    if (!scatter(sorted, spare, digitOf(sorted))) continue;
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}

function isSorted(prefixes: Prefixes): boolean {
  for (let entry = 1; entry < prefixes.length; entry += 1) {
    if (compareEntries(prefixes, entry - 1, prefixes, entry) > 0) return false;
  }
  return true;
}

function emptyCopy({ words, prefixLengths, ...rest }: Prefixes): Prefixes {
  return {
    ...rest,
    words: new Uint32Array(words.length),
    prefixLengths: new Uint8Array(prefixLengths.length),
  };
}

function byPrefixLength({ prefixLengths }: Prefixes): Digit {
  return { column: prefixLengths, stride: 1, offset: 0, shift: 0 };
}

function wordPasses(width: number): ((prefixes: Prefixes) => Digit)[] {
  const offsets = Array.from({ length: width }, (_, word) => width - 1 - word);
  return offsets.flatMap((offset) =>
    digitShifts.map((shift) => ({ words }: Prefixes) => ({ column: words, stride: width, offset, shift })),
  );
}

/** Moves all entries in the order of one digit. Returns false, with nothing moved, where it is the same in all. */
function scatter(from: Prefixes, to: Prefixes, digit: Digit): boolean {
  const { column, stride, offset, shift } = digit;
  const places = firstPlaces(from.length, digit);
  if (places === null) return false;
  const width = wordsPerEntry(from.family);
  for (let entry = 0; entry < from.length; entry += 1) {
    const value = ((column[entry * stride + offset] as number) >>> shift) & digitMask;
    const place = places[value] as number;
    places[value] = place + 1;
    for (let word = 0; word < width; word += 1) {
      to.words[place * width + word] = from.words[entry * width + word] as number;
    }
    to.prefixLengths[place] = from.prefixLengths[entry] as number;
  }
  return true;
}

/** Where the entries of each value of the digit begin; null where all have the same value. */
function firstPlaces(length: number, { column, stride, offset, shift }: Digit): Uint32Array | null {
  const counts = new Uint32Array(digitMask + 1);
  for (let entry = 0; entry < length; entry += 1) {
    const value = ((column[entry * stride + offset] as number) >>> shift) & digitMask;
    counts[value] = (counts[value] as number) + 1;
  }
  if (counts.includes(length)) return null;
  let place = 0;
  for (let value = 0; value < counts.length; value += 1) {
    const count = counts[value] as number;
    counts[value] = place;
    place += count;
  }
  return counts;
}
