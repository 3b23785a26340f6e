import { expect, it } from 'vitest';
import { readRegexLabSearch } from './search';

it('keeps what a link to a view holds', () => {
  const search = {
    jail: 'sshd',
    filter: 'sshd[mode=aggressive]',
    log: '/var/log/auth.log',
    newest: '500',
    run: '0e6e6f6c-5dbb-4b4c-9d0e-2f3a5d6b7c8d',
    view: 'missed',
    of: 'failregex.3',
  };
  expect(readRegexLabSearch(search)).toEqual({ ...search, newest: 500 });
});

it('drops what it does not know', () => {
  const search = { jail: 7, newest: '-1', run: '../auth/session', view: 'most', of: 'failregex', other: 'x' };
  expect(readRegexLabSearch(search)).toEqual({});
});
