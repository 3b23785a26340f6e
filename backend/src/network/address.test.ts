import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, addressSortKey, contains, overlaps, parseAddress } from './address.ts';

function parse(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new Error(`${text} is no address`);
  return address;
}

/** What fail2ban itself makes of the texts. */
function readByFail2ban(texts: string[]): string[] {
  const program =
    'import json,sys\nfrom fail2ban.server.ipdns import IPAddr\nprint(json.dumps([str(IPAddr(t)) for t in json.load(sys.stdin)]))';
  const run = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const part = fc.oneof(fc.constant(0), fc.constantFrom(0, 1, 0xffff), fc.nat(0xffff));
const ipv6FromParts = fc
  .array(part, { minLength: 8, maxLength: 8 })
  .map((parts) => parts.map((one) => one.toString(16)).join(':'));
const single = fc.oneof(fc.ipV4(), fc.ipV6(), ipv6FromParts);
const network = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })),
  fc.tuple(fc.oneof(fc.ipV6(), ipv6FromParts), fc.integer({ min: 1, max: 128 })),
);
const networkText = network.map(([host, prefixLength]) => `${host}/${prefixLength}`);
const address = fc.oneof(single, networkText).map(parse);

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.77/24', '192.0.2.0/24'],
  ['192.0.2.77/32', '192.0.2.77'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['2001:db8::ffff/32', '2001:db8::/32'],
  ['2001:db8::1/128', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1/120', '192.0.2.0/24'],
  ['::', '::'],
  ['::1', '::1'],
  ['::192.0.2.1', '::192.0.2.1'],
])('%s is %s', (text, canonical) => {
  expect(parse(text).text).toBe(canonical);
});

test.each([
  '',
  ' 1.2.3.4',
  '1.2.3.4 ',
  '1.2',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '0x1.2.3.4',
  '256.1.1.1',
  '16909060',
  '1.2.3.4/33',
  '1.2.3.4/',
  '1.2.3.4/-1',
  '1.2.3.4/08',
  '1.2.3.4/24/24',
  '1.2.3.4/255.255.255.0',
  '::1/129',
  '[::1]',
  'fe80::1%eth0',
  ':::',
  '12345::',
  'localhost',
  '1.2.3.4\n',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeNull();
});

test('addresses and networks read as fail2ban writes them', () => {
  const isMappedNetwork = (text: string) =>
    text.includes('/') && text.includes(':') && parse(text).family === 4;
  const texts = fc.sample(fc.oneof(single, networkText), 3000).filter((text) => !isMappedNetwork(text));
  const written = readByFail2ban(texts);
  for (const [index, text] of texts.entries()) expect(parse(text).text, text).toBe(written[index]);
});

describe('for any address', () => {
  const holds = (property: (one: Address, other: Address) => void) =>
    fc.assert(fc.property(address, address, property));

  test('the canonical text reads as itself', () => {
    holds((one) => {
      expect(parse(one.text)).toEqual(one);
    });
  });

  test('it contains itself and its own first address, and overlaps are mutual', () => {
    holds((one, other) => {
      const first = parse(one.text.replace(/\/\d+$/, ''));
      expect(contains(one, one)).toBe(true);
      expect(first.family !== one.family || contains(one, first)).toBe(true);
      expect(overlaps(one, other)).toBe(overlaps(other, one));
      expect(overlaps(one, other)).toBe(contains(one, other) || contains(other, one));
    });
  });

  test('sort keys order by family, number and size', () => {
    holds((one, other) => {
      const order =
        one.family - other.family ||
        Number(one.value - other.value > 0n) - Number(one.value - other.value < 0n) ||
        one.prefixLength - other.prefixLength;
      const [key, otherKey] = [addressSortKey(one), addressSortKey(other)];
      expect(Number(key > otherKey) - Number(key < otherKey)).toBe(Math.sign(order));
    });
  });
});

test('a network contains the addresses within and no others', () => {
  expect(contains(parse('10.0.0.0/8'), parse('10.255.255.255'))).toBe(true);
  expect(contains(parse('10.0.0.0/8'), parse('11.0.0.0'))).toBe(false);
  expect(contains(parse('10.0.0.0/8'), parse('0.0.0.0/0'))).toBe(false);
  expect(overlaps(parse('10.0.0.0/8'), parse('0.0.0.0/0'))).toBe(true);
  expect(contains(parse('::/0'), parse('10.0.0.1'))).toBe(false);
});
