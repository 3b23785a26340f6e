import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Bangui, type BanguiOptions, PASSWORD, startBangui } from '@bangui/sandbox/bangui';
import { afterEach, describe, expect, test, vi } from 'vitest';

const running: Bangui[] = [];
const uptime = performance.now.bind(performance);
let passedSeconds = 0;

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  passedSeconds = 0;
  for (const bangui of running.splice(0)) await bangui.dispose();
});

async function start(options: BanguiOptions = {}): Promise<Bangui> {
  const bangui = await startBangui(options);
  running.push(bangui);
  return bangui;
}

const token = (bangui: Bangui) => bangui.app.sessions.setupToken();
const account = (setupToken: string) => ({ token: setupToken, username: 'ada', password: PASSWORD });
const login = (username = 'admin', password = PASSWORD) => ({ username, password });
const setCookie = ({ headers }: { headers: Record<string, unknown> }) => String(headers['set-cookie']);

/** Moves the clock without stopping the timers that the server lives on. */
function moveTimeOfDay(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
}

function passSeconds(seconds: number): void {
  moveTimeOfDay(seconds);
  passedSeconds += seconds;
  vi.spyOn(performance, 'now').mockImplementation(() => uptime() + passedSeconds * 1000);
}

describe('set-up of the first account', () => {
  test('is required until it is done, and then signs in', async () => {
    const bangui = await start({ isFresh: true });
    expect((await bangui.get('/api/v1/setup')).body).toEqual({ required: true, cookieSecure: true });

    const answer = await bangui.post('/api/v1/setup', account(token(bangui)));
    expect(answer).toMatchObject({ status: 201, body: { username: 'ada', expiresAt: expect.any(Number) } });
    expect((await bangui.get('/api/v1/auth/session')).body.username).toBe('ada');
    expect((await bangui.get('/api/v1/setup')).body.required).toBe(false);
  });

  test('takes nothing but the token of the log and the data folder', async () => {
    const bangui = await start({ isFresh: true });
    const right = token(bangui);
    for (const wrong of ['guess', right.slice(1), `${right}x`]) {
      expect(await bangui.post('/api/v1/setup', account(wrong))).toMatchObject({
        status: 403,
        body: { code: 'setup_token_invalid' },
      });
    }
    expect((await bangui.get('/api/v1/setup')).body.required).toBe(true);
  });

  test('guessing the token is slowed down', async () => {
    const bangui = await start({ isFresh: true });
    token(bangui);
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await bangui.post('/api/v1/setup', account('guess'))).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 429]);
  });

  test('the token is a file for its owner alone, the same after a restart, and gone with the set-up', async () => {
    const bangui = await start({ isFresh: true });
    const path = join(bangui.config.dataDir, 'setup-token');
    const first = token(bangui);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').trim()).toBe(first);
    expect(token(bangui)).toBe(first);
    expect(first).toMatch(/^[\w-]{32}$/);
    await bangui.post('/api/v1/setup', account(first));
    expect(existsSync(path)).toBe(false);
  });

  test('a token file that a crash left empty is written anew', async () => {
    const bangui = await start({ isFresh: true });
    const path = join(bangui.config.dataDir, 'setup-token');
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    expect(token(bangui)).toMatch(/^[\w-]{32}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await bangui.post('/api/v1/setup', account(token(bangui)))).status).toBe(201);
  });

  test('happens once, even if two people try at the same moment', async () => {
    const bangui = await start({ isFresh: true });
    const body = account(token(bangui));
    const [one, other] = await Promise.all([
      bangui.stranger().post('/api/v1/setup', body),
      bangui.stranger().post('/api/v1/setup', { ...body, username: 'eve' }),
    ]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    expect(await bangui.post('/api/v1/setup', body)).toMatchObject({
      status: 409,
      body: { code: 'setup_already_done' },
    });
  });

  test.each([
    ['a short password', { password: '1234567' }, 'password'],
    ['a user name with spaces', { username: 'two words' }, 'username'],
    ['no token', { token: '' }, 'token'],
  ])('refuses %s', async (_what, wrong, path) => {
    const bangui = await start({ isFresh: true });
    const answer = await bangui.post('/api/v1/setup', { ...account(token(bangui)), ...wrong });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ path, message: expect.any(String) }] },
    });
  });

  test('signing in before it is told to set up first', async () => {
    const bangui = await start({ isFresh: true });
    expect(await bangui.post('/api/v1/auth/login', login())).toMatchObject({
      status: 409,
      body: { code: 'setup_required' },
    });
  });

  test('unattended set-up makes the account and never overwrites one', async () => {
    const bangui = await start();
    await bangui.app.sessions.setUpUnattended('admin', 'another password');
    await bangui.app.sessions.setUpUnattended('mallory', 'another password');
    const client = bangui.stranger();
    expect((await client.post('/api/v1/auth/login', login('admin', 'another password'))).status).toBe(401);
    expect((await client.post('/api/v1/auth/login', login('mallory', 'another password'))).status).toBe(401);
    expect((await client.post('/api/v1/auth/login', login())).status).toBe(200);
  });

  test('unattended set-up by two instances at once makes one account', async () => {
    const bangui = await start({ isFresh: true });
    const { sessions } = bangui.app;
    await Promise.all([1, 2].map(() => sessions.setUpUnattended('admin', PASSWORD)));
    expect(bangui.log.filter((line) => line.includes('setup_completed'))).toHaveLength(1);
    expect((await bangui.post('/api/v1/auth/login', login())).status).toBe(200);
  });
});

