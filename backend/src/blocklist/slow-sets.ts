/** Sets the obvious, slow way, as ranges of whole numbers: what the fast code is held against in tests. */
import fc from 'fast-check';
import {
  type Address,
  bitsOfFamily,
  lastAddress,
  parseAddress,
  widestPrefixLength,
} from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { entryText } from './entry-text.ts';
import { type Prefixes, type PrefixSet, toPrefixSet } from './prefixes.ts';

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

export function parse(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new Error(`${text} is no address`);
  return address;
}

export function setOf(...texts: readonly string[]): PrefixSet {
  return aggregate(toPrefixSet(texts.map(parse))).set;
}

export function textsOf({ v4, v6 }: PrefixSet): string[] {
  return [v4, v6].flatMap((prefixes) => entriesOf(prefixes));
}

function entriesOf(prefixes: Prefixes): string[] {
  return Array.from({ length: prefixes.length }, (_, entry) => entryText(prefixes, entry));
}

/** The fewest networks, none wider than allowed, that cover the first and nothing of the second. */
export function slowDifference(addresses: readonly Address[], without: readonly Address[]): string[] {
  return ([4, 6] as const).flatMap((family) => {
    const ranges = without
      .map((hole) => rangeOf(hole))
      .reduce(
        (rest, hole) => (hole.family === family ? rest.flatMap((range) => cut(range, hole)) : rest),
        union(addresses.filter((address) => address.family === family)),
      );
    return ranges.flatMap((range) => networksOf(family, range));
  });
}

function rangeOf(address: Address): Range & { family: 4 | 6 } {
  return { family: address.family, first: address.value, last: lastAddress(address).value };
}

function union(addresses: readonly Address[]): Range[] {
  const ranges = addresses.map(rangeOf).sort((one, other) => (one.first < other.first ? -1 : 1));
  const joined: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of ranges) {
    const before = joined.at(-1);
    if (before === undefined || first > before.last + 1n) joined.push({ first, last });
    else if (last > before.last) before.last = last;
  }
  return joined;
}

function cut({ first, last }: Range, hole: Range): Range[] {
  if (hole.last < first || hole.first > last) return [{ first, last }];
  const parts = [
    { first, last: hole.first - 1n },
    { first: hole.last + 1n, last },
  ];
  return parts.filter((part) => part.first <= part.last);
}

function networksOf(family: 4 | 6, { first, last }: Range): string[] {
  const texts: string[] = [];
  for (let start = first; start <= last; ) {
    const prefixLength = widestAt(family, start, last);
    texts.push(toNetwork(family, start, prefixLength).text);
    start += sizeOf(family, prefixLength);
  }
  return texts;
}

function widestAt(family: 4 | 6, first: bigint, last: bigint): number {
  for (let prefixLength: number = widestPrefixLength[family]; ; prefixLength += 1) {
    const size = sizeOf(family, prefixLength);
    if (first % size === 0n && first + size - 1n <= last) return prefixLength;
  }
}

function sizeOf(family: 4 | 6, prefixLength: number): bigint {
  return 1n << BigInt(bitsOfFamily[family] - prefixLength);
}

/** Around few places, at the borders of words and of the whole, so that many meet. */
const crowded = {
  4: { places: [0n, 0x0a00_0000n, 0xffff_ff00n], bits: [0, 1, 2, 3, 8, 24] },
  6: {
    places: [0n, 0x2001_0db8n << 96n, (1n << 128n) - 256n],
    bits: [0, 1, 2, 31, 32, 33, 63, 64, 65, 95, 96, 97],
  },
} as const;

function crowdedNetwork(family: 4 | 6): fc.Arbitrary<Address> {
  const { places, bits } = crowded[family];
  const longest = bitsOfFamily[family];
  const prefixLength = fc.oneof(
    fc.constantFrom(
      ...bits.map((bit) => longest - bit).filter((length) => length >= widestPrefixLength[family]),
    ),
    fc.integer({ min: widestPrefixLength[family], max: longest }),
  );
  return fc
    .tuple(fc.constantFrom(...places), fc.subarray([...bits]), prefixLength)
    .map(([place, flipped, length]) => {
      const value = flipped.reduce((number, bit) => number ^ (1n << BigInt(bit)), place);
      return toNetwork(family, value, length);
    });
}

function toNetwork(family: 4 | 6, value: bigint, prefixLength: number): Address {
  const hex = value.toString(16).padStart(bitsOfFamily[family] / 4, '0');
  const groups = hex.match(family === 4 ? /../g : /..../g) ?? [];
  const host = family === 4 ? groups.map((group) => Number.parseInt(group, 16)).join('.') : groups.join(':');
  return parse(`${host}/${prefixLength}`);
}

/** Networks of both families that often meet, none wider than a list may hold. */
export const networks: fc.Arbitrary<Address[]> = fc.array(fc.oneof(crowdedNetwork(4), crowdedNetwork(6)), {
  maxLength: 24,
});
