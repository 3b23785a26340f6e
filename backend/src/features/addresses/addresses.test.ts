import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../archive/archive.ts';
import { banRecord, openTestArchive } from '../../archive/test-records.ts';
import { type BanIndex, createBanIndex } from '../../fail2ban/ban-index.ts';
import { type Addresses, createAddresses } from './addresses.ts';

let bans: BanIndex;
let archive: Archive;
let addresses: Addresses;

beforeEach(() => {
  bans = createBanIndex();
  archive = openTestArchive();
  addresses = createAddresses({
    watch: { bans },
    geography: { countryOf: () => null, operatorOf: () => ({ asn: 64_500, name: 'Example Net' }) },
    history: async (address) => archive.addressHistory(address),
    knownAddresses: async (text, limit) => archive.addressesBeginning(text, limit),
    allowList: () => [],
    toBanItem: (each) => ({ ...each, durationSeconds: null, country: null, origin: 'jail' }),
  });
});

afterEach(() => archive.close());

function ban(jail: string, address: string, bannedAt = 1_800_000_000): void {
  bans.set({ jail, address, bannedAt, expiresAt: null, banCount: 1 });
}

const bannedAs = async (address: string) =>
  (await addresses.page(address)).bans.map((each) => `${each.jail} ${each.address}`);

test('a banned network is told however many addresses inside it are banned too', async () => {
  ban('manual', '203.0.112.0/23', 1);
  ban('manual', '203.0.113.0/24', 2);
  for (let host = 0; host < 256; host += 1) ban('sshd', `203.0.113.${host}`);
  expect(await bannedAs('203.0.113.0/24')).toEqual(['manual 203.0.113.0/24', 'manual 203.0.112.0/23']);
  expect(await bannedAs('203.0.113.7')).toEqual([
    'sshd 203.0.113.7',
    'manual 203.0.113.0/24',
    'manual 203.0.112.0/23',
  ]);
});

test('a name is found as it is written, and not by its beginning', async () => {
  ban('names', 'Host.Example.org');
  ban('names', 'Host.Example.org.other');
  expect(await bannedAs('Host.Example.org')).toEqual(['names Host.Example.org']);
});

test('the operator of an address is told', async () => {
  expect(await addresses.page('203.0.113.7')).toMatchObject({ asn: 64_500, operator: 'Example Net' });
});

test('the address that was asked for is found first, among those that are banned and those that were', async () => {
  archive.add([banRecord({ address: '203.0.113.1' }), banRecord({ address: '203.0.113.10' })]);
  ban('sshd', '203.0.113.10');
  ban('sshd', '203.0.113.11');
  const { items } = await addresses.search(' 203.0.113.1', 2);
  expect(items.map(({ address, isBanned }) => [address, isBanned])).toEqual([
    ['203.0.113.1', false],
    ['203.0.113.10', true],
  ]);
});

test('of one that is banned now all bans are counted, also where the archive finds others first', async () => {
  const earlier = ['203.0.113.1', '203.0.113.2'].map((address) => banRecord({ address }));
  const often = [1, 2, 3].map((bannedAt) => banRecord({ address: '203.0.113.9', bannedAt }));
  archive.add([...earlier, ...often]);
  ban('sshd', '203.0.113.9');
  const { items } = await addresses.search('203.0.113.', 2);
  expect(items.find(({ address }) => address === '203.0.113.9')).toMatchObject({ bans: 3, isBanned: true });
});
