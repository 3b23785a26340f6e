import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { eventually } from './child.ts';
import { MANUAL_JAIL, type PrivateDaemon, type PrivateDaemonOptions, startPrivateDaemon } from './daemon.ts';
import { canHavePrivateNetwork } from './private-network.ts';

const running: PrivateDaemon[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((daemon) => daemon.dispose()));
});

async function start(options: PrivateDaemonOptions): Promise<PrivateDaemon> {
  const daemon = await startPrivateDaemon(options);
  running.push(daemon);
  return daemon;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function insideOf(daemon: PrivateDaemon, ...command: string[]): string[] {
  return ['--target', String(daemon.pid), '--user', '--net', '--preserve-credentials', '--', ...command];
}

function failures(address: string, times: number): string[] {
  return Array.from({ length: times }, () => `${new Date().toISOString()} login refused for ${address}`);
}

const ODD_JAILS = ['sshd-ddos.v2', 'front door'];

test('a log line that matches brings a ban, whatever the name of the jail', async () => {
  const jails = ODD_JAILS.map((name) => ({ name, failregex: 'login refused for <HOST>$', maxretry: 2 }));
  const daemon = await start({ jails: [...jails, MANUAL_JAIL] });
  for (const jail of ODD_JAILS) {
    await daemon.appendLog(jail, failures('192.0.2.44', 2));
    await eventually(`a ban in ${jail}`, async () =>
      (await daemon.client('get', jail, 'banip')).stdout.includes('192.0.2.44'),
    );
  }
});

test('the manual jail runs without a log and keeps its ban through a restart', async () => {
  const daemon = await start({ jails: [MANUAL_JAIL] });
  await daemon.client('set', 'manual', 'banip', '203.0.113.7');
  await daemon.restart();
  await eventually('the ban restored', async () =>
    (await daemon.client('get', 'manual', 'banip')).stdout.includes('203.0.113.7'),
  );
});

test('a stock filter is the real one', async () => {
  const daemon = await start({ jails: [{ name: 'sshd', filter: 'sshd' }] });
  expect((await daemon.client('get', 'sshd', 'failregex')).stdout).toContain(
    'maximum authentication attempts exceeded',
  );
});

test('stops and is killed without leaving a process, and starts again', async () => {
  const daemon = await start({ jails: [MANUAL_JAIL] });
  for (const end of [daemon.stop, daemon.kill]) {
    const pid = daemon.pid!;
    await end();
    expect(isAlive(pid)).toBe(false);
    expect(daemon.pid).toBeUndefined();
    await daemon.start();
    expect((await daemon.client('ping')).stdout).toContain('pong');
  }
  const pid = daemon.pid!;
  daemon.pause();
  await daemon.dispose();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(daemon.directory)).toBe(false);
});

test('a daemon that does not come up says why', async () => {
  const wrong = startPrivateDaemon({
    jails: [{ name: 'odd', filter: 'no-such-filter', options: { backend: 'tea' } }],
  });
  await expect(wrong).rejects.toThrow(/Unknown backend tea|no-such-filter/);
});

test.skipIf(!canHavePrivateNetwork())('with a private network it bans in a firewall of its own', async () => {
  const daemon = await start({
    jails: [{ name: 'kernel', watches: 'nothing' }],
    banaction: 'iptables-allports',
    hasPrivateNetwork: true,
  });
  await daemon.client('set', 'kernel', 'banip', '192.0.2.45');
  const inside = execFileSync('nsenter', insideOf(daemon, 'iptables', '-S'), { encoding: 'utf8' });
  expect(inside).toContain('192.0.2.45');
  expect(execFileSync('/usr/sbin/iptables', ['-S'], { encoding: 'utf8' })).not.toContain('192.0.2.45');
});
