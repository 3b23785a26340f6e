import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachSlot, encodeSlots, slotsPerMonth } from './slot-counts.ts';

function decode(bytes: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  eachSlot(bytes, (slot, count) => counts.set(slot, count));
  return counts;
}

const counts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: slotsPerMonth - 1 }), fc.integer({ min: 1, max: 2 ** 40 })))
  .map((pairs) => new Map(pairs));

test('what was written is read again', () => {
  fc.assert(
    fc.property(counts, (given) => {
      expect(decode(encodeSlots(given))).toEqual(given);
    }),
  );
});

test('a full month of one ban a quarter of an hour takes two bytes for each', () => {
  const full = new Map(Array.from({ length: slotsPerMonth }, (_, slot) => [slot, 1]));
  expect(encodeSlots(full)).toHaveLength(2 * slotsPerMonth);
});

test('damaged bytes are refused and never read beyond', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      try {
        expect([...decode(bytes).keys()].every((slot) => slot < slotsPerMonth)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
