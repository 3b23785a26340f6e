import { describe, expect, it } from 'vitest';
import { addressesInWords, bytesInWords, millisecondsInWords } from './amounts';

describe('bytesInWords', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1,023 B'],
    [1_024, '1 KiB'],
    [1_536, '1.5 KiB'],
    [67_108_864, '64 MiB'],
    [123_456_789_012, '115 GiB'],
  ])('writes %d as %s', (bytes, words) => {
    expect(bytesInWords(bytes, 'en')).toBe(words);
  });

  it('writes as the reader does', () => {
    expect(bytesInWords(1_536, 'de')).toBe('1,5 KiB');
  });
});

describe('millisecondsInWords', () => {
  it.each([
    [0, '0ms'],
    [340, '340ms'],
    [2_140, '2.1s'],
    [59_960, '1m 0s'],
    [72_400, '1m 12s'],
  ])('writes %d as %s', (milliseconds, words) => {
    expect(millisecondsInWords(milliseconds, 'en')).toBe(words);
  });
});

describe('addressesInWords', () => {
  it.each([
    [64_123, '64,123'],
    [614_000_000, '614 million'],
    [7.9e28, '7.9E28'],
  ])('writes %d as %s', (addresses, words) => {
    expect(addressesInWords(addresses, 'en')).toBe(words);
  });
});
