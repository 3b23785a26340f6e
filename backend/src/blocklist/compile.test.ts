import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { compile } from './compile.ts';
import { toPrefixSet } from './prefixes.ts';
import { digestOf } from './set-binary.ts';
import { networks, parse, setOf, slowDifference, textsOf } from './slow-sets.ts';

const lists = fc.array(networks, { maxLength: 5 });

test('for any lists and carve-outs, the set is the shortest one that blocks all of the lists and none of the others', () => {
  fc.assert(
    fc.property(lists, networks, networks, (sources, allowed, own) => {
      const sets = sources.map((addresses) => aggregate(toPrefixSet(addresses)).set);
      const { set } = compile(sets, [
        { reason: 'allow_list', networks: allowed },
        { reason: 'own_address', networks: own },
      ]);
      expect(textsOf(set)).toEqual(slowDifference(sources.flat(), [...allowed, ...own]));
    }),
  );
});

test('for any lists, what they share is counted as if each entry were looked up in each other list', () => {
  fc.assert(
    fc.property(lists, (sources) => {
      const sets = sources.map((addresses) => aggregate(toPrefixSet(addresses)).set);
      const entries = sets.map((set) => textsOf(set).map(parse));
      const holders = (index: number) =>
        entries[index]!.map((entry) =>
          entries.map((others) => others.some((other) => contains(other, entry))),
        );
      const expected = entries.map((own, index) => ({
        entries: own.length,
        uniqueEntries: holders(index).filter((held) => held.filter(Boolean).length === 1).length,
        overlaps: entries.map((_, other) => holders(index).filter((held) => held[other]).length),
      }));
      expect(compile(sets, []).statistics).toEqual(expected);
    }),
  );
});

test('the sources stay as they were', () => {
  const sources = [setOf('192.0.2.0/25', '198.51.100.1'), setOf('192.0.2.128/25', '2001:db8::1')];
  const before = sources.map(digestOf);
  compile(sources, [{ reason: 'allow_list', networks: [parse('192.0.2.7')] }]);
  expect(sources.map(digestOf)).toEqual(before);
});

test('each carve-out says how many entries it took or split, and shows some', () => {
  const source = setOf('10.0.0.1', '10.0.0.3', '203.0.113.0/24', '198.51.100.1');
  const { set, drops } = compile(
    [source],
    [
      { reason: 'special_use', networks: [parse('10.0.0.0/8')] },
      { reason: 'allow_list', networks: [parse('203.0.113.7'), parse('203.0.113.9'), parse('192.0.2.1')] },
      { reason: 'gateway', networks: [parse('10.0.0.1')] },
      { reason: 'signed_in', networks: [] },
    ],
  );
  expect(drops).toEqual([
    {
      reason: 'special_use',
      count: 2,
      samples: ['10.0.0.1 (special-use 10.0.0.0/8)', '10.0.0.3 (special-use 10.0.0.0/8)'],
    },
    { reason: 'allow_list', count: 1, samples: ['203.0.113.0/24 (allow-list 203.0.113.7)'] },
  ]);
  expect(textsOf(set)).toEqual(
    slowDifference(
      [parse('198.51.100.1'), parse('203.0.113.0/24')],
      [parse('203.0.113.7'), parse('203.0.113.9')],
    ),
  );
});

test('no list, or a list of nothing, is an empty set', () => {
  expect(textsOf(compile([], []).set)).toEqual([]);
  expect(compile([setOf(), setOf()], []).statistics).toEqual([
    { entries: 0, uniqueEntries: 0, overlaps: [0, 0] },
    { entries: 0, uniqueEntries: 0, overlaps: [0, 0] },
  ]);
});
