/** Two instances in processes of their own, on one database and one fail2ban, of which one dies. */
import { join } from 'node:path';
import { type Backend, claimablePort, startBackend } from '@bangui/sandbox/backend';
import { endChild, eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const password = 'correct horse battery staple';
const instances: Backend[] = [];
let daemon: PrivateDaemon;
let cookie: string;

beforeEach(async () => {
  daemon = await startPrivateDaemon({ jails: [MANUAL_JAIL] });
  const one = await startInstance();
  await startInstance();
  cookie = await login(one);
});

afterEach(async () => {
  await Promise.all(instances.splice(0).map((instance) => instance.stop()));
  await daemon.dispose();
});

async function startInstance(): Promise<Backend> {
  const instance = await startBackend({
    port: await claimablePort(0),
    dataDir: join(daemon.directory, 'data'),
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password,
    logPath: join(daemon.directory, `bangui-${instances.length}.log`),
    environment: { BANGUI_SCHEDULER_MODE: 'standby' },
  });
  instances.push(instance);
  return instance;
}

function pair(): [Backend, Backend] {
  const [one, other] = instances;
  if (one === undefined || other === undefined) throw new Error('There are not two instances.');
  return [one, other];
}

async function login({ url }: Backend): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username: 'admin', password });
  const answer = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers, body });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function ask({ url }: Backend, method: string, path: string, body?: object) {
  const headers = { cookie, ...(body && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body
  return { status: answer.status, body: (answer.status === 204 ? null : await answer.json()) as any };
}

async function ignored(): Promise<string> {
  return (await daemon.client('get', 'manual', 'ignoreip')).stdout;
}

async function banAt(instance: Backend, address: string) {
  const { body } = await ask(instance, 'GET', `/bans?q=${address}`);
  return body.items[0] as { expiresAt: number | null } | undefined;
}

const allow = (instance: Backend, address: string) => ask(instance, 'POST', '/allow-list', { address });

test('what one has allowed, the other gives to a fail2ban that has forgotten it; not what was removed', async () => {
  const [one, other] = pair();
  expect((await allow(one, '198.51.100.1')).status).toBe(201);
  expect((await allow(one, '198.51.100.2')).status).toBe(201);
  await eventually('the other one shows both', async () => {
    const { items } = (await ask(other, 'GET', '/allow-list')).body;
    return items.filter((item: { source: string }) => item.source === 'bangui').length === 2;
  });
  expect((await ask(one, 'DELETE', '/allow-list?address=198.51.100.1')).status).toBe(204);
  await endChild(one.child, 'SIGKILL');
  await eventually('the other one shows one', async () => {
    const { items } = (await ask(other, 'GET', '/allow-list')).body;
    return items.filter((item: { source: string }) => item.source === 'bangui').length === 1;
  });
  await daemon.restart();
  await eventually('it is given again', async () => (await ignored()).includes('198.51.100.2'));
  expect(await ignored()).not.toContain('198.51.100.1');
});

test('an end that one has promised is shown by the other, and kept when the first one dies', async () => {
  const [one, other] = pair();
  const banned = await ask(one, 'POST', '/bans', {
    addresses: ['203.0.113.7'],
    jail: 'manual',
    durationSeconds: 8,
  });
  expect(banned.status).toBe(200);
  const end = (await banAt(one, '203.0.113.7'))?.expiresAt;
  expect(end).toEqual(expect.any(Number));
  await eventually(
    'the other one shows it',
    async () => (await banAt(other, '203.0.113.7'))?.expiresAt === end,
  );
  await endChild(one.child, 'SIGKILL');
  await eventually(
    'it is released',
    async () => !(await daemon.client('get', 'manual', 'banip')).stdout.includes('203.0.113.7'),
    30_000,
  );
  expect(Date.now() / 1000).toBeGreaterThanOrEqual(end ?? Number.POSITIVE_INFINITY);
});

test('an end that is moved or taken back at one is so at the other', async () => {
  const [one, other] = pair();
  const ban = (instance: Backend, more: object) =>
    ask(instance, 'POST', '/bans', { addresses: ['203.0.113.8'], jail: 'manual', ...more });
  await ban(one, { durationSeconds: 600 });
  const first = (await banAt(one, '203.0.113.8'))?.expiresAt;
  await eventually('the end', async () => (await banAt(other, '203.0.113.8'))?.expiresAt === first);
  await ban(other, { durationSeconds: 6_000 });
  const second = (await banAt(other, '203.0.113.8'))?.expiresAt;
  expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
  await eventually('the new end', async () => (await banAt(one, '203.0.113.8'))?.expiresAt === second);
  await ban(one, {});
  await eventually('no end', async () => (await banAt(other, '203.0.113.8'))?.expiresAt === null);
});
