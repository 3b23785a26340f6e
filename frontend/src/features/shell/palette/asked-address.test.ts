import { describe, expect, it } from 'vitest';
import { askedAddress } from './asked-address';

describe('askedAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['  203.0.113.7\n', '203.0.113.7'],
    ['203.0.113.7:5123', '203.0.113.7'],
    ['"203.0.113.7",', '203.0.113.7'],
    ['(203.0.113.7).', '203.0.113.7'],
    ['203.0.113.9/24', '203.0.113.0/24'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:22', '2001:db8::1'],
    ['<2001:db8::/32>', '2001:db8::/32'],
    ['Mail.Example.com', 'mail.example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('reads %j as %s', (text, address) => {
    expect(askedAddress(text)).toBe(address);
  });

  it.each([
    '',
    ' ',
    '203.0.113.',
    '203.0.113',
    '203.0.113.7:port',
    '[2001:db8::1',
    'sshd',
    'two words.example',
    '<script>.example',
    '-a.example',
    `${'a.'.repeat(200)}example`,
  ])('finds none in %j', (text) => {
    expect(askedAddress(text)).toBeNull();
  });
});
