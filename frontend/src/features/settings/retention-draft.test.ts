import { describe, expect, it } from 'vitest';
import { deletedBy, draftOf, readDraft } from './retention-draft';

describe('readDraft', () => {
  it.each([
    [{ days: null, events: null }],
    [{ days: 30, events: null }],
    [{ days: null, events: 5_000 }],
    [{ days: 36_500, events: 1_000_000_000 }],
  ])('reads %j from its own form', (retention) => {
    expect(readDraft(draftOf(retention))).toEqual(retention);
  });

  it.each(['', '0', '36501', '-5', '1.5', '1e3', 'many'])('finds no number of days in %j', (days) => {
    const draft = { ...draftOf({ days: 30, events: null }), days };
    expect(readDraft(draft).days).toBeUndefined();
  });

  it('does not mind a wrong number in a rule that is off', () => {
    const draft = { ...draftOf({ days: null, events: null }), days: 'many' };
    expect(readDraft(draft)).toEqual({ days: null, events: null });
  });

  it('refuses to keep next to nothing', () => {
    const draft = { ...draftOf({ days: null, events: 5_000 }), events: '999' };
    expect(readDraft(draft).events).toBeUndefined();
  });
});

describe('deletedBy', () => {
  it('counts what lies beyond whichever rule reaches further', () => {
    expect(deletedBy({ days: 30, events: 1_000 }, 5_000, 200)).toBe(4_000);
    expect(deletedBy({ days: 30, events: 4_900 }, 5_000, 200)).toBe(200);
    expect(deletedBy({ days: 30, events: null }, 5_000, 200)).toBe(200);
  });

  it('is nothing where there is less than the rule allows', () => {
    expect(deletedBy({ days: null, events: 9_000 }, 5_000, 0)).toBe(0);
    expect(deletedBy({ days: null, events: null }, 5_000, 0)).toBe(0);
  });
});
