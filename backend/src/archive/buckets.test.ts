import { expect, test } from 'vitest';
import { bucketStarts, narrowestBucket } from './buckets.ts';

const at = (text: string) => Date.parse(text) / 1000;
const starts = (...given: Parameters<typeof bucketStarts>) =>
  bucketStarts(...given).starts.map((start) => new Date(start * 1000).toISOString().slice(0, 16));

test('a day in spring has 23 hours and one in autumn 25', () => {
  expect(starts('day', at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z'), 'Europe/Berlin')).toEqual([
    '2026-03-27T23:00',
    '2026-03-28T23:00',
    '2026-03-29T22:00',
  ]);
  expect(starts('hour', at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), 'Europe/Berlin')).toHaveLength(25);
});

test('days begin where the zone’s midnight is, also at half hours', () => {
  expect(starts('day', at('2026-01-01T12:00Z'), at('2026-01-01T13:00Z'), 'Asia/Kolkata')).toEqual([
    '2025-12-31T18:30',
  ]);
  expect(starts('hour', at('2026-01-01T12:00Z'), at('2026-01-01T12:10Z'), 'Asia/Kathmandu')).toEqual([
    '2026-01-01T11:15',
  ]);
});

test('a day that begins at one o’clock, as where clocks change at midnight, begins there', () => {
  expect(starts('day', at('2026-04-24T10:00Z'), at('2026-04-25T10:00Z'), 'Africa/Cairo')).toEqual([
    '2026-04-23T22:00',
    '2026-04-24T21:00',
  ]);
});

test('weeks begin on Monday and months on their first day', () => {
  expect(starts('week', at('2026-11-25T10:00Z'), at('2026-12-01T10:00Z'), 'UTC')).toEqual([
    '2026-11-23T00:00',
    '2026-11-30T00:00',
  ]);
  expect(starts('month', at('2026-01-31T23:30Z'), at('2026-02-28T23:30Z'), 'Europe/Berlin')).toEqual([
    '2026-01-31T23:00',
    '2026-02-28T23:00',
  ]);
});

test('six hours are told by the clock on the wall', () => {
  expect(starts('six_hours', at('2026-03-29T00:00Z'), at('2026-03-29T12:00Z'), 'Europe/Berlin')).toEqual([
    '2026-03-28T23:00',
    '2026-03-29T04:00',
    '2026-03-29T10:00',
  ]);
});

test.each([
  [3_600, 'minute'],
  [86_400, 'quarter_hour'],
  [7 * 86_400, 'six_hours'],
  [30 * 86_400, 'six_hours'],
  [365 * 86_400, 'week'],
  [3 * 365 * 86_400, 'month'],
])('%d seconds are cut into at most 120 bars', (seconds, bucket) => {
  expect(narrowestBucket(seconds)).toBe(bucket);
});

test('an unknown time zone is refused', () => {
  expect(() => bucketStarts('day', 0, 1, 'Mars/Olympus')).toThrow(RangeError);
});
