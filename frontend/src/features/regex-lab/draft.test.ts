import { describe, expect, it } from 'vitest';
import { draftFrom, filterText, isComplete, linkOf, requestOf } from './draft';

const choices = {
  filters: ['apache-auth', 'sshd'],
  jails: [
    { name: 'ssh', filter: 'sshd[mode=aggressive]', logFiles: ['/var/log/auth.log'] },
    { name: 'journal', filter: 'sshd', logFiles: [] },
  ],
};

describe('draftFrom', () => {
  it('begins with the filter of a jail on its log', () => {
    const draft = draftFrom({ jail: 'ssh' }, choices);
    expect(requestOf(draft)).toEqual({
      filter: 'sshd[mode=aggressive]',
      log: { file: '/var/log/auth.log', newest: 10_000 },
    });
  });

  it('asks for lines where the jail has no log file', () => {
    expect(draftFrom({ jail: 'journal' }, choices)).toMatchObject({ logFrom: 'lines', filter: 'sshd' });
  });

  it('gives back what a link holds', () => {
    for (const search of [
      { filter: 'apache-auth', log: '/var/log/apache2/error.log' },
      { filter: 'sshd', log: '/var/log/auth.log', newest: 50 },
    ])
      expect(linkOf(draftFrom(search, choices))).toEqual(search);
  });
});

describe('isComplete', () => {
  it('wants a filter and a log', () => {
    const draft = draftFrom({}, choices);
    expect(isComplete(draft)).toBe(false);
    expect(isComplete({ ...draft, lines: 'a line' })).toBe(true);
    expect(isComplete({ ...draft, lines: 'a line', filterFrom: 'fields' })).toBe(false);
  });
});

describe('filterText', () => {
  const empty = { failregex: '', ignoreregex: '', prefregex: '', datepattern: '', maxlines: '' };

  it('writes each expression on a line of its own, and leaves out what is empty', () => {
    const fields = { ...empty, failregex: '^a <HOST>$\r\n\n  ^b <HOST>$  ', ignoreregex: '^c' };
    expect(filterText(fields)).toBe(
      '[INCLUDES]\nbefore = common.conf\n[Definition]\nfailregex = ^a <HOST>$\n  ^b <HOST>$\nignoreregex = ^c\n',
    );
  });

  it('lets no value begin a section or another key', () => {
    const text = filterText({ ...empty, failregex: '^a <HOST>$\n[INCLUDES]\nbefore = /etc/passwd' });
    expect(text.split('\n').filter((line) => /^\[|^before/.test(line))).toEqual([
      '[INCLUDES]',
      'before = common.conf',
      '[Definition]',
    ]);
  });
});
