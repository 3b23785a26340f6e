import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Address } from '../network/address.ts';
import { overlaps } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { type PrefixSet, toPrefixSet } from './prefixes.ts';
import { networks, parse, setOf, slowDifference, textsOf } from './slow-sets.ts';
import { subtract } from './subtract.ts';

function subtractSets(set: PrefixSet, without: PrefixSet, touched: string[] = []): PrefixSet {
  const entries = {
    v4: textsOf({ ...set, v6: toPrefixSet([]).v6 }),
    v6: textsOf({ ...set, v4: toPrefixSet([]).v4 }),
  };
  const subtractFamily = (family: 'v4' | 'v6') =>
    subtract(set[family], without[family], (entry) => touched.push(entries[family][entry]!));
  return { v4: subtractFamily('v4'), v6: subtractFamily('v6') };
}

function toSet(addresses: readonly Address[]): PrefixSet {
  return aggregate(toPrefixSet(addresses)).set;
}

test('for any two sets, the rest is the shortest list of what only the first has', () => {
  fc.assert(
    fc.property(networks, networks, (addresses, holes) => {
      const rest = subtractSets(toSet(addresses), toSet(holes));
      expect(textsOf(rest)).toEqual(slowDifference(addresses, holes));
    }),
    { numRuns: 500 },
  );
});

test('every entry that shares addresses is told of, once', () => {
  fc.assert(
    fc.property(networks, networks, (addresses, holes) => {
      const touched: string[] = [];
      const set = toSet(addresses);
      subtractSets(set, toSet(holes), touched);
      const sharing = textsOf(set).filter((text) => holes.some((hole) => overlaps(parse(text), hole)));
      expect(touched).toEqual(sharing);
    }),
  );
});

test('a network is split around an address in as few parts as can be', () => {
  expect(textsOf(subtractSets(setOf('192.0.2.0/29'), setOf('192.0.2.2')))).toEqual([
    '192.0.2.0/31',
    '192.0.2.3',
    '192.0.2.4/30',
  ]);
});

test('where nothing is shared, nothing is copied', () => {
  const set = setOf('192.0.2.0/24', '198.51.100.7');
  expect(subtract(set.v4, setOf('192.0.3.0', '198.51.100.6').v4, () => {})).toBe(set.v4);
});
