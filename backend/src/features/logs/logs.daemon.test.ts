import { appendFile, rename, rm } from 'node:fs/promises';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, expect, test } from 'vitest';

let daemon: PrivateDaemon;
let bangui: Bangui;
let url: string;
const leavings: AbortController[] = [];

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', filter: 'sshd' },
      { name: 'manual', watches: 'nothing', bantime: -1 },
    ],
  });
  bangui = await startBangui({ daemon });
  url = await bangui.listen();
});

afterAll(async () => {
  for (const leaving of leavings) leaving.abort();
  await bangui?.dispose();
  await daemon?.dispose();
});

const read = async (query = '') => (await bangui.get(`/api/v1/logs/fail2ban${query}`)).body;
const ban = (address: string) => daemon.client('set', 'manual', 'banip', address);

interface Heard {
  readonly messages: string[];
  readonly events: string[];
  lastId: string;
  leave(): void;
}

/** As a browser's EventSource reads. */
async function follow(query: string, headers: Record<string, string> = {}): Promise<Heard> {
  const leaving = new AbortController();
  leavings.push(leaving);
  const response = await fetch(`${url}/api/v1/logs/fail2ban/follow${query}`, {
    headers: { cookie: bangui.cookie, ...headers },
    signal: leaving.signal,
  });
  const heard: Heard = { messages: [], events: [], lastId: '', leave: () => leaving.abort() };
  const take = (block: string) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
    if (fields.event === undefined || fields.event === 'alive') return;
    heard.events.push(fields.event);
    heard.lastId = fields.id ?? heard.lastId;
    const { items = [] } = JSON.parse(fields.data) ?? {};
    heard.messages.push(...items.map((item: { message: string }) => item.message));
  };
  const listen = async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  };
  listen().catch(() => {});
  return heard;
}

test('tells where fail2ban writes its log, and which logs its jails watch', async () => {
  const list = async () => (await bangui.get('/api/v1/logs')).body;
  await eventually('the settings of the jails', async () => (await list()).jails.length === 1);
  const { fail2ban, jails } = await list();
  expect(fail2ban).toMatchObject({ kind: 'file', target: daemon.daemonLogPath, problem: null });
  expect(fail2ban.files).toMatchObject([{ name: 'fail2ban.log', sizeBytes: expect.any(Number) }]);
  expect(jails).toMatchObject([{ jail: 'sshd', path: daemon.logFile('sshd'), sizeBytes: 0, problem: null }]);
});

test('reads what the daemon has written, the newest first', async () => {
  await ban('192.0.2.77');
  const [newest] = (await read('?jail=manual')).items;
  expect(newest).toMatchObject({
    level: 'NOTICE',
    component: 'actions',
    jail: 'manual',
    message: '[manual] Ban 192.0.2.77',
    addresses: ['192.0.2.77'],
    details: [],
    isCut: false,
  });
  expect(Math.abs(newest.atMs - Date.now())).toBeLessThan(60_000);
  const { items } = await read('?limit=200');
  expect(items.at(-1).message).toMatch(/^-{10,}$/);
  expect(items.every(({ level }: { level: string | null }) => level !== null)).toBe(true);
});

