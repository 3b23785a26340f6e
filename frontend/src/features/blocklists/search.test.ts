import { describe, expect, it } from 'vitest';
import { readBlocklistsSearch, tabOf, withoutDialog } from './search';

describe('the address bar of the blocklists', () => {
  it('keeps what it knows', () => {
    const search = { tab: 'feed', address: ' 203.0.113.7 ', dialog: 'add', edit: '7' };
    expect(readBlocklistsSearch(search)).toEqual({
      tab: 'feed',
      address: '203.0.113.7',
      dialog: 'add',
      edit: 7,
    });
  });

  it('drops what it does not', () => {
    expect(readBlocklistsSearch({ tab: 'x', address: 7, dialog: 'x', edit: '1.5', more: 'x' })).toEqual({});
  });

  it('opens the look-up for an address, the log for nothing', () => {
    expect(tabOf({ address: '203.0.113.7' })).toBe('check');
    expect(tabOf({ address: '203.0.113.7', tab: 'sets' })).toBe('sets');
    expect(tabOf({})).toBe('log');
  });

  it('closes a dialog without leaving the view', () => {
    expect(withoutDialog({ tab: 'sets', dialog: 'add', edit: 3 })).toEqual({ tab: 'sets' });
  });
});
