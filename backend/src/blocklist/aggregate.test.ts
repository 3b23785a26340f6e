import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate } from './aggregate.ts';
import { countAddresses, toPrefixSet } from './prefixes.ts';
import { networks, parse, setOf, slowDifference, textsOf } from './slow-sets.ts';

test('for any networks, the result is the shortest list that covers the same', () => {
  fc.assert(
    fc.property(networks, (addresses) => {
      expect(textsOf(aggregate(toPrefixSet(addresses)).set)).toEqual(slowDifference(addresses, []));
    }),
    { numRuns: 1_000 },
  );
});

test('a minimal list stays as it is, and every entry more is a duplicate or covered', () => {
  fc.assert(
    fc.property(networks, (addresses) => {
      const texts = textsOf(aggregate(toPrefixSet(addresses)).set);
      const twice = aggregate(toPrefixSet([...texts, ...texts].map(parse)));
      expect(textsOf(twice.set)).toEqual(texts);
      expect(twice.duplicates).toBe(texts.length);
      expect(twice.covered).toBe(0);
    }),
  );
});

test('what stood there already and what a wider network holds is counted apart', () => {
  const texts = ['192.0.2.0/24', '192.0.2.7', '192.0.2.0/24', '192.0.2.128/25', '198.51.100.1'];
  expect(aggregate(toPrefixSet(texts.map(parse)))).toMatchObject({ duplicates: 1, covered: 2 });
});

test('halves join upward, but never to more than a list may block', () => {
  expect(textsOf(setOf('10.0.0.0/9', '10.128.0.0/9', '11.0.0.0/8'))).toEqual(['10.0.0.0/8', '11.0.0.0/8']);
  expect(textsOf(setOf('2001:da8::/25', '2001:d80::/25', '2001:c00::/24'))).toEqual([
    '2001:c00::/24',
    '2001:d80::/25',
  ]);
  expect(textsOf(setOf('2001:d00::/24', '2001:c00::/24'))).toEqual(['2001:c00::/24', '2001:d00::/24']);
});

test('a hundred thousand entries in any order are sorted by number', () => {
  const words = Uint32Array.from({ length: 100_000 }, (_, index) => Math.imul(2 * index, 0x9e37_79b1) & ~1);
  const v4 = {
    family: 4,
    length: words.length,
    words,
    prefixLengths: new Uint8Array(words.length).fill(32),
  } as const;
  const { set } = aggregate({ v4, v6: toPrefixSet([]).v6 });
  expect(set.v4.words).toEqual(new Uint32Array(new Set(words)).sort());
});

test('addresses are counted, not entries', () => {
  const { v4, v6 } = setOf('192.0.2.0/24', '198.51.100.1', '2001:db8::/64');
  expect([countAddresses(v4), countAddresses(v6)]).toEqual([257, 2 ** 64]);
});
