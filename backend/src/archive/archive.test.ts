import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BanRecord } from '../fail2ban/ban-records.ts';
import { type Archive, openArchive } from './archive.ts';
import type { EventFilter } from './selection.ts';
import { banRecord, matches, openTestArchive, originOf, placeOf, saturday } from './test-records.ts';

let archive: Archive;

beforeEach(() => {
  archive = openTestArchive();
});

afterEach(() => archive.close());

const addresses = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 9 }))
    .map(([net, host]) => `203.0.${net}.${host}`),
  fc.integer({ min: 1, max: 9 }).map((host) => `2001:db8:${host}::${host}`),
  fc.constantFrom('203.0.113.0/24', '203.0.0.0/16', '2001:db8::/48', 'host.example.org'),
);

const records = fc.array(
  fc
    .record({
      jail: fc.constantFrom('sshd', 'nginx', 'manual', 'blocklist-import'),
      address: addresses,
      bannedAt: fc.integer({ min: saturday, max: saturday + 4 * 86_400 }),
      lines: fc.array(fc.constantFrom('Failed password for root', 'Invalid user admin', '100% _sure_'), {
        maxLength: 2,
      }),
    })
    .map(banRecord),
  { maxLength: 60 },
);

const filters: fc.Arbitrary<EventFilter> = fc.record(
  {
    address: fc.oneof(
      addresses,
      fc.constantFrom(
        '203.0.1.0/24',
        '203.0.0.0/23',
        '203.0.0.0/15',
        '0.0.0.0/0',
        '203.0.1.4/30',
        '2001:db8::/32',
        '2001::/12',
      ),
    ),
    jail: fc.constantFrom('sshd', 'manual', 'gone'),
    country: fc.constantFrom('DE', 'CN', null),
    asn: fc.constantFrom(64_507, 1),
    origin: fc.constantFrom('jail', 'manual', 'blocklist'),
    from: fc.integer({ min: saturday - 100, max: saturday + 4 * 86_400 }),
    to: fc.integer({ min: saturday, max: saturday + 5 * 86_400 }),
    text: fc.constantFrom('ROOT', '100%', '_', 'admin'),
  },
  { requiredKeys: [] },
);

/** A ban is the same ban when jail, address and second are. */
const keyOf = ({ jail, address, bannedAt }: Pick<BanRecord, 'jail' | 'address' | 'bannedAt'>) =>
  `${bannedAt} ${jail} ${address}`;
const distinct = (list: readonly BanRecord[]) => [
  ...new Map(list.toReversed().map((each) => [keyOf(each), each])).values(),
];

function everyPage(filter: EventFilter, limit: number) {
  const items = [];
  let before: number | null | undefined;
  do {
    const page = archive.page(filter, limit, before ?? undefined);
    items.push(...page.items);
    before = page.nextBefore;
  } while (before !== null);
  return items;
}

describe('whatever was taken in, in whatever order and however often', () => {
  test('every question gets the answer that a plain list would give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(records, { maxLength: 3 }), filters, async (batches, filter) => {
        archive.close();
        archive = openTestArchive();
        for (const batch of batches) archive.add(batch);
        for (const batch of batches) expect(archive.add(batch).added).toEqual([]);
        const wanted = distinct(batches.flat()).filter((record) => matches(filter, record));
        const expected = wanted.map(keyOf).sort();

        expect(everyPage(filter, 7).map(keyOf).sort()).toEqual(expected);
        const times = everyPage(filter, 7).map(({ bannedAt }) => bannedAt);
        expect(times).toEqual(times.toSorted((one, other) => other - one));
        for (const split of ['none', 'jail', 'country', 'origin'] as const) {
          const timeline = await archive.timeline({
            filter,
            bucket: 'day',
            timeZone: 'Europe/Berlin',
            split,
          });
          expect(timeline.total).toBe(wanted.length);
        }
        const top = await archive.top('country', filter, 300);
        const countries = Map.groupBy(wanted, ({ address }) => placeOf(address).country);
        expect(new Map(top.items.map(({ key, bans, addresses: count }) => [key, [bans, count]]))).toEqual(
          new Map(
            [...countries].map(([key, of]) => [
              key,
              [of.length, new Set(of.map(({ address }) => address)).size],
            ]),
          ),
        );
        expect(top.bans).toBe(wanted.length);
        expect(archive.recount()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

test('bans are told by who made them', () => {
  archive.add([banRecord({ lines: ['a line'] }), banRecord({ jail: 'manual', address: '203.0.113.8' })]);
  expect(archive.page({}, 9).items.map(({ address, origin }) => [address, origin])).toEqual([
    ['203.0.113.8', 'manual'],
    ['203.0.113.7', 'jail'],
  ]);
  expect(originOf(banRecord())).toBe('manual');
});

test('an address that moves to another country counts in both, once in each', async () => {
  const countries = ['DE', 'FR', 'DE'];
  const moving = openArchive({
    path: ':memory:',
    chunkEvents: 8,
    originOf,
    placeOf: () => ({ country: countries.shift() ?? null, operator: null }),
  });
  for (let count = 0; count < 3; count += 1) moving.add([banRecord({ bannedAt: saturday + count })]);
  const inAll = await moving.top('country', {}, 9);
  const inWindow = await moving.top('country', { from: saturday - 10, to: saturday + 10 }, 9);
  for (const { items, addresses } of [inAll, inWindow]) {
    expect(items.map(({ key, addresses: count }) => [key, count]).sort()).toEqual([
      ['DE', 1],
      ['FR', 1],
    ]);
    expect(addresses).toBe(1);
  }
  expect(moving.recount()).toEqual([]);
  moving.close();
});

test('bans beyond the places of their second are left out with a reason, and hold up no other', () => {
  const many = Array.from({ length: 65_600 }, (_, index) =>
    banRecord({ address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` }),
  );
  const roomy = openArchive({ path: ':memory:', placeOf, originOf });
  const { added, skipped } = roomy.add([...many, banRecord({ bannedAt: saturday + 1 })]);
  expect(added).toHaveLength(65_537);
  expect(skipped).toHaveLength(64);
  expect(skipped[0]?.reason).toContain('second');
  expect(roomy.add(many).added).toEqual([]);
  roomy.close();
});
