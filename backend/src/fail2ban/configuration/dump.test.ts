import { expect, test } from 'vitest';
import { changedJails, changedSettings, parseDump } from './dump.ts';

const output = `['set', 'loglevel', 'INFO']
['set', 'dbpurgeage', '1d']
['add', 'sshd', 'auto']
['set', 'sshd', 'maxretry', 5]
['set', 'sshd', 'addlogpath', '/var/log/auth.log', 'head']
['set', 'sshd', 'addlogpath', '/var/log/more.log', 'head']
['multi-set', 'sshd', 'addfailregex', ['^a <HOST>$', '^b <HOST>$']]
['set', 'sshd', 'addaction', 'iptables']
['multi-set', 'sshd', 'action', 'iptables', [['actionban', 'x <ip>'], ['timeout', 60]]]
['config-error', "Jail 'recidive' skipped, because of wrong configuration: Unable to read the filter 'none'"]
['start', 'sshd']
`;

test('the commands are read as settings of the server and of each jail', () => {
  const dump = parseDump(output);
  expect([...dump.server]).toEqual([
    ['loglevel', 'INFO'],
    ['dbpurgeage', '1d'],
  ]);
  expect([...(dump.jails.get('sshd') ?? [])]).toEqual([
    ['backend', 'auto'],
    ['maxretry', '5'],
    ['logpath', '/var/log/auth.log head\n/var/log/more.log head'],
    ['failregex', '^a <HOST>$\n^b <HOST>$'],
    ['action', 'iptables'],
    ['action iptables actionban', 'x <ip>'],
    ['action iptables timeout', '60'],
  ]);
  expect(dump.errors).toEqual([expect.stringContaining('recidive')]);
});

test('what would change is told jail by jail', () => {
  const after = parseDump(
    output
      .replace("'maxretry', 5", "'maxretry', 3")
      .replace("'dbpurgeage', '1d'", "'dbpurgeage', '7d'")
      .concat("['add', 'nginx', 'auto']\n"),
  );
  const before = parseDump(output);
  expect(changedJails(before, after)).toEqual([
    { jail: 'sshd', kind: 'changed', settings: [{ setting: 'maxretry', before: '5', after: '3' }] },
    { jail: 'nginx', kind: 'started', settings: [{ setting: 'backend', before: null, after: 'auto' }] },
  ]);
  expect(changedJails(after, before)).toMatchObject([{ jail: 'sshd' }, { jail: 'nginx', kind: 'stopped' }]);
  expect(changedSettings(before.server, after.server)).toEqual([
    { setting: 'dbpurgeage', before: '1d', after: '7d' },
  ]);
});

test('a line that is no command is told', () => {
  expect(() => parseDump("['set', broken\n")).toThrow('can not read');
});
