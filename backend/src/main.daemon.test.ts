import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { claimablePort } from '@bangui/sandbox/backend';
import { eventually, hasEnded } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

interface Process {
  readonly child: ChildProcess;
  readonly url: string;
  readonly dataDir: string;
  events(): Record<string, unknown>[];
}

const password = 'correct horse battery staple';
const running: Process[] = [];
let daemon: PrivateDaemon;
let dataDir: string;

beforeAll(async () => {
  // Each ban takes a second, so that a request is still running when the signal comes.
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'slow', failregex: '^from <HOST>$', options: { action: 'harmless[actionban="sleep 1"]' } },
    ],
  });
});

afterAll(() => daemon.dispose());

afterEach(async () => {
  for (const { child } of running.splice(0)) {
    if (hasEnded(child)) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(dataDir, { recursive: true, force: true });
});

async function startMain(
  environment: Record<string, string> = {},
  output: 'pipe' | number = 'pipe',
): Promise<Process> {
  const port = environment.BANGUI_PORT ?? String(await claimablePort(0));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env.PATH,
      BANGUI_PORT: port,
      BANGUI_DATA_DIR: dataDir,
      BANGUI_FAIL2BAN_SOCKET: daemon.socketPath,
      BANGUI_FAIL2BAN_CONFIG_DIR: daemon.configDir,
      BANGUI_ADMIN_PASSWORD: password,
      BANGUI_COOKIE_SECURE: 'false',
      ...environment,
    },
    stdio: ['ignore', output, 'pipe'],
  });
  let printed = '';
  child.stdout?.on('data', (text: Buffer) => {
    printed += text;
  });
  const events = () =>
    printed
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const process_ = { child, url: `http://127.0.0.1:${port}`, dataDir, events };
  running.push(process_);
  return process_;
}

async function startReady(): Promise<Process> {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
  return startAgain();
}

async function startAgain(
  environment: Record<string, string> = {},
  output: 'pipe' | number = 'pipe',
): Promise<Process> {
  const bangui = await startMain(environment, output);
  await eventually(
    'BanGUI is ready',
    async () => (await fetch(`${bangui.url}/api/health`).catch(() => null))?.ok,
  );
  return bangui;
}

async function exitCode({ child }: Process): Promise<number | null> {
  if (!hasEnded(child)) await once(child, 'exit');
  return child.exitCode;
}

async function login({ url }: Process): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function ban({ url }: Process, cookie: string, address: string): Promise<Response> {
  return fetch(`${url}/api/v1/bans`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', cookie },
    body: JSON.stringify({ addresses: [address], jail: 'slow' }),
  });
}

/** fail2ban notes a ban before it runs the action, and answers nobody until the action is done. */
async function hasBegun(address: string): Promise<boolean> {
  return (await readFile(daemon.daemonLogPath, 'utf8')).includes(`Ban ${address}`);
}

describe('a start that cannot work', () => {
  test('names every mistake of the configuration in a sentence of its own and exits with 78', async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
    const bangui = await startMain({
      BANGUI_SESSION_DURATION_MINUTES: 'long',
      BANGUI_CORS_ALLOWED_ORIGINS: '*',
    });
    expect(await exitCode(bangui)).toBe(78);
    const lines = bangui.events().map(({ event, msg }) => `${event}: ${msg}`);
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^configuration_invalid: BANGUI_CORS_ALLOWED_ORIGINS /),
      expect.stringMatching(/^configuration_invalid: BANGUI_SESSION_DURATION_MINUTES /),
    ]);
  });

  test.each(['BANGUI_PORT', 'BANGUI_METRICS_PORT'])('says in one sentence that %s is taken', async (name) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
    const bangui = await startMain({ BANGUI_METRICS: 'open', [name]: port });
    expect(await exitCode(bangui)).toBe(1);
    other.close();
    const last = bangui.events().at(-1);
    expect(last?.event).toBe('start_failed');
    expect(last?.msg).toContain(`127.0.0.1:${port} is taken`);
    expect(last?.msg).toContain(name);
    expect(last).not.toHaveProperty('err');
  });

  test('says in one sentence that the data folder cannot be used', async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
    const bangui = await startMain({ BANGUI_DATA_DIR: '/dev/null/bangui' });
    expect(await exitCode(bangui)).toBe(1);
    expect(bangui.events().at(-1)?.msg).toContain('BANGUI_DATA_DIR');
  });

  test('says in one sentence that blocklists cannot be handed over', async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
    const bangui = await startMain({ BANGUI_BLOCKLIST_DIR: '/dev/null/blocklist' });
    expect(await exitCode(bangui)).toBe(1);
    const last = bangui.events().at(-1);
    expect(last?.msg).toContain('cannot write to /dev/null/blocklist');
    expect(last).not.toHaveProperty('err');
  });
});

