/** Networks by the million, in columns of typed arrays: five bytes for an IPv4 network, seventeen for an IPv6 one. */
import { type Address, bitsOfFamily } from '../network/address.ts';

/** Networks of one family; an address is a network of full length. */
export interface Prefixes {
  readonly family: 4 | 6;
  readonly length: number;
  /** One word (IPv4) or four (IPv6) for each entry, most significant first, host bits cleared. */
  readonly words: Uint32Array;
  /** 0 to 32, or 0 to 128. */
  readonly prefixLengths: Uint8Array;
}

export interface PrefixSet {
  readonly v4: Prefixes;
  readonly v6: Prefixes;
}

export type PrefixBuilder = ReturnType<typeof createPrefixBuilder>;

const firstCapacity = 256;

export function wordsPerEntry(family: 4 | 6): 1 | 4 {
  return family === 4 ? 1 : 4;
}

/** Collects entries in the order they come, in columns that double when they are full. */
export function createPrefixBuilder(family: 4 | 6, capacity = firstCapacity) {
  const width = wordsPerEntry(family);
  let words = new Uint32Array(Math.max(capacity, 1) * width);
  let prefixLengths = new Uint8Array(Math.max(capacity, 1));
  let length = 0;

  function grow(): void {
    words = new Uint32Array(words.buffer.transfer(words.byteLength * 2));
    prefixLengths = new Uint8Array(prefixLengths.buffer.transfer(prefixLengths.byteLength * 2));
  }

  function append(from: Uint32Array, at: number, prefixLength: number): void {
    if (length === prefixLengths.length) grow();
    for (let word = 0; word < width; word += 1) words[length * width + word] = from[at + word] as number;
    prefixLengths[length] = prefixLength;
    length += 1;
  }

  return {
    /** Takes the entry whose words `from` begins with. */
    add(from: Uint32Array, prefixLength: number): void {
      append(from, 0, prefixLength);
    },

    addEntry(from: Prefixes, entry: number): void {
      append(from.words, entry * width, from.prefixLengths[entry] as number);
    },

    /** Takes the entries from `start` up to `end`, which is the first not taken. */
    addAll(from: Prefixes, start: number, end: number): void {
      while (length + end - start > prefixLengths.length) grow();
      words.set(from.words.subarray(start * width, end * width), length * width);
      prefixLengths.set(from.prefixLengths.subarray(start, end), length);
      length += end - start;
    },

    length: () => length,

    /** The entries so far; the builder is used up. */
    finish(): Prefixes {
      return {
        family,
        length,
        words: words.subarray(0, length * width),
        prefixLengths: prefixLengths.subarray(0, length),
      };
    },
  };
}

/** In the order given, which need not be a sorted one. */
export function toPrefixSet(addresses: readonly Address[]): PrefixSet {
  const builders = { 4: createPrefixBuilder(4), 6: createPrefixBuilder(6) };
  for (const address of addresses) {
    builders[address.family].addEntry(toPrefixes(address), 0);
  }
  return { v4: builders[4].finish(), v6: builders[6].finish() };
}

export function toPrefixes({ family, value, prefixLength }: Address): Prefixes {
  const words = new Uint32Array(wordsPerEntry(family));
  for (let word = 0; word < words.length; word += 1) {
    words[word] = Number((value >> BigInt(32 * (words.length - 1 - word))) & 0xffff_ffffn);
  }
  return { family, length: 1, words, prefixLengths: Uint8Array.of(prefixLength) };
}

/** How many addresses the entries cover, none of which may cover another; exact up to 2^53. */
export function countAddresses({ family, prefixLengths }: Prefixes): number {
  let count = 0;
  for (const prefixLength of prefixLengths) count += 2 ** (bitsOfFamily[family] - prefixLength);
  return count;
}
