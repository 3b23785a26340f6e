import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../network/address.ts';
import { nowhere, readNetwork } from './address-bytes.ts';
import { entryText } from './entry-text.ts';
import { createNetworkSlot } from './network-slot.ts';
import { createPrefixBuilder } from './prefixes.ts';

const slot = createNetworkSlot();

/** The canonical text of what was read; null where it is not all of the text. */
function read(text: string): string | null {
  const bytes = Buffer.from(text, 'latin1');
  if (readNetwork(bytes, 0, bytes.length, slot) !== bytes.length) return null;
  const builder = createPrefixBuilder(slot.family);
  builder.add(slot.words, slot.prefixLength);
  return entryText(builder.finish(), 0);
}

const part = fc.oneof(fc.constant(0), fc.constantFrom(0, 1, 0xffff), fc.nat(0xffff));
const groups = fc
  .array(part, { minLength: 8, maxLength: 8 })
  .map((parts) => parts.map((one) => one.toString(16)).join(':'));
const host = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  groups,
  fc.ipV4().map((text) => `::ffff:${text}`),
  fc.ipV4().map((text) => `2001:db8::${text}`),
);
const network = fc
  .tuple(host, fc.option(fc.nat(140)))
  .map(([text, length]) => text + (length === null ? '' : `/${length}`));

const fragment = fc.oneof(
  fc.constantFrom(...'0123456789abcdefABCDEFgx:./% -'),
  fc.constantFrom(
    '::',
    ':::',
    '..',
    '//',
    '/',
    '/0',
    '/08',
    '/032',
    '/128',
    '00',
    '256',
    '::1.2.3.4',
    'fffff',
    ':ffff:',
  ),
);
const mutation = fc.record({ at: fc.nat(60), removed: fc.nat(3), inserted: fragment });
const mutated = fc
  .tuple(network, fc.array(mutation, { maxLength: 4 }))
  .map(([text, mutations]) =>
    mutations.reduce(
      (rest, { at, removed, inserted }) => rest.slice(0, at) + inserted + rest.slice(at + removed),
      text,
    ),
  );

test('any text is read from bytes as from a string, canonical text and all', () => {
  fc.assert(
    fc.property(fc.oneof(network, mutated), (text) => {
      expect(read(text), text).toBe(parseAddress(text)?.text ?? null);
    }),
    { numRuns: 10_000 },
  );
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.77/24', '192.0.2.0/24'],
  ['255.255.255.255/32', '255.255.255.255'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['::ffff:192.0.2.77/120', '192.0.2.0/24'],
  ['::ffff:0:0/95', '::fffe:0:0/95'],
  ['::', '::'],
  ['::192.0.2.1', '::192.0.2.1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:0:2:0:3:0:4:0', '1:0:2:0:3:0:4:0'],
  ['2001:DB8::/32', '2001:db8::/32'],
])('%s is %s', (text, canonical) => {
  expect(read(text)).toBe(canonical);
});

test.each([
  '',
  '1.2.3',
  '01.2.3.4',
  '1.2.3.256',
  '1.2.3.4/33',
  '1.2.3.4/',
  '::1/129',
  '1:2:3:4:5:6:7::8',
  ':1::',
])('%j is nothing', (text) => {
  expect(read(text)).toBeNull();
});

test('nothing is read beyond the end, whatever follows there', () => {
  const bytes = Buffer.from('192.0.2.123/24');
  expect(readNetwork(bytes, 0, '192.0.2.12'.length, slot)).toBe('192.0.2.12'.length);
  expect(slot.words[0]! & 0xff).toBe(12);
  expect(readNetwork(bytes, 0, '192.0.2.'.length, slot)).toBe(nowhere);
  expect(readNetwork(bytes, 0, '192.0.2.123/2'.length, slot)).toBe('192.0.2.123/2'.length);
  expect(slot.prefixLength).toBe(2);
});
