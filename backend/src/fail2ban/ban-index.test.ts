import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, parseAddress } from '../network/address.ts';
import { createBanIndex } from './ban-index.ts';
import type { Ban } from './ban-order.ts';
import { type BanQuery, banSorts } from './ban-page.ts';

function ban(address: string, rest: Partial<Ban> = {}): Ban {
  return { jail: 'sshd', address, bannedAt: 1_000, expiresAt: 1_600, banCount: 1, ...rest };
}

function indexOf(...bans: Ban[]) {
  const index = createBanIndex();
  for (const one of bans) index.set(one);
  return index;
}

const everything: BanQuery = { sort: 'address', limit: 200 };

function addressesFound(index: ReturnType<typeof createBanIndex>, query: Partial<BanQuery>): string[] {
  return index.page({ ...everything, ...query }).items.map(({ address }) => address);
}

test('addresses are ordered as numbers, IPv4 before IPv6, before what is no address', () => {
  const index = indexOf(
    ban('host.example'),
    ban('2001:db8::1'),
    ban('10.0.0.10'),
    ban('10.0.0.9'),
    ban('9.255.0.1'),
  );
  expect(addressesFound(index, {})).toEqual([
    '9.255.0.1',
    '10.0.0.9',
    '10.0.0.10',
    '2001:db8::1',
    'host.example',
  ]);
});

test('bans without end expire last', () => {
  const index = indexOf(ban('10.0.0.1', { expiresAt: null }), ban('10.0.0.2', { expiresAt: 5 }));
  expect(addressesFound(index, { sort: 'expiresAt' })).toEqual(['10.0.0.2', '10.0.0.1']);
});

describe('a search', () => {
  const index = indexOf(
    ban('203.0.113.7'),
    ban('203.0.113.70'),
    ban('203.0.114.1'),
    ban('203.0.112.0/20'),
    ban('2001:db8::7'),
  );

  test('by the beginning of an address finds what begins so', () => {
    expect(addressesFound(index, { search: '203.0.113.' })).toEqual(['203.0.113.7', '203.0.113.70']);
    expect(addressesFound(index, { search: '2001:DB8' })).toEqual(['2001:db8::7']);
  });

  test('by a whole address finds the networks around it too', () => {
    expect(addressesFound(index, { search: '203.0.113.70' })).toEqual(['203.0.112.0/20', '203.0.113.70']);
  });

  test('by a network finds what is inside, and what is around', () => {
    expect(addressesFound(index, { search: '203.0.113.0/24' })).toEqual([
      '203.0.112.0/20',
      '203.0.113.7',
      '203.0.113.70',
    ]);
    expect(addressesFound(index, { search: '2001:db8::/32' })).toEqual(['2001:db8::7']);
  });

  test('by nonsense finds nothing', () => {
    expect(addressesFound(index, { search: '<script>' })).toEqual([]);
    expect(addressesFound(index, { search: '1/2/3' })).toEqual([]);
  });
});

test('the same address in two jails is two bans', () => {
  const index = indexOf(ban('10.0.0.1'), ban('10.0.0.1', { jail: 'sshd-ddos.v2' }));
  expect(index.jailsOf('10.0.0.1')).toEqual(['sshd', 'sshd-ddos.v2']);
  expect(index.count('sshd-ddos.v2')).toBe(1);
  index.remove('sshd', '10.0.0.1');
  expect(index.jailsOf('10.0.0.1')).toEqual(['sshd-ddos.v2']);
});

test('replacing a jail tells what came and went and leaves other jails alone', () => {
  const index = indexOf(ban('10.0.0.1'), ban('10.0.0.2'), ban('10.0.0.3', { jail: 'nginx' }));
  const { added, removed } = index.replaceJail('sshd', [ban('10.0.0.2'), ban('10.0.0.4')]);
  expect(added.map(({ address }) => address)).toEqual(['10.0.0.4']);
  expect(removed.map(({ address }) => address)).toEqual(['10.0.0.1']);
  expect(addressesFound(index, {})).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.4']);
});

test('a broken cursor starts from the top', () => {
  expect(addressesFound(indexOf(ban('10.0.0.1')), { cursor: 'nonsense' })).toEqual(['10.0.0.1']);
});

const anyAddress = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map((text) => parseAddress(`${text}/20`)?.text ?? text),
);
const anyBan = fc.record({
  jail: fc.constantFrom('sshd', 'nginx', 'a jail'),
  address: anyAddress.map((text) => parseAddress(text)?.text ?? text),
  bannedAt: fc.integer({ min: 0, max: 20 }),
  expiresAt: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  banCount: fc.constant(1),
});

test('pages in any order show every ban once, whatever was set, replaced and removed before', () => {
  const change = fc.record({ ban: anyBan, isRemoval: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      fc.constantFrom(...banSorts),
      fc.integer({ min: 1, max: 9 }),
      (changes, sort, limit) => {
        const index = createBanIndex();
        const expected = new Map<string, Ban>();
        for (const { ban: one, isRemoval } of changes) {
          index.page({ sort, limit });
          const id = `${one.address} ${one.jail}`;
          if (isRemoval) index.remove(one.jail, one.address);
          else index.set(one);
          if (isRemoval) expected.delete(id);
          else expected.set(id, one);
        }
        const seen: Ban[] = [];
        let cursor: string | undefined;
        do {
          const page = index.page({ sort, limit, cursor });
          expect(page.total).toBe(expected.size);
          seen.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toHaveLength(expected.size);
        expect(new Set(seen)).toEqual(new Set(expected.values()));
      },
    ),
  );
});

test('a search by network agrees with arithmetic', () => {
  fc.assert(
    fc.property(
      fc.array(anyBan, { maxLength: 60 }),
      fc.ipV4(),
      fc.integer({ min: 1, max: 32 }),
      (bans, host, length) => {
        const network = parseAddress(`${host}/${length}`);
        if (network === null || !network.isNetwork) return;
        const index = indexOf(...bans);
        const found = index.page({ sort: 'address', limit: 200, search: network.text }).items;
        const expected = index.page({ sort: 'address', limit: 200 }).items.filter((one) => {
          const address = parseAddress(one.address);
          return address !== null && (contains(network, address) || contains(address, network));
        });
        expect(found).toEqual(expected);
      },
    ),
  );
});
