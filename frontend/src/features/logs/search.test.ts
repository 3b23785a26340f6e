import { expect, test } from 'vitest';
import { filterOf, readLogSearch, withFilter, withFollow, withoutFilters } from './search';

test('takes what it knows from the address bar and drops the rest', () => {
  const search = {
    level: 'WARNING',
    jail: 'sshd',
    address: '192.0.2.1',
    text: 'ban',
    follow: 'no',
    range: '24h',
  };
  expect(readLogSearch({ ...search, other: 'x' })).toEqual(search);
  expect(readLogSearch({ level: 'LOUD', jail: 7, text: 'x'.repeat(201), follow: 'yes' })).toEqual({});
});

test('what is asked of the server is the filter alone', () => {
  expect(filterOf({ level: 'ERROR', follow: 'no', range: '24h' })).toEqual({ level: 'ERROR' });
});

test('filters are set, removed and cleared', () => {
  expect(withFilter({ jail: 'sshd' }, 'level', 'ERROR')).toEqual({ jail: 'sshd', level: 'ERROR' });
  expect(withFilter({ jail: 'sshd' }, 'jail', null)).toEqual({});
  expect(withoutFilters({ jail: 'sshd', text: 'x', follow: 'no' })).toEqual({ follow: 'no' });
});

test('only not to follow is worth a word in the address bar', () => {
  expect(withFollow({ follow: 'no' }, true)).toEqual({});
  expect(withFollow({}, false)).toEqual({ follow: 'no' });
});
