import { describe, expect, it } from 'vitest';
import { mapSize, world } from './world';

const codes = world.flatMap(({ code }) => (code === null ? [] : [code]));

describe('world', () => {
  it('shows each country once, by two letters', () => {
    expect(codes.filter((code, index) => !/^[A-Z]{2}$/.test(code) || codes.indexOf(code) !== index)).toEqual(
      [],
    );
  });

  it.each(['DE', 'US', 'CN', 'BR', 'XK', 'SG', 'HK', 'MT', 'RE'])('shows %s', (code) => {
    expect(codes).toContain(code);
  });

  it('has places that nobody has a code for, and draws them all the same', () => {
    const nameless = world.filter(({ code }) => code === null);
    expect(nameless.length).toBeGreaterThan(0);
    expect(nameless.every(({ outline }) => outline !== null && outline !== '')).toBe(true);
  });

  it('keeps every middle on the map', () => {
    const outside = world.filter(
      ({ middle: [x, y] }) => !(x >= 0 && x <= mapSize.width && y >= 0 && y <= mapSize.height),
    );
    expect(outside).toEqual([]);
  });
});
