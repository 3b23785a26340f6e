import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { createLookUp } from './look-up.ts';
import { toPrefixSet } from './prefixes.ts';
import { networks, parse, setOf, textsOf } from './slow-sets.ts';

test('for any set and address or network, the entry that holds all of it is found', () => {
  fc.assert(
    fc.property(networks, networks, (addresses, wanted) => {
      const { set } = aggregate(toPrefixSet(addresses));
      const entries = textsOf(set).map(parse);
      const find = createLookUp(set);
      for (const address of [...wanted, ...addresses]) {
        expect(find(address)).toBe(entries.find((entry) => contains(entry, address))?.text ?? null);
      }
    }),
  );
});

test('a network of which only a part is in the set is not found', () => {
  const find = createLookUp(setOf('192.0.2.0/25', '2001:db8::1'));
  expect(find(parse('192.0.2.0/24'))).toBeNull();
  expect(find(parse('192.0.2.64/26'))).toBe('192.0.2.0/25');
  expect(find(parse('2001:db8::1'))).toBe('2001:db8::1');
});

test('nothing is found in an empty set', () => {
  expect(createLookUp(setOf())(parse('192.0.2.1'))).toBeNull();
});
