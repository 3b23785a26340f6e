/** A set without some networks: what holds one of them is split around it. */
import { covers, findFirst } from './prefix-order.ts';
import { createPrefixBuilder, type PrefixBuilder, type Prefixes, wordsPerEntry } from './prefixes.ts';

/** Told of every entry that shares addresses with `without`, and of the first network it shares them with. */
export type OnTouched = (entry: number, network: number) => void;

/** Both sorted and minimal, and so is the result; the very same columns where nothing is shared. */
export function subtract(prefixes: Prefixes, without: Prefixes, onTouched: OnTouched): Prefixes {
  let rest: PrefixBuilder | null = null;
  let next = 0;

  /** Takes over what comes before the entries that are left out. */
  function leaveOut(start: number, end: number): PrefixBuilder {
    rest ??= createPrefixBuilder(prefixes.family, prefixes.length);
    rest.addAll(prefixes, next, start);
    next = end;
    return rest;
  }

  for (let network = 0; network < without.length; ) {
    const entry = findFirst(prefixes, next, without, network);
    if (entry > next && covers(prefixes, entry - 1, without, network)) {
      onTouched(entry - 1, network);
      network = addAround(prefixes, entry - 1, without, network, leaveOut(entry - 1, entry));
    } else {
      const end = heldEnd(prefixes, entry, without, network);
      for (let held = entry; held < end; held += 1) onTouched(held, network);
      if (end > entry) leaveOut(entry, end);
      network += 1;
    }
  }
  return rest === null ? prefixes : leaveOut(prefixes.length, prefixes.length).finish();
}

/** Where the entries end that the network holds, which begin at `start`. */
function heldEnd(prefixes: Prefixes, start: number, without: Prefixes, network: number): number {
  let end = start;
  while (end < prefixes.length && covers(without, network, prefixes, end)) end += 1;
  return end;
}

/**
 * Adds the parts of an entry that are outside of the networks.
 * @param first the first network within the entry
 * @returns the first network after the entry
 */
function addAround(
  prefixes: Prefixes,
  entry: number,
  without: Prefixes,
  first: number,
  rest: PrefixBuilder,
): number {
  const part = copyOf(prefixes, entry);
  let network = first;

  function addPart(): void {
    if (network === without.length || !covers(part, 0, without, network)) {
      rest.addEntry(part, 0);
    } else if (covers(without, network, part, 0)) {
      network += 1;
    } else {
      addHalves();
    }
  }

  function addHalves(): void {
    const prefixLength = part.prefixLengths[0] as number;
    part.prefixLengths[0] = prefixLength + 1;
    addPart();
    flipBit(part.words, prefixLength);
    addPart();
    flipBit(part.words, prefixLength);
    part.prefixLengths[0] = prefixLength;
  }

  addPart();
  return network;
}

function copyOf({ family, words, prefixLengths }: Prefixes, entry: number): Prefixes {
  const width = wordsPerEntry(family);
  return {
    family,
    length: 1,
    words: words.slice(entry * width, (entry + 1) * width),
    prefixLengths: prefixLengths.slice(entry, entry + 1),
  };
}

/** @param bit counted from the most significant one, 0 */
function flipBit(words: Uint32Array, bit: number): void {
  const word = bit >>> 5;
  words[word] = (words[word] as number) ^ (0x8000_0000 >>> (bit & 31));
}
