import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAddresses } from './find-addresses.ts';

const written = (text: string) => findAddresses(text).map((found) => found.written);

test.each([
  ['[sshd] Ban 192.0.2.1', ['192.0.2.1']],
  ['Unban 2001:db8::7.', ['2001:db8::7']],
  ['of 203.0.113.0/24, 2001:DB8::/32; again 203.0.113.0/24', ['203.0.113.0/24', '2001:DB8::/32']],
  ['from ::ffff:192.0.2.1: refused', ['::ffff:192.0.2.1']],
  ['to [2001:db8::1]:22', ['2001:db8::1']],
  ['ip=192.0.2.1;', ['192.0.2.1']],
])('in "%s"', (text, expected) => {
  expect(written(text)).toEqual(expected);
});

test.each([
  '2026-11-25 02:17:01,123',
  'at 10:20:30',
  'version 1.0.2',
  '1.2.3.4.5',
  '300.1.1.1',
  'std::vector and ::',
  '192.0.2.1.example.org',
  'x192.0.2.1',
])('none in "%s"', (text) => {
  expect(written(text)).toEqual([]);
});

test('an address is found among any words', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6().filter((text) => text !== '::'),
  );
  fc.assert(
    fc.property(address, fc.stringMatching(/^[a-z]{0,9}$/), (text, word) => {
      expect(written(`${word} ${text} ${word}`)).toEqual([text]);
    }),
  );
});
