import { describe, expect, it } from 'vitest';
import { axisLabel, bucketInWords, labelledBuckets } from './bucket-words';

const local = (...parts: [number, number, number, number?, number?]) =>
  new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0).getTime() / 1000;

const hours = (count: number) => ({
  bucket: 'hour' as const,
  starts: Array.from({ length: count }, (_, hour) => local(2026, 6, 10, hour)),
  to: local(2026, 6, 10, count),
});

describe('bucketInWords', () => {
  it('says an hour by its two ends', () => {
    const words = bucketInWords(hours(24), 14, 'en-GB');
    expect(words).toContain('10 Jun');
    expect(words).toContain('14:00');
    expect(words).toContain('15:00');
  });

  it('says the last bucket by the end of the timeline', () => {
    expect(bucketInWords(hours(24), 22, 'en-GB')).toContain('23:00');
  });

  it('says a day, a week up to its last day, and a month', () => {
    const day = { bucket: 'day' as const, starts: [local(2026, 6, 10)], to: local(2026, 6, 11) };
    expect(bucketInWords(day, 0, 'en-GB')).toBe('Wed, 10 Jun 2026');
    const week = { bucket: 'week' as const, starts: [local(2026, 6, 8)], to: local(2026, 6, 15) };
    expect(bucketInWords(week, 0, 'en-GB')).toMatch(/8.*14/);
    const month = { bucket: 'month' as const, starts: [local(2026, 6, 1)], to: local(2026, 7, 1) };
    expect(bucketInWords(month, 0, 'de')).toBe('Juni 2026');
  });
});

describe('axisLabel', () => {
  it('says the time of day, and the day where one begins', () => {
    expect(axisLabel('hour', local(2026, 6, 10, 14), 'en-GB')).toBe('14:00');
    expect(axisLabel('hour', local(2026, 6, 10), 'en-GB')).toBe('10 Jun');
    expect(axisLabel('week', local(2026, 6, 8), 'de')).toBe('8. Juni');
  });
});

describe('labelledBuckets', () => {
  it('labels every bucket where there is room', () => {
    expect(labelledBuckets(hours(4), 10)).toEqual([0, 1, 2, 3]);
  });

  it('labels round times of day where there is less', () => {
    expect(labelledBuckets(hours(24), 10)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(labelledBuckets(hours(24), 5)).toEqual([0, 6, 12, 18]);
  });

  it('labels every other day where even days are too many', () => {
    const days = hours(24 * 10);
    expect(labelledBuckets(days, 5)).toEqual([0, 48, 96, 144, 192]);
    const bucketsOfDays = {
      bucket: 'day' as const,
      starts: [1, 2, 3, 4, 5].map((day) => local(2026, 6, day)),
      to: 0,
    };
    expect(labelledBuckets(bucketsOfDays, 2)).toEqual([0, 3]);
  });
});
