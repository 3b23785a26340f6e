import { describe, expect, it } from 'vitest';
import { localMinute, readOwnRange } from './own-range';
import { windowOf } from './time-range';

describe('readOwnRange', () => {
  it('reads what it would write, in the reader’s time', () => {
    const from = Date.parse('2026-03-01T08:05:00') / 1000;
    const own = readOwnRange({ from: localMinute(from), to: localMinute(from + 3600) });
    expect('range' in own && windowOf(own.range, 0)).toEqual({ from, to: from + 3600 });
  });

  it.each([
    [
      { from: '', to: '2026-03-01T08:05' },
      { problem: 'missing', at: 'from' },
    ],
    [
      { from: '2026-03-01T08:05', to: '' },
      { problem: 'missing', at: 'to' },
    ],
    [
      { from: '1902-03-01T08:05', to: '2026-03-01T08:05' },
      { problem: 'missing', at: 'from' },
    ],
    [
      { from: '2026-03-01T08:05', to: '2026-03-01T08:05' },
      { problem: 'wrongOrder', at: 'to' },
    ],
    [
      { from: '2026-03-02T08:05', to: '2026-03-01T08:05' },
      { problem: 'wrongOrder', at: 'to' },
    ],
  ])('refuses %j', (texts, problem) => {
    expect(readOwnRange(texts)).toEqual(problem);
  });
});
