import { describe, expect, test } from 'vitest';
import {
  checkActionName,
  checkAddress,
  checkBanned,
  checkJailName,
  checkLogLevel,
  checkThreshold,
} from './arguments.ts';

const refused = expect.objectContaining({ name: 'Fail2banError', code: 'fail2ban_invalid_argument' });

describe('jail names', () => {
  test.each(['sshd', 'sshd-ddos.v2', 'my web jail', 'jäil', 'a,b', '[x]', '"q"', 'x'.repeat(200)])(
    '%s',
    (name) => {
      expect(checkJailName(name)).toBe(name);
    },
  );

  test.each([
    '',
    ' ',
    ' sshd',
    '--all',
    '-x',
    'a\nb',
    'a\0b',
    'a\x7f',
    '\ud800',
    'dbfile',
    'loglevel',
    'x'.repeat(201),
  ])('not %j', (name) => {
    expect(() => checkJailName(name)).toThrow(refused);
  });
});

test('action names may be words of fail2ban', () => {
  expect(checkActionName('loglevel')).toBe('loglevel');
  expect(() => checkActionName('--all')).toThrow(refused);
});

test('addresses become canonical', () => {
  expect(checkAddress('192.0.2.77/24')).toBe('192.0.2.0/24');
  expect(checkAddress('2001:DB8::1')).toBe('2001:db8::1');
});

test.each(['garbage', '', '--all', '0.0.0.0/0', '::/0', '192.0.2.1 ', 'example.org'])(
  '%j is no address',
  (text) => {
    expect(() => checkAddress(text)).toThrow(refused);
  },
);

test.each([
  ['bantime', -1],
  ['bantime', 1],
  ['bantime', 3_155_760_000],
  ['findtime', 1],
  ['maxretry', 1_000_000],
] as const)('%s may be %d', (threshold, value) => {
  expect(checkThreshold(threshold, value)).toBe(String(value));
});

test.each([
  ['bantime', 0],
  ['bantime', -2],
  ['bantime', 1.5],
  ['bantime', 3_155_760_001],
  ['findtime', -1],
  ['findtime', Number.NaN],
  ['maxretry', 0],
  ['maxretry', -1],
  ['maxretry', 1_000_001],
] as const)('%s may not be %d', (threshold, value) => {
  expect(() => checkThreshold(threshold, value)).toThrow(refused);
});

test('log levels are known words in any case', () => {
  expect(checkLogLevel('debug')).toBe('DEBUG');
  expect(() => checkLogLevel('LOUD')).toThrow(refused);
});

test('whatever fail2ban lists as banned can be named for its release', () => {
  expect(checkBanned('2001:DB8::1')).toBe('2001:db8::1');
  expect(checkBanned('scanner.example')).toBe('scanner.example');
});

test.each(['', '--all', 'two words', 'line\nbreak', 'x'.repeat(300)])('%j is nothing banned', (text) => {
  expect(() => checkBanned(text)).toThrow(refused);
});
