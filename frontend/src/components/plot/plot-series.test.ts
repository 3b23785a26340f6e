import { describe, expect, it } from 'vitest';
import type { HistoryTimeline } from '../../api/types';
import { type SeriesWords, seriesOf, sumsOf } from './plot-series';

const words: SeriesWords = {
  bans: 'Bans',
  unknown: 'Unknown',
  others: (count) => `${count} others`,
  nameOf: (split, key) => `${split} ${key}`,
};

const timeline = (changes: Partial<HistoryTimeline>): HistoryTimeline => ({
  bucket: 'hour',
  from: 0,
  to: 7200,
  starts: [0, 3600],
  series: [{ key: 'DE', total: 3, counts: [1, 2] }],
  others: null,
  total: 3,
  ...changes,
});

describe('seriesOf', () => {
  it('names a key by what it is', () => {
    expect(seriesOf(timeline({}), 'country', words)).toMatchObject([{ name: 'country DE', total: 3 }]);
  });

  it('calls what is not split just bans', () => {
    const whole = timeline({ series: [{ key: null, total: 3, counts: [1, 2] }] });
    expect(seriesOf(whole, 'none', words)).toMatchObject([{ name: 'Bans', color: 'var(--series-1)' }]);
  });

  it('keeps the colour of a key that changes its rank', () => {
    const of = (...keys: string[]) => {
      const series = keys.map((key) => ({ key, total: 1, counts: [1, 0] }));
      return seriesOf(timeline({ series }), 'jail', words).toSorted((a, b) => a.id.localeCompare(b.id));
    };
    const colors = of('sshd', 'nginx', 'postfix').map(({ color }) => color);
    expect(of('postfix', 'sshd', 'nginx').map(({ color }) => color)).toEqual(colors);
    expect(new Set(colors).size).toBe(3);
  });

  it('keeps the unknown and the rest apart from every key, in colours of their own', () => {
    const split = timeline({
      series: [
        { key: '', total: 3, counts: [1, 2] },
        { key: null, total: 2, counts: [2, 0] },
      ],
      others: { keys: 4, total: 5, counts: [0, 5] },
    });
    const series = seriesOf(split, 'jail', words);
    expect(series.map(({ name }) => name)).toEqual(['jail ', 'Unknown', '4 others']);
    expect(new Set(series.map(({ color }) => color)).size).toBe(3);
    expect(sumsOf(series, 2)).toEqual([3, 7]);
  });
});

describe('sumsOf', () => {
  it('counts nothing where no series is shown', () => {
    expect(sumsOf([], 2)).toEqual([0, 0]);
  });
});
