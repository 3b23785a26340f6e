import { expect, test } from 'vitest';
import type { DaemonState } from '../../fail2ban/watch.ts';
import { createOwnLog } from './own-log.ts';

/** A daemon as the rest of BanGUI sees it, and what its files say. */
function daemonThat(answers: () => Promise<string>, configured: string | undefined) {
  const state = { state: 'online' as DaemonState['state'] };
  const ownLog = createOwnLog({
    watch: { daemon: () => ({ version: null, since: 0, problem: null, ...state }) },
    target: answers,
    configuredTarget: async () => configured,
  });
  return { ownLog, state };
}

test.each([
  ['/var/log/fail2ban.log', { kind: 'file', path: '/var/log/fail2ban.log' }],
  ['/var/log/fail2ban.log[padding=off]', { kind: 'file', path: '/var/log/fail2ban.log' }],
  ['STDOUT', { kind: 'stream', target: 'STDOUT' }],
  ['syslog [facility=local0]', { kind: 'stream', target: 'syslog' }],
  ['systemd-journal', { kind: 'stream', target: 'systemd-journal' }],
])('the target %s', async (target, expected) => {
  expect(await daemonThat(async () => target, undefined).ownLog()).toEqual(expected);
});

test('a daemon that is down still counts with what it said last', async () => {
  const { ownLog, state } = daemonThat(async () => '/tmp/live.log', '/var/log/fail2ban.log');
  await ownLog();
  state.state = 'offline';
  expect(await ownLog()).toEqual({ kind: 'file', path: '/tmp/live.log' });
});

test('one that has never answered counts with its files, and without these nobody knows', async () => {
  const never = () => Promise.reject(new Error('no answer'));
  expect(await daemonThat(never, '/var/log/fail2ban.log').ownLog()).toMatchObject({ kind: 'file' });
  expect(await daemonThat(never, undefined).ownLog()).toEqual({ kind: 'unknown' });
});
