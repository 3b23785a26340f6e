import { describe, expect, it } from 'vitest';
import { readAddressSearch, withoutDialog } from './search';

describe('readAddressSearch', () => {
  it('takes what it knows', () => {
    const search = { range: '7d', split: 'country', dialog: 'ban' };
    expect(readAddressSearch(search)).toEqual(search);
  });

  it.each([{ dialog: 'delete' }, { dialog: ['ban'] }, { split: 'toString' }, { range: '1d' }, { q: 'x' }])(
    'drops %j',
    (search) => {
      expect(readAddressSearch(search)).toEqual({});
    },
  );
});

describe('withoutDialog', () => {
  it('keeps the view', () => {
    expect(withoutDialog({ range: '7d', dialog: 'allow' })).toEqual({ range: '7d' });
  });
});
