import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFail2banClientTool } from './client-tool.ts';
import { createFail2banCommands } from './commands.ts';
import { createFail2banSocket } from './socket.ts';
import { createDaemonWatch, type DaemonWatch, type UnbanCause } from './watch.ts';

const failregex = 'login refused for <HOST>$';

let daemon: PrivateDaemon;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', failregex, maxretry: 2, bantime: 600 },
      { name: 'brief', watches: 'nothing', bantime: 2 },
      { name: 'spare', watches: 'nothing', bantime: 600 },
      MANUAL_JAIL,
    ],
  });
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await daemon.client('unban', '--all');
});

afterAll(() => daemon.dispose());

interface Watched {
  readonly watch: DaemonWatch;
  /** `+JAIL ADDRESS` and `-JAIL ADDRESS`, and what befell the daemon. */
  readonly events: string[];
  /** Why the bans of `-JAIL ADDRESS` are over. */
  readonly causes: Record<string, UnbanCause>;
  readonly reconciled: string[][];
  /** The commands that went through the socket. */
  readonly commands: string[][];
}

const quick = { databaseMilliseconds: 50, countersMilliseconds: 150, settingsMilliseconds: 1_000 };

async function watchDaemon(
  timings: object = quick,
  releaseAt: (jail: string, address: string) => number | null = () => null,
): Promise<Watched> {
  const socket = createFail2banSocket({ path: daemon.socketPath, longestPauseMilliseconds: 200 });
  const sent: string[][] = [];
  const counted: typeof socket = {
    ...socket,
    send(command, options) {
      sent.push([...command]);
      return socket.send(command, options);
    },
  };
  const watch = createDaemonWatch({
    socket,
    commands: createFail2banCommands(counted),
    tool: createFail2banClientTool(daemon),
    log: { warn() {}, info() {} },
    timings,
    releaseAt,
  });
  const watched: Watched = { watch, events: [], causes: {}, reconciled: [], commands: sent };
  watch.start({
    onDaemon: () => void watched.events.push(watch.daemon().state),
    onJails() {},
    onBan: ({ jail, address }) => void watched.events.push(`+${jail} ${address}`),
    onUnban({ jail, address }, cause) {
      watched.events.push(`-${jail} ${address}`);
      watched.causes[`-${jail} ${address}`] = cause;
    },
    onReconcile: async (jails) => void watched.reconciled.push([...jails]),
  });
  ends.push(async () => {
    const stopped = watch.stop();
    socket.close();
    await stopped;
  });
  await eventually('the first look', async () => watch.isSnapshotComplete());
  return watched;
}

/** Long enough for every clock of the watch to have gone round several times. */
const settled = () => pause(600);
const has = (watched: Watched, event: string) =>
  eventually(event, async () => watched.events.includes(event), 5_000);
const of = (watched: Watched, address: string) =>
  watched.events.filter((event) => event.endsWith(` ${address}`));

test('a ban by log lines and by hand, and its release from outside, are told once each', async () => {
  const watched = await watchDaemon();
  const line = `${new Date().toISOString()} login refused for 203.0.113.1`;
  await daemon.appendLog('sshd', [line, line]);
  await daemon.client('set', 'manual', 'banip', '203.0.113.2', '2001:db8::2');
  await has(watched, '+sshd 203.0.113.1');
  await has(watched, '+manual 2001:db8::2');
  await settled();
  await daemon.client('set', 'sshd', 'unbanip', '203.0.113.1');
  await daemon.client('unban', '203.0.113.2');
  await has(watched, '-sshd 203.0.113.1');
  await has(watched, '-manual 203.0.113.2');
  await settled();
  expect(of(watched, '203.0.113.1')).toEqual(['+sshd 203.0.113.1', '-sshd 203.0.113.1']);
  expect(watched.causes['-sshd 203.0.113.1']).toBe('gone');
  expect(of(watched, '203.0.113.2')).toEqual(['+manual 203.0.113.2', '-manual 203.0.113.2']);
  expect(of(watched, '2001:db8::2')).toEqual(['+manual 2001:db8::2']);
});

test('a hundred bans are a hundred events, wherever they are seen first', async () => {
  const watched = await watchDaemon();
  const addresses = Array.from({ length: 100 }, (_, index) => `198.51.100.${index}`);
  for (let start = 0; start < 100; start += 10) {
    await daemon.client('set', 'manual', 'banip', ...addresses.slice(start, start + 10));
    await watched.watch.refresh();
  }
  await eventually('all', async () => watched.watch.bans.count('manual') === 100);
  await settled();
  expect(watched.events.filter((event) => event.startsWith('+')).sort()).toEqual(
    addresses.map((address) => `+manual ${address}`).sort(),
  );
});

