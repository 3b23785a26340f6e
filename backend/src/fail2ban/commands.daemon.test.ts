import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFail2banClientTool, type Fail2banClientTool } from './client-tool.ts';
import { createFail2banCommands, type Fail2banCommands } from './commands.ts';
import { createFail2banSocket, type Fail2banSocket } from './socket.ts';

const oddNames = ['sshd-ddos.v2', 'my web jail', 'one, two'];
const failregex = 'login refused for <HOST>$';

let daemon: PrivateDaemon;
let socket: Fail2banSocket;
let commands: Fail2banCommands;
let tool: Fail2banClientTool;

beforeAll(async () => {
  const odd = oddNames.map((name) => ({ name, failregex, maxretry: 2, bantime: '1h' }));
  const growing = {
    name: 'growing',
    failregex,
    options: {
      'bantime.increment': 'true',
      'bantime.multipliers': '1 5 30',
      'bantime.maxtime': '5w',
      ignoreip: '192.0.2.9',
    },
  };
  const off = { name: 'off', failregex, enabled: false };
  daemon = await startPrivateDaemon({ jails: [...odd, growing, off, MANUAL_JAIL] });
  socket = createFail2banSocket({ path: daemon.socketPath });
  commands = createFail2banCommands(socket);
  tool = createFail2banClientTool(daemon);
});

afterAll(async () => {
  socket.close();
  await daemon.dispose();
});

const code = (expected: string) => ({ code: `fail2ban_${expected}` });
const now = () => Date.now() / 1000;

test('the daemon itself', async () => {
  await commands.ping();
  expect(await commands.version()).toMatch(/^\d+\.\d+/);
  expect(await commands.jailNames()).toEqual([
    'growing',
    'manual',
    'my web jail',
    'one, two',
    'sshd-ddos.v2',
  ]);
  expect(await commands.databaseFile()).toBe(daemon.databasePath);
  expect(await commands.databasePurgeAgeSeconds()).toBe(86_400);
  expect(await commands.logTarget()).toBe(daemon.daemonLogPath);
  expect(await commands.logLevel()).toBe('INFO');
  await commands.setLogLevel('NOTICE');
  expect(await commands.logLevel()).toBe('NOTICE');
});

test.each(oddNames)('log lines bring bans in %s', async (jail) => {
  const line = `${new Date().toISOString()} login refused for 198.51.100.7`;
  await daemon.appendLog(jail, [line, line]);
  await eventually('the ban', async () => (await commands.bannedIps(jail)).includes('198.51.100.7'));
  const counters = { currentlyFailed: 0, totalFailed: 2, currentlyBanned: 1, totalBanned: 1 };
  expect(await commands.jailStatusShort(jail)).toEqual(counters);
  expect(await commands.jailStatus(jail)).toEqual({
    ...counters,
    logPaths: [daemon.logFile(jail)],
    journalMatches: [],
    bannedAddresses: ['198.51.100.7'],
  });
  const [ban] = await commands.bannedIpsWithTime(jail);
  expect(ban).toMatchObject({ address: '198.51.100.7', durationSeconds: 3600 });
  expect(Math.abs(ban!.bannedAt - now())).toBeLessThan(30);
  expect(await commands.banned('198.51.100.7')).toContain(jail);
  expect(await commands.unbanip(jail, ['198.51.100.7'])).toBe(1);
  expect(await commands.bannedIps(jail)).toEqual([]);
});

test('settings, as the files have them', async () => {
  expect(await commands.jailSettings('growing')).toMatchObject({
    bantimeSeconds: 600,
    findtimeSeconds: 600,
    maxretry: 5,
    maxmatches: 5,
    increment: {
      increment: true,
      multipliers: '1 5 30',
      maxtime: 3_024_000,
      factor: null,
      overalljails: false,
    },
    useDns: 'no',
    logPaths: [daemon.logFile('growing')],
    journalMatches: [],
    failRegex: [expect.stringContaining('login refused')],
    ignoreRegex: [],
    datePattern: null,
    logEncoding: expect.any(String),
    ignoreIps: ['192.0.2.9'],
    ignoreSelf: true,
    actions: [{ name: 'harmless', properties: { timeout: '60', name: 'growing' } }],
  });
});

