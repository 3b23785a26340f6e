import { describe, expect, it } from 'vitest';
import { bucketAt, rangeOfDrag } from './drag-range';

const box = { left: 100, width: 200 };

describe('bucketAt', () => {
  it('finds the bucket below the pointer, and the nearest beside the plot', () => {
    expect(bucketAt(100, box, 10)).toBe(0);
    expect(bucketAt(219.9, box, 10)).toBe(5);
    expect(bucketAt(300, box, 10)).toBe(9);
    expect(bucketAt(20, box, 10)).toBe(0);
    expect(bucketAt(999, box, 10)).toBe(9);
  });
});

describe('rangeOfDrag', () => {
  it('covers the same buckets in both directions', () => {
    expect(rangeOfDrag(130, 230, box, 10)).toEqual({ first: 1, last: 6 });
    expect(rangeOfDrag(230, 130, box, 10)).toEqual({ first: 1, last: 6 });
  });

  it('can cover a single bucket', () => {
    expect(rangeOfDrag(141, 155, box, 10)).toEqual({ first: 2, last: 2 });
  });

  it('is nothing while the pointer only trembles', () => {
    expect(rangeOfDrag(139, 142, box, 10)).toBeNull();
  });
});
