import { describe, expect, test } from 'vitest';
import { isEnabled, jailNames, readSettings, resolvedValue, settingsOf } from './settings.ts';

const texts = new Map([
  [
    'jail.conf',
    '[INCLUDES]\nbefore = paths-debian.conf\n[DEFAULT]\nbantime = 10m\nmaxretry = 5\nfilter = %(__name__)s[mode=%(mode)s]\nmode = normal\n[sshd]\nport = ssh\nlogpath = %(sshd_log)s\n[nginx]\nport = http\n',
  ],
  [
    'paths-debian.conf',
    '[INCLUDES]\nbefore = paths-common.conf\nafter = paths-overrides.local\n[DEFAULT]\nsyslog_authpriv = /var/log/auth.log\n',
  ],
  ['paths-common.conf', '[DEFAULT]\nsyslog_authpriv = /none\nsshd_log = %(syslog_authpriv)s\n'],
  ['jail.d/z.conf', '[sshd]\nenabled = true\n'],
  ['jail.local', '[DEFAULT]\nbantime = 1h\n'],
  ['jail.d/b.local', '[sshd]\nmaxretry = 3\n[own]\nenabled = yes\n'],
  ['jail.d/a.local', '[sshd]\nmaxretry = 4\n'],
  ['filter.d/sshd.conf', '[Definition]\nfailregex = x\n'],
]);
const settings = readSettings('jail', texts);
const of = (jail: string, key: string) => settingsOf(settings, jail).find((setting) => setting.key === key);

test('files are read in fail2ban’s order, with those they include', () => {
  expect(settings.files).toEqual([
    'paths-common.conf',
    'paths-debian.conf',
    'jail.conf',
    'jail.d/z.conf',
    'jail.local',
    'jail.d/a.local',
    'jail.d/b.local',
  ]);
});

describe('a setting', () => {
  test('names the line that says it, and what fail2ban’s own files say', () => {
    expect(of('sshd', 'maxretry')).toEqual({
      key: 'maxretry',
      value: '3',
      origin: { file: 'jail.d/b.local', line: 2, section: 'sshd' },
      stock: null,
    });
    expect(of('nginx', 'bantime')).toEqual({
      key: 'bantime',
      value: '1h',
      origin: { file: 'jail.local', line: 2, section: 'DEFAULT' },
      stock: { value: '10m', origin: { file: 'jail.conf', line: 4, section: 'DEFAULT' } },
    });
  });

  test('is resolved through its references', () => {
    expect(resolvedValue(settings, 'sshd', 'logpath')).toBe('/var/log/auth.log');
    expect(resolvedValue(settings, 'sshd', 'filter')).toBe('sshd[mode=normal]');
    expect(resolvedValue(settings, 'sshd', 'nothing')).toBeNull();
  });
});

test('jails are known whether enabled or not', () => {
  expect(jailNames(settings)).toEqual(['sshd', 'nginx', 'own']);
  expect(jailNames(settings).filter((jail) => isEnabled(settings, jail))).toEqual(['sshd', 'own']);
});

test('includes and references that go in circles come to an end', () => {
  const circles = readSettings(
    'jail',
    new Map([
      ['jail.conf', '[INCLUDES]\nbefore = a.conf\n[DEFAULT]\na = %(b)s\nb = %(a)s\n[x]\n'],
      ['a.conf', '[INCLUDES]\nbefore = jail.conf\nafter = a.conf\n'],
    ]),
  );
  expect(jailNames(circles)).toEqual(['x']);
  expect(resolvedValue(circles, 'x', 'a')).toContain('%(');
});
