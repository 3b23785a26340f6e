import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks, valueTicks } from './plot-scale';

describe('valueTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 5, 10]],
    [100, [0, 50, 100]],
    [1_234, [0, 500, 1_000, 1_500]],
  ])('draws %d up to a round value', (most, ticks) => {
    expect(valueTicks(most)).toEqual(ticks);
  });

  it('always covers the highest value with a handful of whole steps', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000_000 }), (most) => {
        const ticks = valueTicks(most);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(4);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('timeTicks', () => {
  const noon = new Date(2026, 10, 20, 12, 30).getTime() / 1000;

  it('stands on full hours of the local clock', () => {
    const hours = timeTicks(noon, noon + 86_400, 6).map((at) => new Date(at * 1000).getHours());
    expect(hours).toEqual([18, 0, 6, 12]);
  });

  it('stands on local midnights, a change of the clock between them or not', () => {
    const week = timeTicks(new Date(2026, 9, 20).getTime() / 1000, noon, 24);
    expect(new Set(week.map((at) => new Date(at * 1000).getHours()))).toEqual(new Set([0]));
    expect(week).toHaveLength(32);
  });
});
