import { describe, expect, it } from 'vitest';
import { readMapSearch } from './search';

describe('readMapSearch', () => {
  it('takes what it knows', () => {
    const search = { range: '7d', measure: 'share', country: 'DE', view: 'table' };
    expect(readMapSearch(search)).toEqual(search);
    expect(readMapSearch({ country: 'none' })).toEqual({ country: 'none' });
    expect(readMapSearch({ country: 'de' })).toEqual({ country: 'DE' });
  });

  it.each([
    { measure: 'toString' },
    { country: 'Germany' },
    { country: '<b' },
    { country: '' },
    { country: 7 },
    { view: 'globe' },
  ])('drops %j', (search) => {
    expect(readMapSearch(search)).toEqual({});
  });
});