describe('signing in', () => {
  test('an unknown user and a wrong password get the very same answer', async () => {
    const bangui = await start();
    const wrong = await bangui.stranger().post('/api/v1/auth/login', login('admin', 'wrong password'));
    const unknown = await bangui.stranger().post('/api/v1/auth/login', login('nobody'));
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe('invalid_credentials');
    expect(unknown.status).toBe(401);
    expect(unknown.text).toBe(wrong.text);
    expect(unknown.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['by default', {}, 'Path=/; HttpOnly; Secure; SameSite=Lax'],
    ['under a base path', { BANGUI_BASE_PATH: '/bangui' }, 'Path=/bangui/; HttpOnly; Secure; SameSite=Lax'],
    ['where plain HTTP is allowed', { BANGUI_COOKIE_SECURE: 'false' }, 'Path=/; HttpOnly; SameSite=Lax'],
  ])('the cookie %s', async (_when, environment, attributes) => {
    const bangui = await start({ environment });
    const answer = await bangui.stranger().post('/api/v1/auth/login', login());
    const [value, ...rest] = setCookie(answer).split('; ');
    expect(value).toMatch(/^bangui_session=[\w-]{43}$/);
    expect(rest.filter((part) => !part.startsWith('Expires=')).join('; ')).toBe(attributes);
    const expires = rest.find((part) => part.startsWith('Expires='))?.slice('Expires='.length) ?? '';
    expect(Date.parse(expires) / 1000).toBe(answer.body.expiresAt);
    expect(answer.body.expiresAt - Date.now() / 1000).toBeCloseTo(480 * 60, -1);
  });

  test('each sign-in is a session of its own', async () => {
    const bangui = await start();
    const other = bangui.stranger();
    await other.post('/api/v1/auth/login', login());
    expect(other.cookie).not.toBe(bangui.cookie);
    await other.post('/api/v1/auth/logout');
    expect((await bangui.get('/api/v1/auth/session')).status).toBe(200);
  });

  test('every route but health, set-up and signing in asks for a session', async () => {
    const bangui = await start();
    const stranger = bangui.stranger();
    const cookies = ['', 'bangui_session=', 'bangui_session=guess', `bangui_session=${'a'.repeat(43)}`];
    for (const path of ['server', 'jails', 'jails/sshd', 'bans', 'bans/evidence', 'allow-list', 'events']) {
      for (const cookie of cookies) {
        expect(await stranger.get(`/api/v1/${path}`, { cookie }), path).toMatchObject({
          status: 401,
          body: { code: 'not_authenticated' },
        });
      }
    }
    for (const path of ['bans', 'bans/release', 'allow-list', 'jails/sshd/stop', 'manual-jail']) {
      expect((await stranger.post(`/api/v1/${path}`, {})).status, path).toBe(401);
    }
    expect((await stranger.patch('/api/v1/jails/sshd', {})).status).toBe(401);
    expect((await stranger.delete('/api/v1/allow-list?address=192.0.2.1')).status).toBe(401);
  });

  test('the API document says which operations ask for a session, and is right', async () => {
    const bangui = await start();
    const { paths } = (await bangui.get('/api/openapi.json')).body as {
      paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>>;
    };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
    const open = [];
    for (const { path, method, security, responses } of operations) {
      const request = {
        method: method.toUpperCase() as 'GET',
        path: path.replace('{jail}', 'sshd'),
        ...(method === 'get' || method === 'delete' ? {} : { body: {} }),
      };
      const { body } = await bangui.stranger().send(request);
      const asks = body.code === 'not_authenticated';
      expect(security, `${method} ${path}`).toEqual(asks ? [{ session: [] }] : undefined);
      if (asks) expect(Object.keys(responses), `${method} ${path}`).toContain('4XX');
      else open.push(`${method} ${path}`);
    }
    expect(open.sort()).toEqual([
      'get /api/health',
      'get /api/health/live',
      'get /api/health/ready',
      'get /api/v1/setup',
      'get /feed/{file}',
      'post /api/v1/auth/login',
      'post /api/v1/auth/logout',
      'post /api/v1/setup',
    ]);
  });
});

describe('guessing passwords', () => {
  const guess = (bangui: Bangui, from: string, username = 'admin') =>
    bangui.stranger().send({
      method: 'POST',
      path: '/api/v1/auth/login',
      body: login(username, 'a wrong guess'),
      from,
    });

  test('waits longer after each failure, and says how long', async () => {
    const bangui = await start();
    const waits: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      expect((await guess(bangui, '203.0.113.1')).status).toBe(401);
    }
    for (let count = 0; count < 3; count += 1) {
      const answer = await guess(bangui, '203.0.113.1');
      expect(answer).toMatchObject({ status: 429, body: { code: 'login_throttled' } });
      expect(answer.headers['retry-after']).toBe(String(answer.body.retryAfterSeconds));
      waits.push(answer.body.retryAfterSeconds);
      passSeconds(answer.body.retryAfterSeconds);
      expect((await guess(bangui, '203.0.113.1')).status).toBe(401);
    }
    expect(waits).toEqual([2, 4, 8]);
  });

  test('from one address does not disturb another account from another address', async () => {
    const bangui = await start();
    for (let count = 0; count < 5; count += 1) await guess(bangui, '203.0.113.1', 'nobody');
    expect((await guess(bangui, '203.0.113.1')).status).toBe(429);
    expect((await bangui.stranger().post('/api/v1/auth/login', login())).status).toBe(200);
  });

  test('waits no longer because the time of day is set back', async () => {
    const bangui = await start();
    for (let count = 0; count < 4; count += 1) await guess(bangui, '203.0.113.70');
    moveTimeOfDay(-86_400);
    const { body } = await guess(bangui, '203.0.113.70');
    expect(body.retryAfterSeconds).toBeLessThanOrEqual(2);
  });

  test('an IPv6 guesser cannot hop within his /64', async () => {
    const bangui = await start();
    for (let count = 1; count <= 4; count += 1) await guess(bangui, `2001:db8::${count}`, `user${count}`);
    expect((await guess(bangui, '2001:db8::99', 'user9')).status).toBe(429);
    expect((await guess(bangui, '2001:db8:0:1::99', 'user9')).status).toBe(401);
  });

  test('many tries at once do not slip through together', async () => {
    const bangui = await start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(bangui, '203.0.113.1')));
    const heard = answers.filter(({ status }) => status === 401);
    expect(heard).toHaveLength(4);
  });

  test('from everywhere keeps the owner of the account out for half a minute at most', async () => {
    const bangui = await start();
    for (let count = 1; count <= 40; count += 1) {
      await guess(bangui, `203.0.113.${count}`);
      passSeconds(31);
    }
    await guess(bangui, '203.0.113.99');
    const answer = await bangui.stranger().post('/api/v1/auth/login', login());
    expect(answer.status).toBe(429);
    expect(answer.body.retryAfterSeconds).toBeLessThanOrEqual(30);
    passSeconds(30);
    expect((await bangui.stranger().post('/api/v1/auth/login', login())).status).toBe(200);
  });

  test('a right password forgives what came before', async () => {
    const bangui = await start();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 3; count += 1) await guess(bangui, '127.0.0.1');
      expect((await bangui.stranger().post('/api/v1/auth/login', login())).status).toBe(200);
    }
  });
});

