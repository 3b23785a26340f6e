import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooWideToBan, parseAddress } from './address';

const textOf = (input: string) => {
  const parsed = parseAddress(input);
  return parsed.isValid ? parsed.text : parsed.problem;
};

describe('parseAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.9/24', '203.0.113.0/24'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['fe80:0:0:0:0:0:0:0/64', 'fe80::/64'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['10:0:0:0:0:0:0:10', '10::10'],
  ])('reads %s as %s', (input, text) => {
    expect(textOf(input)).toBe(text);
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    '1.2.3.4/8/8',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '12345::',
    'fe80::1%eth0',
  ])('refuses %j', (input) => {
    expect(textOf(input)).toBe('not_an_address');
  });

  it.each(['1.2.3.4/33', '1.2.3.4/', '::1/129', '1.2.3.4/x', '1.2.3.4/-1'])(
    'refuses the prefix of %s',
    (input) => {
      expect(textOf(input)).toBe('bad_prefix');
    },
  );

  it.each([
    ['10.0.0.0/7', true],
    ['0.0.0.0/0', true],
    ['10.0.0.0/8', false],
    ['2000::/23', true],
    ['2000::/24', false],
    ['203.0.113.7', false],
  ])('knows whether %s is too wide to ban', (input, isTooWide) => {
    const parsed = parseAddress(input);
    expect(parsed.isValid && isTooWideToBan(parsed)).toBe(isTooWide);
  });

  it('says when a network is written with host bits', () => {
    expect(parseAddress('203.0.113.9/24')).toMatchObject({ kind: 'network', hasHostBits: true });
    expect(parseAddress('203.0.113.0/24')).toMatchObject({ kind: 'network', hasHostBits: false });
  });

  it('reads every address, and its own spelling of it alike', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (input) => {
        const text = textOf(input);
        expect(text).not.toBe('not_an_address');
        expect(textOf(text)).toBe(text);
      }),
    );
  });
});
