import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBackOff } from './back-off.ts';
import { Fail2banError } from './errors.ts';

const error = new Fail2banError('fail2ban_refused', 'Nobody listens.');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** How long the pause that begins now lasts, in steps of 1 ms. */
function pauseLength(backOff: ReturnType<typeof createBackOff>): number {
  backOff.start(error);
  let length = 0;
  for (; backOff.recentError() !== undefined; length += 1) vi.advanceTimersByTime(1);
  return length;
}

test('a pause holds the error, doubles with each failure up to the longest, and starts over', () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const backOff = createBackOff(100, 500);
  expect(backOff.recentError()).toBeUndefined();
  expect(Array.from({ length: 5 }, () => pauseLength(backOff))).toEqual([100, 200, 400, 500, 500]);
  backOff.reset();
  expect(pauseLength(backOff)).toBe(100);
  backOff.start(error);
  expect(backOff.recentError()).toBe(error);
  backOff.reset();
  expect(backOff.recentError()).toBeUndefined();
});

test('chance shortens a pause by half at most', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  expect(pauseLength(createBackOff(100, 500))).toBe(50);
});
