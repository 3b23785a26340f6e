/** A set without some networks: what holds one of them is split around it. */
import { compareEntries, covers } from './prefix-order.ts';
import { createPrefixBuilder, type PrefixBuilder, type Prefixes, wordsPerEntry } from './prefixes.ts';

/** Told of every entry that shares addresses with `without`, and of the first network it shares them with. */
export type OnTouched = (entry: number, network: number) => void;

/** Both sorted and minimal, and so is the result; the very same columns where nothing is shared. */
export function subtract(prefixes: Prefixes, without: Prefixes, onTouched: OnTouched): Prefixes {
  if (!shareAddresses(prefixes, without)) return prefixes;
  const rest = createPrefixBuilder(prefixes.family, prefixes.length);
  const width = wordsPerEntry(prefixes.family);
  let network = 0;
  for (let entry = 0; entry < prefixes.length; entry += 1) {
    network = skipBefore(without, network, prefixes, entry);
    const isTouched = network < without.length && overlap(without, network, prefixes, entry);
    if (!isTouched) {
      rest.add(prefixes.words, entry * width, prefixes.prefixLengths[entry] as number);
    } else {
      onTouched(entry, network);
      if (!covers(without, network, prefixes, entry)) addAround(prefixes, entry, without, network, rest);
    }
  }
  return rest.finish();
}

function shareAddresses(prefixes: Prefixes, without: Prefixes): boolean {
  let network = 0;
  for (let entry = 0; entry < prefixes.length && network < without.length; entry += 1) {
    network = skipBefore(without, network, prefixes, entry);
    if (network < without.length && overlap(without, network, prefixes, entry)) return true;
  }
  return false;
}

/** The first network, from `network` on, that ends where the entry begins or later. */
function skipBefore(without: Prefixes, network: number, prefixes: Prefixes, entry: number): number {
  let next = network;
  while (
    next < without.length &&
    compareEntries(without, next, prefixes, entry) < 0 &&
    !overlap(without, next, prefixes, entry)
  ) {
    next += 1;
  }
  return next;
}

function overlap(one: Prefixes, i: number, other: Prefixes, j: number): boolean {
  return covers(one, i, other, j) || covers(other, j, one, i);
}

/** Adds the parts of an entry that are outside of the networks, the first of which, `network`, is within it. */
function addAround(
  prefixes: Prefixes,
  entry: number,
  without: Prefixes,
  network: number,
  rest: PrefixBuilder,
): void {
  const width = wordsPerEntry(prefixes.family);
  const part: Prefixes = {
    family: prefixes.family,
    length: 1,
    words: prefixes.words.slice(entry * width, (entry + 1) * width),
    prefixLengths: prefixes.prefixLengths.slice(entry, entry + 1),
  };
  let next = network;

  function addPart(): void {
    if (next >= without.length || !overlap(without, next, part, 0)) {
      rest.add(part.words, 0, part.prefixLengths[0] as number);
    } else if (covers(without, next, part, 0)) {
      next += 1;
    } else {
      addHalves();
    }
  }

  function addHalves(): void {
    const prefixLength = part.prefixLengths[0] as number;
    part.prefixLengths[0] = prefixLength + 1;
    addPart();
    flipBit(part.words, prefixLength);
    part.prefixLengths[0] = prefixLength + 1;
    addPart();
    flipBit(part.words, prefixLength);
    part.prefixLengths[0] = prefixLength;
  }

  addPart();
}

/** @param bit counted from the most significant one, 0 */
function flipBit(words: Uint32Array, bit: number): void {
  const word = bit >>> 5;
  words[word] = (words[word] as number) ^ (0x8000_0000 >>> (bit & 31));
}
