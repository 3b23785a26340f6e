import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, writeDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    ['600', 600],
    ['10m', 600],
    ['10 min', 600],
    ['1h30m', 5_400],
    ['1d 12h', 129_600],
    ['1d+12h', 129_600],
    ['2 weeks', 1_209_600],
    ['1mo', 2_629_800],
    ['6 months', 15_778_800],
    ['1year', 31_557_600],
    ['0.5h', 1_800],
    ['  5M ', 300],
    ['-1', -1],
  ])('reads %s as fail2ban does', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', ' ', 'm', '10 parsecs', '-2', '1h-30m', '10m; rm', '1e9', 'ten minutes', '1..5h'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

describe('writeDuration', () => {
  it.each([
    [600, '10m'],
    [129_600, '1d 12h'],
    [604_800, '1w'],
    [61, '1m 1s'],
    [0, '0s'],
    [-1, '-1'],
  ])('writes %d as %s', (seconds, text) => {
    expect(writeDuration(seconds)).toBe(text);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10_000_000_000 }),
        (seconds) => parseDuration(writeDuration(seconds)) === seconds,
      ),
    );
  });
});
