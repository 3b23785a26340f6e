import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { setOf, textsOf } from './slow-sets.ts';
import { specialNetworks } from './special-networks.ts';

function blockable(...texts: string[]): string[] {
  return textsOf(compile([setOf(...texts)], [{ reason: 'special_use', networks: specialNetworks }]).set);
}

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.0/10',
  '127.0.0.53',
  '169.254.169.254',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.0.0/16',
  '203.0.113.7',
  '224.0.0.251',
  '255.255.255.255',
  '::',
  '::1',
  '::192.168.0.1',
  '64:ff9b:1::1',
  '2001:2::1',
  '2001:db8::/32',
  '3fff::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
])('%s is never blocked', (text) => {
  expect(blockable(text)).toEqual([]);
});

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0/8',
  '100.63.255.255',
  '172.32.0.0',
  '192.0.0.9',
  '192.88.99.1',
  '223.255.255.255',
  '64:ff9b::808:808',
  '2001::1',
  '2001:4860:4860::8888',
  '2002:102:304::1',
  '2606:4700::/32',
])('%s can be blocked', (text) => {
  expect(blockable(text)).toEqual([text]);
});

test('a network around a special one is blocked but for that', () => {
  expect(blockable('192.168.0.0/15')).toEqual(['192.169.0.0/16']);
});
