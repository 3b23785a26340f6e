import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineLevels, parseLogLine } from './log-line.ts';

const at = (...parts: [number, number, number, number, number, number, number]) =>
  new Date(...parts).getTime();

test('the usual form', () => {
  const text =
    '2026-11-25 02:17:01,123 fail2ban.filter         [1234]: INFO    [sshd] Found 192.0.2.1 - 2026-11-25 02:17:00';
  expect(parseLogLine(text)).toEqual({
    atMs: at(2026, 10, 25, 2, 17, 1, 123),
    level: 'INFO',
    component: 'filter',
    jail: 'sshd',
    message: '[sshd] Found 192.0.2.1 - 2026-11-25 02:17:00',
  });
});

test.each([
  ['without padding', '2026-11-25 02:17:01,123 fail2ban.actions[7]: NOTICE [sshd] Ban 192.0.2.1'],
  ['without a time', 'fail2ban.actions        [7]: NOTICE  [sshd] Ban 192.0.2.1'],
  ['for debugging', ' 2026-11-25 02:17:01,123 7F3A2C7FE6C0 NOTIC [sshd] Ban 192.0.2.1'],
  ['for more debugging', ' +  131 7F3A2C7FE6C0 fail2ban.actions          NOTIC [sshd] Ban 192.0.2.1'],
])('the form %s', (_name, text) => {
  expect(parseLogLine(text)).toMatchObject({
    level: 'NOTICE',
    jail: 'sshd',
    message: '[sshd] Ban 192.0.2.1',
  });
});

test('every level is read as fail2ban itself writes it, in full and cut short', () => {
  const program = `
import logging
from fail2ban.helpers import getLogger, getVerbosityFormat
import fail2ban.server.server
for verbosity in (0, 2, 3):
    for padding in (True, False):
        formatter = logging.Formatter(getVerbosityFormat(verbosity, padding=padding))
        for number in (5, 7, 10, 20, 25, 30, 40, 50):
            print(formatter.format(logging.LogRecord("fail2ban.jail", number, "x", 1, "a word", (), None)))`;
  const run = spawnSync('/usr/bin/python3', ['-c', program], { encoding: 'utf8' });
  const lines = run.stdout.split('\n').filter((line) => line !== '');
  expect(run.stderr).toBe('');
  expect(lines).toHaveLength(3 * 2 * lineLevels.length);
  expect(lines.map((line) => parseLogLine(line)?.level)).toEqual(Array(6).fill(lineLevels).flat());
  expect(new Set(lines.map((line) => parseLogLine(line)?.message))).toEqual(new Set(['a word']));
});

test.each([
  ["Jail 'sshd' started", 'sshd'],
  ["Creating new jail 'web two'", 'web two'],
  ['[web two] Ban 192.0.2.1', 'web two'],
  ['Server ready', null],
  ['rollover performed on /var/log/fail2ban.log', null],
])('%s is about the jail %s', (message, jail) => {
  expect(parseLogLine(`fail2ban.jail [1]: INFO ${message}`)?.jail).toBe(jail);
});

test.each([
  'Traceback (most recent call last):',
  '  File "/usr/lib/python3/dist-packages/fail2ban/server/action.py", line 1, in execute',
  '2026-11-25 02:17:01,123 nginx [1]: INFO hello',
  '2026-13-45 02:17:01,123 fail2ban.filter [1]: INFO no such day',
  '2026-11-25 02:99:01,123 fail2ban.filter [1]: INFO no such minute',
  'fail2ban.filter [1]: LOUD hello',
  '',
])('is no beginning of a record: %s', (text) => {
  expect(parseLogLine(text)).toBeNull();
});

/** Of every kind of character, without the table of them all that takes a second to build. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0x1f600, max: 0x1f64f })))
  .map((codes) => String.fromCodePoint(...codes));

test('what fail2ban may say comes back as it was said', () => {
  const words = anyText.filter((text) => !/^ |\n/.test(text));
  const moment = fc.date({ min: new Date('1980-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.constantFrom(...lineLevels), words, (date, level, message) => {
      const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
      const written = local.replace('T', ' ').replace('.', ',').replace('Z', '');
      const line = parseLogLine(`${written} fail2ban.server         [1]: ${level.padEnd(7)} ${message}`);
      expect(line).toMatchObject({ level, message });
      expect(new Date(line?.atMs ?? 0).getMinutes()).toBe(date.getMinutes());
    }),
  );
});

test('no text breaks the reader', () => {
  fc.assert(fc.property(anyText, (text) => void parseLogLine(text)));
});
