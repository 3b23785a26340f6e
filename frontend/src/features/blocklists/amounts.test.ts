import { describe, expect, it } from 'vitest';
import { addressesInWords, millisecondsInWords } from './amounts';

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
