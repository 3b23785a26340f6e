import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSteps, stepOf, stepsUpTo } from './steps';

describe('stepsUpTo', () => {
  it.each([
    [1, [1]],
    [2, [1]],
    [5, [1, 3]],
    [120, [1, 3, 10, 30, 100]],
    [999, [1, 10, 30, 100, 300]],
    [1_000, [1, 10, 100, 1_000]],
    [1_234_567, [1, 1_000, 10_000, 100_000, 1_000_000]],
  ])('divides values up to %d', (largest, steps) => {
    expect(stepsUpTo(largest, 1)).toEqual(steps);
  });

  it('divides shares in percent too', () => {
    expect(stepsUpTo(42, 0.1)).toEqual([0.1, 1, 3, 10, 30]);
  });

  it('never has more steps than colours, always rising, and each value is in one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        const [value, largest] = a < b ? [a, b] : [b, a];
        const steps = stepsUpTo(largest, 1);
        expect(steps.length).toBeLessThanOrEqual(mostSteps);
        expect(steps).toEqual(steps.toSorted((x, y) => x - y));
        expect(stepOf(value, steps)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('stepOf', () => {
  it('finds the step, and none for nothing', () => {
    const steps = [0.1, 1, 3];
    expect([0, 0.05, 0.1, 0.99, 1, 2.9, 3, 100].map((value) => stepOf(value, steps))).toEqual([
      -1, 0, 0, 0, 1, 1, 2, 2,
    ]);
  });
});
