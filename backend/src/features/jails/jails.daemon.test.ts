import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import {
  createPrivateDaemon,
  MANUAL_JAIL,
  type PrivateDaemon,
  startPrivateDaemon,
} from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { createFail2banClientTool } from '../../fail2ban/client-tool.ts';
import { createFail2banCommands } from '../../fail2ban/commands.ts';
import { createFail2banSocket } from '../../fail2ban/socket.ts';
import { createDaemonWatch } from '../../fail2ban/watch.ts';
import { createLogger } from '../../log.ts';
import { loadAllowList } from '../allow-list/allow-list.ts';
import { createAllowListStore } from '../allow-list/store.ts';

const oddNames = ['sshd-ddos.v2', 'front door', 'a/b & ü?'];
const failregex = 'login refused for <HOST>$';

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      {
        name: 'sshd',
        failregex,
        maxretry: 5,
        findtime: 600,
        bantime: 3600,
        options: { ignoreip: '198.51.100.9 2001:db8:9::/48', 'bantime.increment': 'true' },
      },
      ...oddNames.map((name) => ({ name, failregex, watches: 'nothing' as const, bantime: 3600 })),
      { name: 'off', failregex, enabled: false },
      MANUAL_JAIL,
    ],
  });
  bangui = await startBangui({ daemon });
  await eventually('the files read', async () => (await jail('sshd')).configured !== null);
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

const path = (jail: string) => `/api/v1/jails/${encodeURIComponent(jail)}`;
const jail = async (name: string) => (await bangui.get(path(name))).body;
const jails = async () => (await bangui.get('/api/v1/jails')).body.items as { name: string; state: string }[];
const words = async (...command: string[]) => (await daemon.client(...command)).stdout;
const isOnline = async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'online';
const isOffline = async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'offline';

describe('reading', () => {
  test('the list holds every enabled jail with its numbers', async () => {
    const items = await jails();
    expect(items.map(({ name }) => name)).toEqual([...oddNames, 'manual', 'sshd'].sort());
    expect(items.find(({ name }) => name === 'sshd')).toEqual({
      name: 'sshd',
      state: 'running',
      currentlyFailed: 0,
      totalFailed: 0,
      currentlyBanned: 0,
      totalBanned: 0,
      bantimeSeconds: 3600,
      findtimeSeconds: 600,
      maxretry: 5,
    });
  });

  test('the detail tells what the jail runs with', async () => {
    expect(await jail('sshd')).toMatchObject({
      name: 'sshd',
      configured: { bantimeSeconds: 3600, findtimeSeconds: 600, maxretry: 5 },
      isLasting: true,
      logPaths: [daemon.logFile('sshd')],
      journalMatches: [],
      failRegex: [expect.stringContaining('login refused for')],
      ignoreRegex: [],
      useDns: 'no',
      ignoreIps: expect.arrayContaining(['198.51.100.9', '2001:db8:9::/48']),
      actions: [{ name: 'harmless', properties: expect.objectContaining({ name: 'sshd' }) }],
      increment: expect.objectContaining({ increment: true }),
    });
  });

  test('the numbers follow what happens', async () => {
    await daemon.appendLog('sshd', [`${new Date().toISOString()} login refused for 203.0.113.60`]);
    await eventually('the failure', async () => (await jail('sshd')).totalFailed === 1);
  });

  test.each(oddNames)('the name %s works everywhere', async (name) => {
    expect(await jail(name)).toMatchObject({ name, state: 'running' });
    expect((await bangui.patch(path(name), { maxretry: 9 })).body).toMatchObject({ name, maxretry: 9 });
    const banned = await bangui.post('/api/v1/bans', { addresses: ['203.0.113.61'], jail: name });
    expect(banned.body.results[0].status).toBe('banned');
    const query = `jail=${encodeURIComponent(name)}`;
    expect((await bangui.get(`/api/v1/bans?${query}`)).body.total).toBe(1);
    expect((await bangui.post(`${path(name)}/stop`)).body.state).toBe('stopped');
    expect((await bangui.post(`${path(name)}/start`)).body.state).toBe('running');
    expect((await bangui.post(`${path(name)}/reload`)).body).toMatchObject({ name, maxretry: 5 });
  });

  test.each(['nowhere', 'off', 'x'.repeat(300), '--all', '../sshd', 'sshd\n', '__proto__'])(
    'there is no jail %j',
    async (name) => {
      for (const answer of [
        await bangui.get(path(name)),
        await bangui.patch(path(name), { maxretry: 3 }),
        await bangui.post(`${path(name)}/stop`),
        await bangui.post(`${path(name)}/start`),
        await bangui.post(`${path(name)}/reload`),
      ]) {
        expect([404, 422]).toContain(answer.status);
        expect(['jail_not_found', 'validation_failed']).toContain(answer.body.code);
      }
      expect((await jails()).filter(({ state }) => state === 'running')).toHaveLength(5);
    },
  );
});