describe('a session', () => {
  test('ends at logout on the server too, also while it is in use', async () => {
    const bangui = await start();
    const { cookie } = bangui;
    const uses = Array.from({ length: 10 }, () => bangui.stranger().get('/api/v1/auth/session', { cookie }));
    const logout = await bangui.post('/api/v1/auth/logout');
    await Promise.all(uses);
    expect(logout.status).toBe(204);
    expect(setCookie(logout)).toMatch(/^bangui_session=; .*Path=\/;.*Expires=Thu, 01 Jan 1970/);
    expect((await bangui.stranger().get('/api/v1/auth/session', { cookie })).status).toBe(401);
    expect((await bangui.stranger().get('/api/v1/jails', { cookie })).status).toBe(401);
  });

  test('signing out without one changes nothing', async () => {
    const bangui = await start();
    expect((await bangui.stranger().post('/api/v1/auth/logout')).status).toBe(204);
  });

  test('ends by itself', async () => {
    const bangui = await start({ environment: { BANGUI_SESSION_DURATION_MINUTES: '5' } });
    passSeconds(5 * 60 - 2);
    expect((await bangui.get('/api/v1/auth/session')).status).toBe(200);
    passSeconds(3);
    expect(await bangui.get('/api/v1/auth/session')).toMatchObject({
      status: 401,
      body: { code: 'not_authenticated' },
    });
  });

  test('survives a restart, and an ended one stays ended', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bangui-data-'));
    const first = await start({ dataDir });
    const ended = first.stranger();
    await ended.post('/api/v1/auth/login', login());
    const endedCookie = ended.cookie;
    await ended.post('/api/v1/auth/logout');
    await first.stop();

    const second = await start({ dataDir, isFresh: true });
    const session = { cookie: first.cookie };
    expect((await second.get('/api/v1/auth/session', session)).body).toMatchObject({ username: 'admin' });
    expect((await second.get('/api/v1/auth/session', { cookie: endedCookie })).status).toBe(401);
    await second.stop();
    await rm(dataDir, { recursive: true });
  });
});

