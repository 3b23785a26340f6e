import { expect, test } from 'vitest';
import { plotTimeline } from './plot-timeline';

const counts = { failures: [1, 0, 2], bans: [0, 0, 1] };

test('ends where its last slot does, and sums up', () => {
  const timeline = { slotSeconds: 300, starts: [600, 900, 1_200], today: counts, proposed: counts };
  expect(plotTimeline(timeline, counts.failures)).toMatchObject({
    from: 600,
    to: 1_500,
    total: 3,
    bucket: 'minute',
    series: [{ counts: [1, 0, 2] }],
  });
});

test('wide slots are days and weeks', () => {
  const timeline = { starts: [], today: counts, proposed: counts };
  expect(plotTimeline({ ...timeline, slotSeconds: 86_400 }, []).bucket).toBe('day');
  expect(plotTimeline({ ...timeline, slotSeconds: 1_209_600 }, []).bucket).toBe('week');
});
