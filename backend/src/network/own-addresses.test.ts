import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { defaultGateways, ipv4Gateways, ipv6Gateways, nameServers, ownAddresses } from './own-addresses.ts';

test('this machine has at least its loopback address', () => {
  expect(ownAddresses().map(({ text }) => text)).toContain('127.0.0.1');
});

test('the gateways are those that the system itself names', () => {
  const routes = execFileSync('ip', ['route', 'show', 'default'], { encoding: 'utf8' });
  const named = [...routes.matchAll(/via (\S+)/g)].map(([, gateway]) => gateway);
  const found = defaultGateways().filter(({ family }) => family === 4);
  expect(found.map(({ text }) => text)).toEqual(named);
});

test('an IPv4 gateway is written in the byte order of the machine', () => {
  const rows = [
    ['Iface', 'Destination', 'Gateway', 'Flags'],
    ['eth0', '00000000', '010011AC', '0003'],
    ['eth0', '000011AC', '00000000', '0001'],
    ['tun0', '00000000', '00000000', '0001'],
    [''],
  ];
  expect(ipv4Gateways(rows)).toEqual(['172.17.0.1']);
});

test('an IPv6 gateway is the next hop of a default route', () => {
  const zero = '0'.repeat(32);
  const router = 'fe800000000000000000000000000001';
  const rows = [
    [zero, '00', zero, '00', router, '00000400'],
    [router, '80', zero, '00', zero, '00000000'],
    [zero, '00', zero, '00', zero, '00000400'],
    [''],
  ];
  expect(ipv6Gateways(rows)).toEqual(['fe80:0000:0000:0000:0000:0000:0000:0001']);
});

test('name servers are read from resolv.conf, with or without an interface', () => {
  const rows = [
    ['#', 'nameserver', '192.0.2.1'],
    ['search', 'lan'],
    ['nameserver', '192.0.2.53'],
    ['nameserver', 'fe80::1%eth0'],
    [''],
  ];
  expect(nameServers(rows)).toEqual(['192.0.2.53', 'fe80::1']);
});