describe('thresholds', () => {
  test('hold at once, are marked as not lasting, and are those of the files again after a reload', async () => {
    const change = { bantimeSeconds: 60, findtimeSeconds: 120, maxretry: 7 };
    const changed = await bangui.patch(path('sshd'), change);
    expect(changed).toMatchObject({ status: 200, body: { ...change, isLasting: false } });
    expect(changed.body.configured).toEqual({ bantimeSeconds: 3600, findtimeSeconds: 600, maxretry: 5 });
    expect(await words('get', 'sshd', 'bantime')).toBe('60\n');
    expect(await words('get', 'sshd', 'findtime')).toBe('120\n');
    expect(await words('get', 'sshd', 'maxretry')).toBe('7\n');
    expect((await bangui.post(`${path('sshd')}/reload`)).body).toMatchObject({
      maxretry: 5,
      isLasting: true,
    });
  });

  test('the same numbers as in the files are lasting', async () => {
    await bangui.patch(path('sshd'), { maxretry: 6 });
    expect((await bangui.patch(path('sshd'), { maxretry: 5 })).body.isLasting).toBe(true);
  });

  test('a ban without end is -1', async () => {
    expect((await bangui.patch(path('sshd'), { bantimeSeconds: -1 })).body.bantimeSeconds).toBe(-1);
    await bangui.patch(path('sshd'), { bantimeSeconds: 3600 });
  });

  test.each([
    {},
    { bantimeSeconds: 0 },
    { bantimeSeconds: -2 },
    { bantimeSeconds: 1.5 },
    { bantimeSeconds: '60' },
    { bantimeSeconds: 1e15 },
    { findtimeSeconds: 0 },
    { findtimeSeconds: -1 },
    { maxretry: 0 },
    { maxretry: null },
    { maxretry: 3, findtimeSeconds: 0 },
  ])('%o is refused and changes nothing', async (change) => {
    const before = await jail('sshd');
    expect(await bangui.patch(path('sshd'), change)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
    expect(await jail('sshd')).toEqual(before);
  });
});

describe('stopping, starting, reloading', () => {
  const address = '203.0.113.70';

  test('a stopped jail is still known, and its bans are back when it is started', async () => {
    await bangui.post('/api/v1/bans', { addresses: [address], jail: 'manual' });
    expect((await bangui.post(`${path('manual')}/stop`)).body).toMatchObject({
      state: 'stopped',
      currentlyBanned: null,
    });
    expect(await words('status')).not.toContain('manual');
    expect((await bangui.get(`/api/v1/bans?q=${address}`)).body.total).toBe(0);
    expect((await bangui.get('/api/v1/server')).body).toMatchObject({
      jails: { stopped: 1 },
      manualJail: 'stopped',
    });
    for (const again of ['stop', 'reload']) {
      expect(await bangui.post(`${path('manual')}/${again}`)).toMatchObject({
        status: 409,
        body: { code: 'jail_not_running' },
      });
    }
    expect((await bangui.patch(path('manual'), { maxretry: 3 })).status).toBe(409);

    expect((await bangui.post(`${path('manual')}/start`)).body.state).toBe('running');
    await eventually('the ban', async () => (await bangui.get(`/api/v1/bans?q=${address}`)).body.total === 1);
    expect((await bangui.post(`${path('manual')}/start`)).body.state).toBe('running');
  });

  test('a reload keeps the bans and the failures of other jails', async () => {
    await bangui.post(`${path('manual')}/reload`);
    expect((await bangui.get(`/api/v1/bans?q=${address}`)).body.total).toBe(1);
    expect((await jail('sshd')).totalFailed).toBe(1);
  });

  test('the manual jail is made once', async () => {
    expect(await bangui.post('/api/v1/manual-jail')).toMatchObject({
      status: 409,
      body: { code: 'jail_exists' },
    });
  });
});

describe('the allow-list', () => {
  const ignored = (name: string) => words('get', name, 'ignoreip');
  const items = async () => (await bangui.get('/api/v1/allow-list')).body.items;

  test('takes an entry for one jail or for all, with who and why', async () => {
    const forAll = await bangui.post('/api/v1/allow-list', { address: '192.0.2.80', note: ' the office ' });
    expect(forAll).toMatchObject({
      status: 201,
      body: { address: '192.0.2.80', jail: null, note: 'the office', createdBy: 'admin', source: 'bangui' },
    });
    expect(Math.abs(forAll.body.createdAt - Date.now() / 1000)).toBeLessThan(5);
    const forOne = { address: '2001:DB8:80::1/48', jail: 'front door' };
    expect((await bangui.post('/api/v1/allow-list', forOne)).body).toMatchObject({
      address: '2001:db8:80::/48',
      jail: 'front door',
    });
    for (const name of ['sshd', 'front door', 'manual']) expect(await ignored(name)).toContain('192.0.2.80');
    expect(await ignored('front door')).toContain('2001:db8:80::/48');
    expect(await ignored('sshd')).not.toContain('2001:db8:80::/48');
    expect((await jail('sshd')).ignoreIps).toContain('192.0.2.80');
  });

  test('shows what the files ignore as well, which can be changed there only', async () => {
    const fromFiles = (await items()).filter(({ source }: { source: string }) => source === 'configuration');
    expect(fromFiles).toHaveLength(2);
    const nothingMore = { note: '', createdAt: null, createdBy: null, source: 'configuration' };
    for (const address of ['198.51.100.9', '2001:db8:9::/48']) {
      expect(fromFiles).toContainEqual({ address, jail: 'sshd', ...nothingMore });
    }
    expect(await bangui.delete('/api/v1/allow-list?address=198.51.100.9&jail=sshd')).toMatchObject({
      status: 409,
      body: { code: 'allow_list_entry_in_file' },
    });
  });

  test.each([
    [409, 'allow_list_entry_exists', { address: ' 192.0.2.80/32 ' }],
    [422, 'validation_failed', { address: 'evil.example' }],
    [422, 'network_too_large', { address: '0.0.0.0/0' }],
    [422, 'network_too_large', { address: '2001::/16' }],
    [404, 'jail_not_found', { address: '192.0.2.81', jail: 'nowhere' }],
  ])('answers %d %s to %o', async (status, code, body) => {
    expect(await bangui.post('/api/v1/allow-list', body)).toMatchObject({ status, body: { code } });
  });

  const forgetful: [string, () => Promise<unknown>][] = [
    ['reloaded here', () => bangui.post(`${path('sshd')}/reload`)],
    [
      'stopped and started here',
      async () => {
        await bangui.post(`${path('sshd')}/stop`);
        await bangui.post(`${path('sshd')}/start`);
      },
    ],
    ['restarted with the daemon', () => daemon.restart()],
    [
      'killed with the daemon',
      async () => {
        await daemon.kill();
        await daemon.start();
      },
    ],
  ];

  test.each(forgetful)('is applied again to a jail that was %s', async (_how, forget) => {
    await forget();
    await eventually(
      'the entry in the daemon',
      async () => (await ignored('sshd')).includes('192.0.2.80'),
      10_000,
    );
    await eventually('the entry on the page', async () =>
      (await jail('sshd')).ignoreIps?.includes('192.0.2.80'),
    );
    await eventually('online', isOnline);
  });

  test('an entry taken off is ignored no more; an unknown one is told so', async () => {
    const remove = () => bangui.delete('/api/v1/allow-list?address=192.0.2.80');
    expect((await remove()).status).toBe(204);
    for (const name of ['sshd', 'front door', 'manual'])
      expect(await ignored(name)).not.toContain('192.0.2.80');
    expect(await remove()).toMatchObject({ status: 404, body: { code: 'allow_list_entry_not_found' } });
  });

  test('an entry that the files hold too, taken off, is still ignored as the files say', async () => {
    const same = { address: '198.51.100.9', jail: 'sshd', note: 'also here' };
    expect((await bangui.post('/api/v1/allow-list', same)).status).toBe(201);
    expect((await bangui.delete('/api/v1/allow-list?address=198.51.100.9&jail=sshd')).status).toBe(204);
    expect(await ignored('sshd')).toContain('198.51.100.9');
  });

  test('an entry made while fail2ban is away is applied when it is back', async () => {
    await daemon.kill();
    await eventually('offline', isOffline);
    expect((await bangui.post('/api/v1/allow-list', { address: '192.0.2.82' })).status).toBe(201);
    await daemon.start();
    await eventually('the entry', async () => (await ignored('sshd')).includes('192.0.2.82'));
    await eventually('online', isOnline);
  });
});

test('while fail2ban is away its jails are of unknown state, and every change is a 503 that tells what to do', async () => {
  await daemon.stop();
  await eventually('its socket missed', async () => {
    const { problem } = (await bangui.get('/api/v1/server')).body.fail2ban;
    return problem?.code === 'fail2ban_no_socket';
  });
  expect((await jail('sshd')).state).toBe('unknown');
  const answers = [
    await bangui.patch(path('sshd'), { maxretry: 3 }),
    await bangui.post(`${path('sshd')}/stop`),
    await bangui.post(`${path('sshd')}/start`),
    await bangui.post(`${path('sshd')}/reload`),
    await bangui.get(path('nowhere')),
    await bangui.post('/api/v1/manual-jail'),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'fail2ban_unavailable' } });
    expect(answer.body.detail).toMatch(/^There is no fail2ban socket at .*\. Start fail2ban, or set /);
  }
});