test('thresholds change live, each jail for itself', async () => {
  await commands.setThreshold('one, two', 'bantime', -1);
  await commands.setThreshold('one, two', 'findtime', 1234);
  await commands.setThreshold('one, two', 'maxretry', 9);
  const changed = { bantimeSeconds: -1, findtimeSeconds: 1234, maxretry: 9 };
  expect(await commands.jailSettings('one, two')).toMatchObject(changed);
  expect(await commands.jailSettings('growing')).toMatchObject({ findtimeSeconds: 600 });
  await expect(commands.setThreshold('one, two', 'maxretry', 0)).rejects.toMatchObject(
    code('invalid_argument'),
  );
});

describe('banning by hand', () => {
  test('addresses and networks of both families, in parts, each once', async () => {
    const addresses = Array.from({ length: 60 }, (_, index) => `203.0.113.${index}`);
    const progress: number[] = [];
    const all = [...addresses, '2001:DB8::1', '198.51.100.77/28'];
    expect(await commands.banip('manual', all, (done) => progress.push(done))).toBe(62);
    expect(progress).toEqual([25, 50, 62]);
    expect(await commands.banip('manual', ['203.0.113.1', '203.0.113.99'])).toBe(1);
    expect((await commands.bannedIps('manual')).toSorted()).toEqual(
      [...addresses, '203.0.113.99', '2001:db8::1', '198.51.100.64/28'].toSorted(),
    );
    const [ban] = await commands.bannedIpsWithTime('manual');
    expect(ban?.durationSeconds).toBeNull();
  });

  test('a network releases the addresses within, what is not banned is not counted', async () => {
    expect(await commands.unbanip('manual', ['203.0.113.0/24', '192.0.2.1'])).toBe(61);
    expect(await commands.unbanip('manual', ['2001:db8::1', '198.51.100.64/28'])).toBe(2);
    expect(await commands.jailStatusShort('manual')).toMatchObject({ currentlyBanned: 0 });
  });

  test('nothing is sent if one address is none', async () => {
    const ban = commands.banip('manual', ['192.0.2.1', 'garbage']);
    await expect(ban).rejects.toMatchObject(code('invalid_argument'));
    expect(await commands.bannedIps('manual')).toEqual([]);
  });

  test('the ignore list does not hinder a ban by hand, nor end one', async () => {
    expect(await commands.addIgnoreIp('manual', '192.0.2.5')).toEqual(['192.0.2.5']);
    expect(await commands.addIgnoreIp('manual', '192.0.2.128/25')).toContain('192.0.2.128/25');
    expect(await commands.banip('manual', ['192.0.2.5'])).toBe(1);
    expect(await commands.ignoreIps('manual')).toHaveLength(2);
    expect(await commands.delIgnoreIp('manual', '192.0.2.128/25')).toEqual(['192.0.2.5']);
    await expect(commands.delIgnoreIp('manual', '192.0.2.77')).rejects.toMatchObject(code('rejected'));
    expect(await commands.unbanip('manual', ['192.0.2.5'])).toBe(1);
  });

  test('a jail that is not there', async () => {
    await expect(commands.banip('nope', ['192.0.2.1'])).rejects.toMatchObject(code('rejected'));
  });

  test('a name that is an option reaches no jail', async () => {
    const refused = code('invalid_argument');
    await expect(commands.jailStatusShort('--all')).rejects.toMatchObject(refused);
    await expect(commands.bannedIps('--all')).rejects.toMatchObject(refused);
    await expect(commands.ignoreIps('--all')).rejects.toMatchObject(refused);
    await expect(commands.stopJail('--all')).rejects.toMatchObject(refused);
    await expect(tool.reloadJail('--all')).rejects.toMatchObject(refused);
    expect(await commands.jailNames()).toHaveLength(5);
  });
});

