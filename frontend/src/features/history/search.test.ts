import { describe, expect, it } from 'vitest';
import {
  filterOf,
  fromTheStart,
  type HistorySearch,
  isFiltered,
  readHistorySearch,
  withFilter,
} from './search';

describe('readHistorySearch', () => {
  it('takes every filter, the range and the place in the list', () => {
    const search = {
      address: '203.0.113.7',
      jail: 'web login',
      country: 'de',
      origin: 'manual',
      asn: '3320',
      text: 'Failed password',
      range: '7d',
      split: 'jail',
      cursor: 'x',
      page: '3',
    };
    expect(readHistorySearch(search)).toEqual({ ...search, country: 'DE', asn: 3320, page: 3 });
  });

  it('takes an operator as it is mostly written', () => {
    expect(readHistorySearch({ asn: 'AS64496' })).toEqual({ asn: 64_496 });
    expect(readHistorySearch({ asn: '0' })).toEqual({ asn: 0 });
  });

  it.each([
    [{ country: 'Germany' }],
    [{ country: ['DE'] }],
    [{ origin: 'elsewhere' }],
    [{ asn: '4294967296' }],
    [{ asn: 'AS' }],
    [{ asn: '-1' }],
    [{ text: 'x'.repeat(201) }],
    [{ address: '' }],
    [{ anything: 'else' }],
  ])('drops %j', (search) => {
    expect(readHistorySearch(search)).toEqual({});
  });
});

describe('filterOf', () => {
  it('tells the server the filters only', () => {
    expect(filterOf({ jail: 'sshd', range: '7d', cursor: 'x', page: 2, split: 'jail' })).toEqual({
      jail: 'sshd',
    });
  });

  it.each([
    ['203.', '203.0.0.0/8'],
    ['203.0.', '203.0.0.0/16'],
    ['203.0.113.', '203.0.113.0/24'],
    ['203.0.113', '203.0.113'],
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['host.example.', 'host.example.'],
  ])('asks for %s as %s', (address, asked) => {
    expect(filterOf({ address })).toEqual({ address: asked });
  });
});

describe('a changed filter', () => {
  const search: HistorySearch = { jail: 'sshd', range: '7d', cursor: 'x', page: 2 };

  it('begins at the first page and keeps the rest', () => {
    expect(withFilter(search, 'asn', 0)).toEqual({ jail: 'sshd', range: '7d', asn: 0 });
    expect(withFilter(search, 'jail', '')).toEqual({ range: '7d' });
    expect(fromTheStart(search)).toEqual({ jail: 'sshd', range: '7d' });
  });

  it('tells whether there is any', () => {
    expect(isFiltered(search)).toBe(true);
    expect(isFiltered({ range: '7d', split: 'jail' })).toBe(false);
  });
});