describe('a fail2ban that is set up oddly', () => {
  let odd: PrivateDaemon;
  let target: Bangui;

  beforeAll(async () => {
    odd = await createPrivateDaemon({
      jails: [
        { name: 'reporting', failregex, watches: 'nothing', options: { action: 'reporter' } },
        { name: 'fractions', failregex, watches: 'nothing', bantime: '1.5s', options: { findtime: '2.4s' } },
        { name: 'nines', failregex, watches: 'nothing', bantime: '9'.repeat(20) },
      ],
    });
    await writeFile(
      join(odd.configDir, 'action.d', 'reporter.conf'),
      `[Definition]
actionban = true "Authorization: Bearer <cftoken>" "<mykey>"
[Init]
cftoken = s3cr3t-of-the-service
mykey = open
`,
    );
    await odd.start();
    target = await startBangui({ daemon: odd });
    await eventually('every jail is read', async () => {
      const { items } = (await target.get('/api/v1/jails')).body;
      return items.every(({ bantimeSeconds }: { bantimeSeconds: number | null }) => bantimeSeconds !== null);
    });
  });

  afterAll(async () => {
    await target.dispose();
    await odd.dispose();
  });

  test('the secrets of its actions are hidden, also where fail2ban has put them into commands', async () => {
    const answer = await target.get('/api/v1/jails/reporting');
    expect(answer.text).not.toContain('s3cr3t');
    expect(answer.body.actions[0].properties).toMatchObject({
      cftoken: '•••',
      actionban: 'true "Authorization: Bearer •••" "open"',
    });
  });

  test('times that are no whole numbers, or too large for one, are shown as near as can be, and are those of the files', async () => {
    const { status, body } = await target.get('/api/v1/jails');
    expect(status).toBe(200);
    const bantimes = Object.fromEntries(
      body.items.map((item: { name: string; bantimeSeconds: number }) => [item.name, item.bantimeSeconds]),
    );
    expect(bantimes).toMatchObject({ fractions: 1, nines: 315_576_000_000 });
    for (const name of ['fractions', 'nines']) {
      await eventually('its files read', async () => {
        const { body } = await target.get(`/api/v1/jails/${name}`);
        return body.isLasting === true;
      });
    }
    expect((await target.get('/api/v1/server')).body.fail2ban.state).toBe('online');
  });

  test('an allow-list entry reaches a jail although another one refuses', async () => {
    const database = await openDatabase(':memory:');
    const socket = createFail2banSocket({ path: odd.socketPath });
    const commands = createFail2banCommands(socket);
    const store = createAllowListStore(database);
    const createdAt = 1_700_000_000;
    await store.add({ address: '192.0.2.77', jail: null, note: '', createdAt, createdBy: 'admin' });
    const log = createLogger('fatal');
    const watch = createDaemonWatch({ socket, commands, tool: createFail2banClientTool(odd), log });
    const allowList = await loadAllowList({ watch, commands, store, log, onChange() {}, onEdit() {} });
    await allowList.reconcile(['nowhere', 'fractions']);
    expect(await commands.ignoreIps('fractions')).toContain('192.0.2.77');
    socket.close();
    await database.destroy();
  });
});
