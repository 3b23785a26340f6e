import { expect, test } from 'vitest';
import { createLogClock } from './log-clock.ts';

const now = 1_000_000;
const times = (...written: (number | null)[]) => {
  const clock = createLogClock(now);
  return written.map((at) => clock.take(at));
};

test('lines in order happen when they say', () => {
  expect(times(100, 200, 5_000)).toEqual([100, 200, 5_000]);
});

test('a line up to a minute late is believed, a later one happens now', () => {
  expect(times(1_000, 940, 939)).toEqual([1_000, 940, 1_000]);
});

test('a line from the future happens now and moves no clock', () => {
  expect(times(1_000, now + 61, 1_010)).toEqual([1_000, 1_000, 1_010]);
});

test('a line without a time happens now, or at no known time before the first', () => {
  expect(times(null, 1_000, null)).toEqual([null, 1_000, 1_000]);
});