describe('secrets', () => {
  test('are kept as hashes only, sessions as well as passwords', async () => {
    const bangui = await start();
    const secret = bangui.cookie.replace('bangui_session=', '');
    await bangui.stop();
    const database = new DatabaseSync(join(bangui.config.dataDir, 'bangui.sqlite3'), { readOnly: true });
    const accounts = database.prepare('SELECT * FROM accounts').all();
    const sessions = database.prepare('SELECT * FROM sessions').all();
    database.close();
    expect(accounts).toHaveLength(1);
    expect(sessions).toHaveLength(1);
    expect(accounts[0]!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const stored = JSON.stringify([accounts, sessions]);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(PASSWORD);
  });

  test('never reach the log, not even when typed into the wrong field or put into an address', async () => {
    const bangui = await start({ isFresh: true, environment: { BANGUI_LOG_LEVEL: 'trace' } });
    const setupToken = token(bangui);
    await bangui.post('/api/v1/setup', account('a-wrong-token'));
    await bangui.get(`/setup?token=${setupToken}`);
    await bangui.get(`/api/v1/setup?token=${setupToken}`);
    await bangui.post('/api/v1/setup', account(setupToken));
    const secret = bangui.cookie.replace('bangui_session=', '');
    await bangui.get('/api/v1/jails');
    await bangui.post('/api/v1/auth/login', login(PASSWORD, 'a wrong guess'));
    await bangui.post('/api/v1/auth/login', { password: PASSWORD });
    await bangui.post('/api/v1/auth/login', `{"password":"${PASSWORD}"`, {
      'content-type': 'application/json',
    });
    await bangui.post('/api/v1/auth/logout');
    await bangui.stop();
    const log = bangui.log.join('');
    expect(log).toContain('login_failed');
    for (const hidden of [PASSWORD, 'a wrong guess', 'a-wrong-token', setupToken, secret, 'bangui_session']) {
      expect(log).not.toContain(hidden);
    }
  });

  test('every log line is JSON with an event name in snake case', async () => {
    const bangui = await start();
    await bangui.post('/api/v1/auth/login', login('nobody'));
    await bangui.get('/api/v1/nowhere');
    await bangui.stop();
    const lines = bangui.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of lines) expect(line.event).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
    const requests = lines.filter(({ event }) => event === 'request_completed');
    expect(requests.length).toBeGreaterThanOrEqual(2);
    for (const request of requests) expect(request.reqId).toEqual(expect.any(String));
  });
});
