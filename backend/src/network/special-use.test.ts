import { expect, test } from 'vitest';
import { type Address, parseAddress } from './address.ts';
import { specialUseOf } from './special-use.ts';

test.each([
  ['203.0.113.7', 'documentation'],
  ['2001:db8:1::/48', 'documentation'],
  ['192.168.1.1', 'private'],
  ['127.0.0.1', 'loopback'],
  ['100.64.0.1', 'carrierGradeNat'],
  ['fe80::1', 'linkLocal'],
  ['fd00::1', 'uniqueLocal'],
  ['ff02::1', 'multicast'],
  ['193.99.144.80', null],
  ['2a02:2e0::1', null],
])('%s is %s', (text, use) => {
  expect(specialUseOf(parseAddress(text) as Address)).toBe(use);
});
