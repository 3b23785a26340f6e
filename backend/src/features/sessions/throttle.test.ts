import { expect, test } from 'vitest';
import { createThrottle } from './throttle.ts';

function throttleAt(time = { seconds: 0 }) {
  const throttle = createThrottle({ freeFailures: 2, longestWaitSeconds: 60, now: () => time.seconds });
  const fail = (times: number, key = 'a') => {
    for (let count = 0; count < times; count += 1) throttle.recordFailure(key);
  };
  return { throttle, time, fail };
}

test('the first failures cost no wait, each further one doubles it up to the longest', () => {
  const { throttle, fail } = throttleAt();
  const waits = Array.from({ length: 10 }, () => {
    fail(1);
    return throttle.waitSeconds('a');
  });
  expect(waits).toEqual([0, 0, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('the wait runs from the last failure and ends', () => {
  const { throttle, time, fail } = throttleAt();
  fail(4);
  time.seconds = 1.5;
  expect(throttle.waitSeconds('a')).toBe(3);
  time.seconds = 4;
  expect(throttle.waitSeconds('a')).toBe(0);
  fail(1);
  expect(throttle.waitSeconds('a')).toBe(8);
});

test('keys are strangers to each other', () => {
  const { throttle, fail } = throttleAt();
  fail(5, 'a');
  expect(throttle.waitSeconds('b')).toBe(0);
});

test('success forgets, and so does ten times the longest wait', () => {
  const { throttle, time, fail } = throttleAt();
  fail(5);
  throttle.forget('a');
  fail(1);
  expect(throttle.waitSeconds('a')).toBe(0);
  fail(5);
  time.seconds += 601;
  fail(2);
  expect(throttle.waitSeconds('a')).toBe(0);
  fail(1);
  expect(throttle.waitSeconds('a')).toBe(2);
});

test('an attack from very many addresses costs bounded memory, and the newest are kept', () => {
  const { throttle, fail } = throttleAt();
  fail(3, 'first');
  for (let count = 0; count < 50_000; count += 1) fail(1, `key ${count}`);
  fail(3, 'last');
  expect(throttle.waitSeconds('first')).toBe(0);
  expect(throttle.waitSeconds('last')).toBe(2);
});
