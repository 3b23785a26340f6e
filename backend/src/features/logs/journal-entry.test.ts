import { expect, test } from 'vitest';
import { parseJournalEntry } from './journal-entry.ts';

const entry = (fields: object) =>
  parseJournalEntry(
    JSON.stringify({ __CURSOR: 's=1;i=2', __REALTIME_TIMESTAMP: '1795601768285246', ...fields }),
  );

test.each([
  ['by syslog', { MESSAGE: 'NOTICE [sshd] Ban 192.0.2.1', SYSLOG_IDENTIFIER: 'fail2ban.actions' }],
  ['the journal’s own way', { MESSAGE: '[sshd] Ban 192.0.2.1', LOGGER: 'fail2ban.actions', PRIORITY: '5' }],
  [
    'to the standard output',
    {
      MESSAGE: '2026-11-25 02:17:01,123 fail2ban.actions [7]: NOTICE  [sshd] Ban 192.0.2.1',
      SYSLOG_IDENTIFIER: 'fail2ban-server',
    },
  ],
])('an entry that was written %s', (_way, fields) => {
  expect(entry(fields)).toMatchObject({
    cursor: 's=1;i=2',
    record: {
      line: {
        atMs: 1_795_601_768_285,
        level: 'NOTICE',
        component: 'actions',
        jail: 'sshd',
        message: '[sshd] Ban 192.0.2.1',
      },
    },
  });
});

test('a message of many lines, of bytes that are no text, and one that the journal leaves out', () => {
  expect(entry({ MESSAGE: 'one\ntwo' })?.record).toMatchObject({ text: 'one', details: ['two'] });
  expect(entry({ MESSAGE: [104, 105, 255] })?.record.text).toBe('hi\ufffd');
  expect(entry({ MESSAGE: null })?.record).toMatchObject({ text: '', isCut: true });
});

test.each(['', 'no json', '[]', 'null', '{"MESSAGE":"x"}'])('%s is no entry', (json) => {
  expect(parseJournalEntry(json)).toBeNull();
});