test('pages follow each other without a gap', async () => {
  const whole = (await read('?limit=200')).items;
  const paged = [];
  let cursor = '';
  do {
    const page = await read(`?limit=7${cursor}`);
    paged.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(paged.slice(-whole.length)).toEqual(whole);
});

test('follows what is written after a page, by the same filter, and resumes after a break', async () => {
  const { newest } = await read('?jail=manual');
  await ban('192.0.2.1');
  const first = await follow(`?jail=manual&lastEventId=${newest}`);
  await eventually('the first ban', async () => first.messages.includes('[manual] Ban 192.0.2.1'));
  first.leave();
  await ban('192.0.2.2');
  await daemon.client('set', 'sshd', 'banip', '192.0.2.3');
  const back = await follow('?jail=manual', { 'last-event-id': first.lastId });
  await eventually('the second ban', async () => back.messages.includes('[manual] Ban 192.0.2.2'));
  await ban('192.0.2.4');
  await eventually('the third ban', async () => back.messages.includes('[manual] Ban 192.0.2.4'));
  expect(back.messages).toEqual(['[manual] Ban 192.0.2.2', '[manual] Ban 192.0.2.4']);
  expect(back.events).not.toContain('reset');
});

test('goes on through a rotation as logrotate does it', async () => {
  const heard = await follow('?level=NOTICE');
  await ban('192.0.2.10');
  await eventually('the ban before', async () => heard.messages.includes('[manual] Ban 192.0.2.10'));
  await rename(daemon.daemonLogPath, `${daemon.daemonLogPath}.1`);
  await ban('192.0.2.11');
  await daemon.client('flushlogs');
  await ban('192.0.2.12');
  await eventually('the ban after', async () => heard.messages.includes('[manual] Ban 192.0.2.12'));
  const bans = ['192.0.2.10', '192.0.2.11', '192.0.2.12'].map((address) => `[manual] Ban ${address}`);
  expect(heard.messages).toEqual(bans);
  const { items } = await read('?level=NOTICE&limit=3');
  expect(items.map(({ message }: { message: string }) => message)).toEqual(bans.toReversed());
  expect(
    (await bangui.get('/api/v1/logs')).body.fail2ban.files.map(({ name }: { name: string }) => name),
  ).toEqual(['fail2ban.log', 'fail2ban.log.1']);
});

test('bytes of any kind in the log come as text', async () => {
  await appendFile(daemon.daemonLogPath, Buffer.from([0xff, 0x00, 0x1b, 0x5b, 0x33, 0x0a]));
  await ban('192.0.2.20');
  const { items } = await read('?limit=2');
  expect(items[1].details.concat(items[1].message)).toContain('\ufffd\0\u001b[3');
});

test.each([
  ['address=192.0.2', 422, 'validation_failed'],
  ['level=LOUD', 422, 'validation_failed'],
  ['limit=100000', 422, 'validation_failed'],
  [`text=${'x'.repeat(201)}`, 422, 'validation_failed'],
])('refuses ?%s', async (query, status, code) => {
  expect(await bangui.get(`/api/v1/logs/fail2ban?${query}`)).toMatchObject({ status, body: { code } });
  expect(await bangui.stranger().get('/api/v1/logs')).toMatchObject({ status: 401 });
});

test('a cursor that nobody gave out leads to the newest lines', async () => {
  const { status, body } = await bangui.get('/api/v1/logs/fail2ban?limit=1&cursor=..%2F..%2Fetc%2Fpasswd');
  expect(status).toBe(200);
  expect(body.items).toHaveLength(1);
});

const isOnline = async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'online';

test('while fail2ban is down its log can be read, also by a BanGUI that has never met it', async () => {
  await daemon.stop();
  await eventually('it is known to be down', async () => !(await isOnline()));
  expect((await read('?limit=1')).items[0].message).toBe('Exiting Fail2ban');
  const newcomer = await startBangui({ environment: { BANGUI_FAIL2BAN_CONFIG_DIR: daemon.configDir } });
  const { body } = await newcomer.get('/api/v1/logs/fail2ban?limit=1');
  await newcomer.dispose();
  expect(body.items[0].message).toBe('Exiting Fail2ban');
  await daemon.start();
  await eventually('it is back', isOnline);
});

test('a log that is gone is said to be gone', async () => {
  await rm(daemon.daemonLogPath);
  await rm(`${daemon.daemonLogPath}.1`);
  expect(await bangui.get('/api/v1/logs/fail2ban')).toMatchObject({
    status: 404,
    body: { code: 'log_file_not_found' },
  });
});

test('a daemon that writes to no file says so', async () => {
  await daemon.client('set', 'logtarget', 'STDOUT');
  expect((await bangui.get('/api/v1/logs')).body.fail2ban).toMatchObject({
    kind: 'elsewhere',
    target: 'STDOUT',
  });
  expect(await bangui.get('/api/v1/logs/fail2ban')).toMatchObject({
    status: 409,
    body: { code: 'log_elsewhere' },
  });
  expect(await bangui.get('/api/v1/logs/fail2ban/follow')).toMatchObject({ status: 409 });
});
