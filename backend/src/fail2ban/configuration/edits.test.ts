import { describe, expect, test } from 'vitest';
import { withSectionEdit } from './edits.ts';

const texts = new Map([
  ['jail.conf', '[DEFAULT]\nbantime = 10m\n[sshd]\nport = ssh\n'],
  ['jail.d/defaults-debian.conf', '[sshd]\nenabled = true\n'],
  ['jail.local', '[DEFAULT]\nbantime = 1h\n[sshd]\nmaxretry = 4\n'],
  ['jail.d/zzz.local', '[sshd]\nfindtime = 1d\n'],
]);

function changed(section: string, values: Record<string, string | null>, target: 'jail' | 'server' = 'jail') {
  const edited = withSectionEdit(texts, { target, section, values });
  return Object.fromEntries([...edited].filter(([path, text]) => texts.get(path) !== text));
}

describe('a setting is set', () => {
  test('where it is decided, if that is an own file', () => {
    expect(changed('sshd', { maxretry: '3' })).toEqual({
      'jail.local': '[DEFAULT]\nbantime = 1h\n[sshd]\nmaxretry = 3\n',
    });
    expect(changed('sshd', { findtime: '2d' })).toEqual({ 'jail.d/zzz.local': '[sshd]\nfindtime = 2d\n' });
  });

  test('else in a file of the jail’s own; never in a stock file', () => {
    expect(changed('sshd', { enabled: 'false', port: '2222' })).toEqual({
      'jail.d/sshd.local': '[sshd]\nenabled = false\nport = 2222\n',
    });
  });

  test('for a jail that overrides a default only for itself', () => {
    expect(changed('sshd', { bantime: '5m' })).toEqual({ 'jail.d/sshd.local': '[sshd]\nbantime = 5m\n' });
  });

  test('for all jails in jail.local, and for the server in fail2ban.local', () => {
    expect(changed('DEFAULT', { findtime: '1h' })).toEqual({
      'jail.local': '[DEFAULT]\nbantime = 1h\nfindtime = 1h\n[sshd]\nmaxretry = 4\n',
    });
    expect(changed('DEFAULT', { dbpurgeage: '7d' }, 'server')).toEqual({
      'fail2ban.local': '[DEFAULT]\ndbpurgeage = 7d\n',
    });
  });
});

test('a setting that is removed is gone from all own files, so that the stock value holds', () => {
  expect(changed('sshd', { maxretry: null, findtime: null })).toEqual({
    'jail.local': '[DEFAULT]\nbantime = 1h\n[sshd]\n',
    'jail.d/zzz.local': '[sshd]\n',
  });
});

test.each([
  ['sshd-ddos.v2', 'jail.d/sshd-ddos.v2.local'],
  ['../../evil', 'jail.local'],
  ['web, 2', 'jail.local'],
])('the jail %j has its settings in %s', (jail, path) => {
  expect(Object.keys(changed(jail, { enabled: 'true' }))).toEqual([path]);
});
