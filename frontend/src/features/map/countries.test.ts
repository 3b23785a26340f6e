import { describe, expect, it } from 'vitest';
import { countriesOf } from './countries';

const answer = {
  items: [
    { key: 'DE', bans: 60, addresses: 2 },
    { key: null, bans: 30, addresses: 30 },
    { key: 'NL', bans: 10, addresses: 8 },
  ],
  bans: 100,
  addresses: 40,
};

describe('countriesOf', () => {
  it('sorts by the chosen measure, and keeps the unknown apart', () => {
    expect(countriesOf(answer, 'bans').known.map(({ code }) => code)).toEqual(['DE', 'NL']);
    expect(countriesOf(answer, 'addresses').known.map(({ code }) => code)).toEqual(['NL', 'DE']);
    expect(countriesOf(answer, 'share').unknown).toEqual({ code: null, bans: 30, addresses: 30, share: 30 });
  });

  it('has shares of all bans, those of unknown countries too', () => {
    expect(countriesOf(answer, 'share').known.map(({ share }) => share)).toEqual([60, 10]);
  });

  it('is empty where nothing was banned', () => {
    const nothing = countriesOf({ items: [], bans: 0, addresses: 0 }, 'bans');
    expect(nothing).toMatchObject({ known: [], unknown: null, bans: 0 });
  });
});
