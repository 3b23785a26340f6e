import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['2001:DB8::7', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', 'unknown'],
  ['203.0.113.0/24', '203.0.113.0/24'],
  ['', ''],
])('a request from %s comes from %s', (ip, address) => {
  expect(clientAddress({ ip })).toBe(address);
});
