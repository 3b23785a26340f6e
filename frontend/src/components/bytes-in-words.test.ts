import { describe, expect, it } from 'vitest';
import { bytesInWords } from './bytes-in-words';

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