describe('a second instance on the same data', () => {
  test('refuses to start, names the holder, never opens its port, and exits with 75', async () => {
    const first = await startReady();
    const second = await startMain();
    expect(await exitCode(second)).toBe(75);
    const [warning, refusal] = second.events().slice(-2);
    expect(warning).toMatchObject({ level: 'warn', event: 'scheduler_lock_held_by_other_instance' });
    expect(refusal).toMatchObject({ level: 'fatal', event: 'start_failed' });
    expect(refusal?.msg).toContain(
      `Another BanGUI runs the jobs: ${hostname()}, process ${first.child.pid}, since ${new Date().getUTCFullYear()}-`,
    );
    expect(second.events().map(({ event }) => event)).not.toContain('started');
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
  });

  test('starts at once after a clean stop, and after a port that was taken', async () => {
    const first = await startReady();
    first.child.kill('SIGTERM');
    expect(await exitCode(first)).toBe(0);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await exitCode(await startMain({ BANGUI_PORT: String(port) }))).toBe(1);
    other.close();
    const again = await startAgain();
    expect(again.events().map(({ event }) => event)).toContain('scheduler_lock_acquired');
  });

  test('serves the interface and names the holder in the mode standby', async () => {
    const first = await startReady();
    const second = await startAgain({ BANGUI_SCHEDULER_MODE: 'standby' });
    const ready = await fetch(`${second.url}/api/health/ready`);
    const holder = `${hostname()} (process ${first.child.pid})`;
    expect(await ready.json()).toMatchObject({ scheduler: { role: 'standby', holder } });
    const scheduler = await fetch(`${second.url}/api/v1/scheduler`, {
      headers: { cookie: await login(second) },
    });
    expect(await scheduler.json()).toMatchObject({
      lock: 'sqlite',
      mode: 'standby',
      isHolder: false,
      holder: { host: hostname(), process: first.child.pid },
      problem: null,
    });
  });
});

test('a Redis that is away refuses the start with 75, in both modes and without its password', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
  const place = `127.0.0.1:${await claimablePort(0)}`;
  for (const mode of ['exclusive', 'standby']) {
    const bangui = await startMain({
      BANGUI_SCHEDULER_LOCK: `redis://bangui:secret@${place}`,
      BANGUI_SCHEDULER_MODE: mode,
    });
    expect(await exitCode(bangui)).toBe(75);
    expect(bangui.events().at(-1)?.msg).toContain(`Redis at ${place} cannot keep the scheduler lock`);
    expect(JSON.stringify(bangui.events())).not.toContain('secret');
  }
});

describe('a stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s lets a running ban finish and exits with 0',
    async (signal) => {
      const bangui = await startReady();
      const cookie = await login(bangui);
      const address = signal === 'SIGTERM' ? '203.0.113.1' : '203.0.113.2';
      const answer = ban(bangui, cookie, address);
      await eventually('the ban is under way', async () => hasBegun(address));
      bangui.child.kill(signal);
      expect((await answer).status).toBe(200);
      expect(await exitCode(bangui)).toBe(0);
      expect(bangui.events().map(({ event }) => event)).toContain('stopped');
    },
  );

  test('ends open event streams instead of waiting for them', async () => {
    const bangui = await startReady();
    const stream = await fetch(`${bangui.url}/api/v1/events`, { headers: { cookie: await login(bangui) } });
    bangui.child.kill('SIGTERM');
    await stream.text();
    expect(await exitCode(bangui)).toBe(0);
  });

  test('by a second signal ends at once', async () => {
    const bangui = await startReady();
    const cookie = await login(bangui);
    const answer = ban(bangui, cookie, '203.0.113.3').catch(() => 'cut off');
    await eventually('the ban is under way', async () => hasBegun('203.0.113.3'));
    bangui.child.kill('SIGTERM');
    await eventually('it is stopping', async () => bangui.events().some(({ event }) => event === 'stopping'));
    bangui.child.kill('SIGTERM');
    expect(await exitCode(bangui)).toBe(1);
    expect(await answer).toBe('cut off');
  });
});

test('a crash leaves nothing to repair: the database is whole, and the session still holds', async () => {
  const bangui = await startReady();
  const cookie = await login(bangui);
  const answer = ban(bangui, cookie, '203.0.113.4').catch(() => 'cut off');
  await eventually('the ban is under way', async () => hasBegun('203.0.113.4'));
  bangui.child.kill('SIGKILL');
  await answer;
  const database = new DatabaseSync(join(dataDir, 'bangui.sqlite3'));
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  // The lock of the one that crashed lives on for a minute.
  const again = await startAgain({ BANGUI_SCHEDULER_MODE: 'standby' });
  expect((await fetch(`${again.url}/api/v1/auth/session`, { headers: { cookie } })).status).toBe(200);
});

test('a log that cannot be written keeps nobody from his work, nor BanGUI from stopping', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-main-'));
  const full = await open('/dev/full', 'w');
  const bangui = await startAgain({}, full.fd);
  expect(await login(bangui)).not.toBe('');
  bangui.child.kill('SIGTERM');
  expect(await exitCode(bangui)).toBe(0);
  await full.close();
});

test('a log that nobody reads any more does not end it', async () => {
  const bangui = await startReady();
  bangui.child.stdout?.destroy();
  expect(await login(bangui)).not.toBe('');
  expect((await fetch(`${bangui.url}/api/health`)).status).toBe(200);
});
