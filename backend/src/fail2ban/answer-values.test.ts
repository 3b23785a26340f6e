import { describe, expect, test } from 'vitest';
import {
  toBannedAddresses,
  toDatePattern,
  toFlag,
  toMatches,
  toNumberOrNull,
  toPairs,
  toTexts,
} from './answer-values.ts';

describe('lines of bans', () => {
  const localSeconds = (...parts: [number, number, number, number, number, number]) =>
    new Date(...parts).getTime() / 1000;

  test('with an end, for ever, and of what is no address', () => {
    const lines = [
      '192.0.2.1 \t2026-01-31 10:00:00 + 3600 = 2026-01-31 11:00:00',
      '2001:db8::/32 \t2026-07-01 23:59:59 + -1 = 9999-12-31 23:59:59',
      'some user \t2026-01-31 10:00:00 + 60 = 2026-01-31 10:01:00',
    ];
    expect(toBannedAddresses(lines)).toEqual([
      { address: '192.0.2.1', bannedAt: localSeconds(2026, 0, 31, 10, 0, 0), durationSeconds: 3600 },
      { address: '2001:db8::/32', bannedAt: localSeconds(2026, 6, 1, 23, 59, 59), durationSeconds: null },
      { address: 'some user', bannedAt: localSeconds(2026, 0, 31, 10, 0, 0), durationSeconds: 60 },
    ]);
  });

  test.each([[['192.0.2.1']], [[1]], [null]])('%j are none', (value) => {
    expect(toBannedAddresses(value)).toBeUndefined();
  });
});

test('flags come as booleans, as words, or not at all', () => {
  expect([true, false, null, 'true', 'off', 'Yes'].map(toFlag)).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
  expect(toFlag(2)).toBeUndefined();
});

test('numbers come as numbers, as text, or not at all', () => {
  expect([1.5, '600', null].map(toNumberOrNull)).toEqual([1.5, 600, null]);
  expect(['', '10m'].map(toNumberOrNull)).toEqual([undefined, undefined]);
});

test('journal matches are words that belong together', () => {
  expect(toMatches([['_SYSTEMD_UNIT=a', '_COMM=b'], 'c'])).toEqual(['_SYSTEMD_UNIT=a _COMM=b', 'c']);
});

test('a date pattern, or the note that there is none', () => {
  expect(toDatePattern(['%Y', 'Year'])).toBe('%Y');
  expect(toDatePattern([null, 'Default Detectors'])).toBeNull();
  expect(toDatePattern(null)).toBeNull();
});

test('what is of another kind is not guessed at', () => {
  expect(toTexts(['a', 1])).toBeUndefined();
  expect(toPairs([['a']])).toBeUndefined();
});
