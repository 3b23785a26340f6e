import { expect, test } from 'vitest';
import { parseConfiguredJails } from './client-tool.ts';

test('reads thresholds in every notation, who is ignored, and fail2ban’s defaults where there are none', () => {
  const output = `
['set', 'thread', {'stacksize': 0}]
['set', 'dbpurgeage', '1d']
['add', 'sshd', 'polling']
['set', 'sshd', 'bantime', '1d 12h']
['set', 'sshd', 'findtime', '600']
['set', 'sshd', 'maxretry', 5]
['set', 'sshd', 'addignoreip', '127.0.0.1/8', '::1', 'office.example']
['multi-set', 'sshd', 'addfailregex', ['^a "b"$', "it's"]]
['add', 'it\\'s "my" jail', 'auto']
['set', 'it\\'s "my" jail', 'bantime', '-1']
['start', 'sshd']`;
  expect([...parseConfiguredJails(output)]).toEqual([
    [
      'sshd',
      {
        bantimeSeconds: 129_600,
        findtimeSeconds: 600,
        maxretry: 5,
        ignoreIps: ['127.0.0.0/8', '::1', 'office.example'],
      },
    ],
    [`it's "my" jail`, { bantimeSeconds: -1, findtimeSeconds: 600, maxretry: 3, ignoreIps: [] }],
  ]);
});

test('leaves out a jail whose time is a formula', () => {
  const output = "['add', 'odd', 'auto']\n['set', 'odd', 'bantime', '60*60']\n";
  expect(parseConfiguredJails(output).size).toBe(0);
});

test('a line that is no list is an error', () => {
  expect(() => parseConfiguredJails("['add', ")).toThrow(
    expect.objectContaining({ code: 'fail2ban_tool_failed' }),
  );
});
