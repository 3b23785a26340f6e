import { expect, test } from 'vitest';
import { type Address, parseAddress } from '../../network/address.ts';
import { findGuarded, type GuardReason } from './lockout-guard.ts';

const addresses = (...texts: string[]) => texts.map((text) => parseAddress(text) as Address);

const protectedBy = {
  requester: '198.51.100.23',
  server: addresses('203.0.113.5', '2001:db8::5', '127.0.0.1'),
  gateways: addresses('203.0.113.1', 'fe80::1'),
  allowList: ['192.0.2.0/24', 'office.example', '203.0.113.5'],
};

const guard = (text: string, by = protectedBy) =>
  findGuarded(addresses(text), by).map(({ address, reason }) => `${address} ${reason}`);

test.each<[string, GuardReason]>([
  ['198.51.100.23', 'requester'],
  ['198.51.0.0/16', 'requester'],
  ['::ffff:198.51.100.23', 'requester'],
  ['127.0.0.1', 'loopback'],
  ['127.255.0.0/16', 'loopback'],
  ['::1', 'loopback'],
  ['203.0.113.5', 'server'],
  ['2001:db8::/64', 'server'],
  ['203.0.113.1', 'gateway'],
  ['fe80::1', 'gateway'],
  ['192.0.2.77', 'allow_list'],
  ['192.0.2.128/25', 'allow_list'],
  ['192.0.0.0/16', 'allow_list'],
])('%s is guarded: %s', (text, reason) => {
  expect(guard(text)).toEqual([`${parseAddress(text)?.text} ${reason}`]);
});

test.each(['198.51.100.24', '203.0.113.6', '2001:db8:1::/64', '192.0.3.1', '128.0.0.0/8', '::2'])(
  '%s is nobody’s business',
  (text) => {
    expect(guard(text)).toEqual([]);
  },
);

test('the weightiest reason is told, once for each address, in a sentence', () => {
  const found = findGuarded(addresses('203.0.113.0/24', '192.0.2.1', '8.8.8.8'), protectedBy);
  expect(found).toEqual([
    { address: '203.0.113.0/24', reason: 'server', detail: '203.0.113.5 is an address of this server.' },
    { address: '192.0.2.1', reason: 'allow_list', detail: '192.0.2.0/24 is on the allow-list.' },
  ]);
});

test('a requester whose address is not known guards nothing', () => {
  expect(guard('198.51.100.23', { ...protectedBy, requester: 'unknown' })).toEqual([]);
});
