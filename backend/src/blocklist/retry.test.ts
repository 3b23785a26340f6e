import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfter, pauseAfter } from './retry.ts';

const now = Date.UTC(2026, 10, 25);
const timings = { backOffMs: 1_000, longestBackOffMs: 30_000 };

test('seconds to wait are read, however many', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (seconds) => {
      expect(parseRetryAfter(String(seconds), now)).toBe(seconds * 1_000);
    }),
  );
});

test('a date to wait for is read, one in the past as no wait', () => {
  const dates = fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      const second = Math.floor(date.getTime() / 1_000) * 1_000;
      expect(parseRetryAfter(date.toUTCString(), now)).toBe(Math.max(0, second - now));
    }),
  );
});

test.each([undefined, '', '-1', '1.5', '1e3', 'soon', '2026-11-25', 'Wed, 99 Foo 2026 00:00:00 GMT'])(
  '%j is no Retry-After',
  (value) => {
    expect(parseRetryAfter(value, now)).toBeNull();
  },
);

test('whatever a server asks for, it is nothing or a finite time that is not negative', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const wait = parseRetryAfter(value, now) ?? 0;
      expect(Number.isFinite(wait) && wait >= 0).toBe(true);
    }),
  );
});

test('a pause is by chance, below a bound that doubles up to the longest, on top of what the server asks for', () => {
  const bounds = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
  const asked = fc.option(fc.nat(100_000));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: bounds.length }), asked, (attempt, retryAfterMs) => {
      const pause = pauseAfter(attempt, retryAfterMs, timings) - (retryAfterMs ?? 0);
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(bounds[attempt - 1]!);
    }),
  );
});
