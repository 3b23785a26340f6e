import { describe, expect, it } from 'vitest';
import { firstChoice, presetsUpTo, secondsOf } from './duration-choice';

const hour = 3_600;
const forever = Number.POSITIVE_INFINITY;

describe('the duration of a ban', () => {
  it('is offered up to what the jail keeps', () => {
    expect(presetsUpTo(hour)).toEqual(['600']);
    expect(presetsUpTo(120)).toEqual([]);
    expect(presetsUpTo(forever)).toHaveLength(5);
  });

  it('starts with the jail’s own, and with a day for bans by hand', () => {
    expect(firstChoice(false, hour).choice).toBe('jail');
    expect(firstChoice(true, forever).choice).toBe('86400');
    expect(firstChoice(true, hour).choice).toBe('jail');
  });

  it.each([
    ['45m', hour, 2_700],
    ['2h', hour, 'too_long'],
    ['-1', hour, 'too_long'],
    ['-1', forever, undefined],
    ['0', forever, 'invalid'],
    ['soon', forever, 'invalid'],
  ])('reads %s in a jail of %s seconds as %s', (words, longest, seconds) => {
    expect(secondsOf({ choice: 'other', words }, longest)).toBe(seconds);
  });
});