test('an action reloads when told to', async () => {
  const file = join(daemon.directory, 'reloaded');
  await socket.send(['set', 'manual', 'action', 'harmless', 'actionreload', `touch '${file}' && sleep 0.2`]);
  const reloading = commands.reloadAction('manual', 'harmless');
  await pause(50);
  expect(socket.busyWithLongCommand()).toBe(true);
  await reloading;
  expect((await stat(file)).isFile()).toBe(true);
});

describe('stopping, starting and reloading', () => {
  test.each(oddNames)(
    '%s comes back from the files with its bans, and no other jail notices',
    async (jail) => {
      await commands.banip(jail, ['192.0.2.1']);
      await commands.setThreshold('growing', 'maxretry', 77);
      await commands.stopJail(jail);
      expect(await commands.jailNames()).not.toContain(jail);
      await expect(commands.startJail(jail)).rejects.toMatchObject(code('rejected'));
      await tool.startJail(jail);
      await eventually('the ban restored', async () =>
        (await commands.bannedIps(jail)).includes('192.0.2.1'),
      );
      expect((await commands.jailSettings('growing')).maxretry).toBe(77);
    },
  );

  test('a reload takes the files anew and keeps the bans', async () => {
    await commands.banip('growing', ['192.0.2.1']);
    await commands.addIgnoreIp('growing', '192.0.2.200');
    await tool.reloadJail('growing');
    expect(await commands.bannedIps('growing')).toEqual(['192.0.2.1']);
    expect(await commands.jailSettings('growing')).toMatchObject({ maxretry: 5, ignoreIps: ['192.0.2.9'] });
  });

  test('a jail that is disabled or not in the files does not start', async () => {
    await expect(tool.startJail('off')).rejects.toMatchObject(code('tool_failed'));
    await expect(tool.startJail('nope')).rejects.toMatchObject({
      ...code('tool_failed'),
      message: expect.stringContaining("No section: 'nope'"),
    });
  });
});

describe('the configuration files', () => {
  test('name the jails and their thresholds', async () => {
    const jails = await tool.configuredJails();
    expect([...jails.keys()].toSorted()).toEqual(await commands.jailNames());
    expect(jails.get('my web jail')).toEqual({
      bantimeSeconds: 3600,
      findtimeSeconds: 600,
      maxretry: 2,
      ignoreIps: [],
    });
    expect(jails.get('manual')).toMatchObject({ bantimeSeconds: -1 });
  });

  test('are tested by fail2ban itself', async () => {
    await tool.testConfiguration(daemon.configDir);
    await appendFile(join(daemon.configDir, 'jail.conf'), '\n[broken]\nenabled = true\nfilter = nosuch\n');
    await expect(tool.testConfiguration(daemon.configDir)).rejects.toMatchObject({
      ...code('tool_failed'),
      message: expect.stringContaining("Unable to read the filter 'nosuch'"),
    });
    expect((await tool.configuredJails()).has('broken')).toBe(false);
  });

  test('a tool that hangs is ended with all it started', async () => {
    const binary = join(daemon.directory, 'hanging');
    const pidFile = join(daemon.directory, 'pid');
    await writeFile(binary, `#!/bin/sh\nsleep 60 & echo $! > '${pidFile}'\nwait\n`, { mode: 0o755 });
    const hanging = createFail2banClientTool({ ...daemon, binary, deadlineMilliseconds: 300 });
    await expect(hanging.configuredJails()).rejects.toMatchObject(code('tool_failed'));
    await eventually('its child ended', async () => (await isRunning(pidFile)) === false);
  });

  test('a tool that is not there', async () => {
    const missing = createFail2banClientTool({ ...daemon, binary: '/nonexistent/fail2ban-client' });
    await expect(missing.configuredJails()).rejects.toMatchObject({
      ...code('tool_failed'),
      message: expect.stringContaining('Install fail2ban'),
    });
  });
});

async function isRunning(pidFile: string): Promise<boolean> {
  const pid = (await readFile(pidFile, 'utf8')).trim();
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ');
  return !/\) Z | Z /.test(state);
}
