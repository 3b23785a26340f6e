import { expect, test } from 'vitest';
import { readKernelListing } from './kernel-listing.ts';

const section = (name: string, ...lines: string[]) => [`[${name}]`, ...lines, `[end of ${name}]`].join('\n');
const table = (...items: object[]) =>
  section('nft', JSON.stringify({ nftables: [{ table: { family: 'inet', name: 'f2b-table' } }, ...items] }));

test('rules, members and tables are told apart by their sections', () => {
  const listing = readKernelListing(
    [
      'status=ok',
      section('iptables', '*filter', ':INPUT ACCEPT [0:0]', '-A INPUT -j f2b-sshd', 'COMMIT'),
      section('ip6tables'),
      section('ipset', 'create f2b-sshd hash:ip family inet', 'add f2b-sshd 192.0.2.1 timeout 0'),
      table({ set: { name: 'addr-set-sshd', elem: ['192.0.2.2'] } }),
    ].join('\n'),
  );
  expect(listing.rules).toEqual({ 4: ['-A INPUT -j f2b-sshd'], 6: [] });
  expect(listing.sets).toEqual(new Map([['f2b-sshd', ['192.0.2.1']]]));
  expect(listing.tables?.[0]?.sets.get('addr-set-sshd')).toEqual([
    { first: '192.0.2.2', last: null, prefixLength: null },
  ]);
});

test('elements of nftables are read in every form', () => {
  const elem = [
    { prefix: { addr: '198.51.100.0', len: 24 } },
    { range: ['192.0.2.1', '192.0.2.9'] },
    { elem: { val: '192.0.2.77', timeout: 600 } },
    { concat: ['192.0.2.1', 22] },
    7,
    null,
  ];
  const [read] = readKernelListing(table({ set: { name: 'set', elem } })).tables ?? [];
  expect(read?.sets.get('set')).toEqual([
    { first: '198.51.100.0', last: null, prefixLength: 24 },
    { first: '192.0.2.1', last: '192.0.2.9', prefixLength: null },
    { first: '192.0.2.77', last: null, prefixLength: null },
  ]);
});

test.each([
  '',
  'status=ok\n[iptables]\n-A INPUT -j ACCEPT',
  'status=ok\n[end of iptables]\n-A INPUT -j ACCEPT\n[iptables]',
  section('nft', 'not json'),
  section('nft', 'null'),
  '\0\uFFFD',
])('what is cut off or damaged counts as not listed: %j', (text) => {
  expect(readKernelListing(text)).toEqual({ rules: { 4: null, 6: null }, sets: null, tables: null });
});

test.each(['{}', '[]', '{"nftables":7}', '{"nftables":[null,7,{"set":null},{"rule":{"expr":7}}]}'])(
  'a table of an unexpected shape is an empty one: %s',
  (line) => {
    const [read] = readKernelListing(section('nft', line)).tables ?? [];
    expect(read?.sets.size).toBe(0);
  },
);