test('a ban that ends by itself is noticed without asking for the list', async () => {
  const watched = await watchDaemon({ ...quick, settingsMilliseconds: 60_000 });
  await daemon.client('set', 'brief', 'banip', '203.0.113.3');
  await has(watched, '+brief 203.0.113.3');
  await settled();
  const before = watched.commands.length;
  await has(watched, '-brief 203.0.113.3');
  await settled();
  expect(of(watched, '203.0.113.3')).toEqual(['+brief 203.0.113.3', '-brief 203.0.113.3']);
  const asked = watched.commands.slice(before).map((command) => command[0]);
  expect(asked).not.toContain('get');
});

test('a ban of our own is told once, and no list is read for it', async () => {
  const rarely = { countersMilliseconds: 60_000, settingsMilliseconds: 60_000 };
  const watched = await watchDaemon({ ...quick, ...rarely });
  const before = watched.commands.length;
  await daemon.client('set', 'spare', 'banip', '203.0.113.8');
  watched.watch.noteBan('spare', '203.0.113.8');
  await watched.watch.refresh();
  await settled();
  expect(of(watched, '203.0.113.8')).toEqual(['+spare 203.0.113.8']);
  const lists = watched.commands.slice(before).filter(([verb, , what]) => verb === 'get' && what === 'banip');
  expect(lists).toEqual([]);
});

test('one released and another banned between two looks are both seen', async () => {
  await daemon.client('set', 'manual', 'banip', '203.0.113.4');
  const watched = await watchDaemon();
  expect(watched.watch.bans.get('manual', '203.0.113.4')).toBeDefined();
  await Promise.all([
    daemon.client('set', 'manual', 'unbanip', '203.0.113.4'),
    daemon.client('set', 'manual', 'banip', '203.0.113.5'),
  ]);
  await has(watched, '-manual 203.0.113.4');
  await has(watched, '+manual 203.0.113.5');
});

test('a release from outside is not taken for the early end of another ban', async () => {
  await daemon.client('set', 'manual', 'banip', '203.0.113.6', '203.0.113.7');
  const past = Math.floor(Date.now() / 1000) - 5;
  const watched = await watchDaemon(quick, (_jail, address) => (address === '203.0.113.6' ? past : null));
  await daemon.client('set', 'manual', 'unbanip', '203.0.113.7');
  await has(watched, '-manual 203.0.113.7');
  await settled();
  expect(watched.watch.bans.get('manual', '203.0.113.6')).toBeDefined();
});

test('a daemon that is killed and comes back: what ended meanwhile is told, what was restored is not new', async () => {
  await daemon.client('set', 'brief', 'banip', '203.0.113.8');
  await daemon.client('set', 'manual', 'banip', '203.0.113.9');
  const watched = await watchDaemon();
  await daemon.kill();
  await has(watched, 'offline');
  expect(watched.watch.daemon().problem?.code).toMatch(/^fail2ban_(connection_lost|refused)$/);
  expect(watched.watch.jail('manual')?.state).toBe('unknown');
  await pause(2_000);
  await daemon.start();
  await eventually('online', async () => watched.watch.daemon().state === 'online');
  await has(watched, '-brief 203.0.113.8');
  expect(watched.causes['-brief 203.0.113.8']).toBe('daemon_restarted');
  await eventually('restored', async () => watched.watch.bans.get('manual', '203.0.113.9') !== undefined);
  expect(watched.reconciled.at(-1)).toContain('manual');
});

test('a jail stopped and started from outside takes its bans along and brings them back', async () => {
  await daemon.client('set', 'spare', 'banip', '203.0.113.10');
  const watched = await watchDaemon();
  await eventually('the files', async () => watched.watch.jail('spare')?.configured !== null);
  await daemon.client('stop', 'spare');
  await has(watched, '-spare 203.0.113.10');
  expect(watched.causes['-spare 203.0.113.10']).toBe('jail_stopped');
  expect(watched.watch.jail('spare')?.state).toBe('stopped');
  watched.reconciled.length = 0;
  await daemon.client('reload', '--if-exists', 'spare');
  await has(watched, '+spare 203.0.113.10');
  expect(watched.watch.jail('spare')?.state).toBe('running');
  await eventually('reconciled', async () => watched.reconciled.some((jails) => jails.includes('spare')));
  await settled();
  expect(of(watched, '203.0.113.10')).toEqual(['-spare 203.0.113.10', '+spare 203.0.113.10']);
});

