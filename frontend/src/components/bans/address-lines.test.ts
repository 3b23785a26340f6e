import { describe, expect, it } from 'vitest';
import { readAddressLines } from './address-lines';

describe('readAddressLines', () => {
  it('reads lines, commas and spaces, each address once', () => {
    const read = readAddressLines('203.0.113.7\n203.0.113.8, 2001:DB8::1;203.0.113.7\n\n 198.51.100.0/24 ');
    expect(read).toEqual({
      addresses: ['203.0.113.7', '203.0.113.8', '2001:db8::1', '198.51.100.0/24'],
      networks: 1,
      mistakes: [],
      widened: [],
    });
  });

  it('says which line is wrong, and why', () => {
    expect(readAddressLines('203.0.113.7\nlocalhost\n10.0.0.0/4 1.2.3.4/40').mistakes).toEqual([
      { line: 2, text: 'localhost', problem: 'not_an_address' },
      { line: 3, text: '10.0.0.0/4', problem: 'network_too_large' },
      { line: 3, text: '1.2.3.4/40', problem: 'bad_prefix' },
    ]);
  });

  it('says what a network written with host bits means', () => {
    expect(readAddressLines('203.0.113.9/24').widened).toEqual([
      { text: '203.0.113.9/24', meaning: '203.0.113.0/24' },
    ]);
  });
});
