import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test('an empty one has no slots', () => {
  expect(createTimeline().read().starts).toEqual([]);
});

test('a quiet hour has its empty slots', () => {
  const timeline = createTimeline();
  timeline.add('todayBans', 7_200);
  timeline.add('proposedBans', 10_800);
  const { slotSeconds, starts, today, proposed } = timeline.read();
  expect(slotSeconds).toBe(60);
  expect(starts).toHaveLength(61);
  expect([today.bans[0], proposed.bans.at(-1)]).toEqual([1, 1]);
});

test('nothing is lost, in whatever order and however far apart it comes', () => {
  const milliseconds = fc.integer({ min: -1e13, max: 1e14 }).map((value) => value / 1000);
  const times = fc.array(milliseconds, { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(times, (all) => {
      const timeline = createTimeline();
      for (const at of all) timeline.add('todayFailures', at);
      const { starts, slotSeconds, today } = timeline.read();
      expect(starts.length).toBeLessThanOrEqual(400);
      expect(sum(today.failures)).toBe(all.length);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(starts[0] ?? Number.POSITIVE_INFINITY);
      expect(Math.max(...all)).toBeLessThan((starts.at(-1) ?? 0) + slotSeconds);
    }),
  );
});