test('a jail that is gone when the daemon comes back takes its bans along', async () => {
  const file = join(daemon.configDir, 'jail.d', 'without-spare.local');
  await daemon.client('set', 'spare', 'banip', '203.0.113.11');
  const watched = await watchDaemon();
  await daemon.stop();
  await has(watched, 'offline');
  await writeFile(file, '[spare]\nenabled = false\n');
  await daemon.start();
  await has(watched, '-spare 203.0.113.11');
  expect(watched.watch.bans.count('spare')).toBe(0);
  await eventually('gone', async () => watched.watch.jail('spare') === undefined);
  await writeFile(file, '');
  await daemon.client('reload');
  await eventually('back', async () => watched.watch.jail('spare')?.state === 'running');
});

test('settings changed and ignore lists lost elsewhere are noticed', async () => {
  const watched = await watchDaemon();
  await daemon.client('set', 'sshd', 'maxretry', '9');
  await eventually('the change', async () => watched.watch.jail('sshd')?.settings?.maxretry === 9);
  watched.reconciled.length = 0;
  await daemon.client('reload', 'sshd');
  await eventually('reconciled', async () => watched.reconciled.some((jails) => jails.includes('sshd')));
  await eventually('the files', async () => watched.watch.jail('sshd')?.settings?.maxretry === 2);
});

test('with a database that cannot be read the socket alone keeps the picture true', async () => {
  const moved = `${daemon.databasePath}.moved`;
  await daemon.client('set', 'manual', 'banip', '203.0.113.12');
  await rename(daemon.databasePath, moved);
  await writeFile(daemon.databasePath, 'no database at all, not even a short one');
  await chmod(daemon.databasePath, 0o600);
  try {
    const watched = await watchDaemon();
    expect(watched.watch.database()?.problem()).toContain(daemon.databasePath);
    expect(watched.watch.bans.get('manual', '203.0.113.12')).toMatchObject({ expiresAt: null });
    await daemon.client('set', 'brief', 'banip', '203.0.113.13');
    await has(watched, '+brief 203.0.113.13');
    const { bannedAt, expiresAt } = watched.watch.bans.get('brief', '203.0.113.13')!;
    expect(expiresAt! - bannedAt).toBe(2);
    await has(watched, '-brief 203.0.113.13');
    await daemon.client('set', 'manual', 'unbanip', '203.0.113.12');
    await has(watched, '-manual 203.0.113.12');
    await settled();
    expect(watched.events.filter((event) => /^[+-]/.test(event))).toHaveLength(3);
  } finally {
    await rename(moved, daemon.databasePath);
  }
});

test('reading the picture costs the daemon nothing', async () => {
  const never = { countersMilliseconds: 3_600_000, settingsMilliseconds: 3_600_000 };
  const watched = await watchDaemon({ ...quick, ...never });
  await eventually('the settings', async () => watched.watch.jail('manual')?.settings !== null);
  await settled();
  const before = watched.commands.length;
  for (let count = 0; count < 1_000; count += 1) {
    watched.watch.daemon();
    watched.watch.jails();
    watched.watch.jail('manual');
    watched.watch.bans.page({ sort: '-bannedAt', limit: 50 });
    watched.watch.database()?.evidence('manual', '203.0.113.1');
  }
  await settled();
  expect(watched.commands.length).toBe(before);
});

test('pages answer at once while the daemon does not', async () => {
  const bangui: Bangui = await startBangui({ daemon });
  ends.push(() => bangui.dispose());
  const paths = ['server', 'jails', 'jails/sshd', 'bans?limit=50', 'bans?q=203', 'allow-list'];
  daemon.pause();
  try {
    const started = performance.now();
    for (const path of paths) expect((await bangui.get(`/api/v1/${path}`)).status, path).toBe(200);
    expect(performance.now() - started).toBeLessThan(1_000);
  } finally {
    daemon.resume();
  }
});

test('a jail with a name that cannot be asked for does not hide the others', async () => {
  const endless = 'x'.repeat(201);
  const other = await startPrivateDaemon({
    jails: ['sshd', endless].map((name) => ({ name, watches: 'nothing' as const, bantime: 600 })),
  });
  ends.push(() => other.dispose());
  const bangui = await startBangui({ daemon: other });
  ends.push(() => bangui.dispose());
  await eventually('the picture', async () => (await bangui.get('/api/v1/server')).body.snapshotComplete);
  const { items } = (await bangui.get('/api/v1/jails')).body;
  expect(items).toContainEqual(expect.objectContaining({ name: 'sshd', currentlyBanned: 0, maxretry: 5 }));
  expect(items).toContainEqual(expect.objectContaining({ name: endless, currentlyBanned: null }));
});
