import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicTarget } from './target-guard.ts';

test.each([
  ['unspecified', '0.0.0.0'],
  ['loopback', '127.0.0.1'],
  ['loopback beyond the first address', '127.255.255.254'],
  ['private', '10.1.2.3'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['link-local, where clouds answer with metadata', '169.254.169.254'],
  ['shared behind a provider', '100.64.0.1'],
  ['metadata of Alibaba', '100.100.100.200'],
  ['metadata of Oracle', '192.0.0.192'],
  ["Azure's host", '168.63.129.16'],
  ['for benchmarks', '198.18.0.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['link-local', 'fe80::1'],
  ['private', 'fd00:ec2::254'],
  ['once private', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['Teredo', '2001::1'],
  ['documentation', '2001:db8::1'],
  ['loopback, mapped', '::ffff:127.0.0.1'],
  ['loopback, compatible', '::127.0.0.1'],
  ['loopback by NAT64', '64:ff9b::127.0.0.1'],
  ['private by a NAT64 of the own network', '64:ff9b:1::10.0.0.1'],
  ['private by 6to4', '2002:0a00:0001::1'],
  ['with a zone', 'fe80::1%eth0'],
  ['a network', '8.8.8.0/24'],
  ['a name', 'localhost'],
  ['no address', '127.1'],
])('%s is not public: %s', (_kind, text) => {
  expect(isPublicTarget(text)).toBe(false);
});

test.each([
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '::ffff:1.1.1.1',
  '64:ff9b::1.1.1.1',
  '2002:0101:0101::1',
])('%s is public', (text) => {
  expect(isPublicTarget(text)).toBe(true);
});

test("this machine's own addresses are not targets", () => {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  expect(own.length).toBeGreaterThan(0);
  for (const { address } of own) expect(isPublicTarget(address)).toBe(false);
});

test('an IPv4 address is as public within IPv6 as it is alone', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const hex = address
        .split('.')
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('');
      const isPublic = isPublicTarget(address);
      expect(isPublicTarget(`::ffff:${address}`)).toBe(isPublic);
      expect(isPublicTarget(`64:ff9b::${address}`)).toBe(isPublic);
      expect(isPublicTarget(`2002:${hex.slice(0, 4)}:${hex.slice(4)}::1`)).toBe(isPublic);
    }),
  );
});
