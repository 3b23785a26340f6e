import { describe, expect, it } from 'vitest';
import { amountOf } from './measure-words';

describe('amountOf', () => {
  it.each([
    [1_234, 'bans', '1,234'],
    [7, 'addresses', '7'],
    [0, 'share', '0%'],
    [0.01, 'share', '< 0.1%'],
    [0.3, 'share', '0.3%'],
    [9.96, 'share', '10%'],
    [42.4, 'share', '42%'],
    [100, 'share', '100%'],
  ] as const)('writes %d %s as %s', (value, measure, words) => {
    expect(amountOf(value, measure, 'en')).toBe(words);
  });
});
