import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      {
        name: 'slow',
        watches: 'nothing',
        options: { action: 'harmless[actionban="sleep 2", actionreload="sleep 2", actionstop="sleep 2"]' },
      },
      { name: 'sluggish', watches: 'nothing', options: { action: 'harmless[actionreload="sleep 7"]' } },
      { name: 'firm', watches: 'nothing', options: { action: 'harmless[actionban="sleep 0.1"]' } },
    ],
  });
  bangui = await startBangui({ daemon });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

const online = { status: 'ok', fail2ban: 'online' };
const offline = { status: 'unavailable', fail2ban: 'offline' };

/** Asks without a session, and holds the promise that there is an answer within two seconds. */
async function health(path = '/api/health', of: Bangui = bangui) {
  const started = performance.now();
  const { status, body } = await of.stranger().get(path);
  expect(performance.now() - started).toBeLessThan(2_000);
  return { status, body };
}

test('a daemon that answers is online', async () => {
  expect(await health()).toEqual({ status: 200, body: online });
  expect(await health('/api/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  const scheduler = { role: 'holder', holder: `${hostname()} (process ${process.pid})` };
  expect(await health('/api/health/ready')).toEqual({ status: 200, body: { status: 'ok', scheduler } });
});

test('without a socket fail2ban is offline, while BanGUI itself lives', async () => {
  const lonely = await startBangui();
  expect(await health('/api/health', lonely)).toEqual({ status: 503, body: offline });
  expect(await health('/api/health/live', lonely)).toEqual({ status: 200, body: { status: 'ok' } });
  const ready = await health('/api/health/ready', lonely);
  expect(ready).toMatchObject({
    status: 503,
    body: { status: 'unavailable', scheduler: { role: 'holder' } },
  });
  await lonely.dispose();
});

describe('a daemon that is busy with a command of our own is online', () => {
  async function healthUntil(work: Promise<{ status: number }>): Promise<number[]> {
    let isDone = false;
    const working = work.finally(() => {
      isDone = true;
    });
    const statuses: number[] = [];
    while (!isDone) {
      statuses.push((await health()).status);
      await pause(20);
    }
    expect((await working).status).toBe(200);
    return statuses;
  }

  test.each([
    ['a ban whose action takes seconds', '/api/v1/bans', { addresses: ['203.0.113.1'], jail: 'slow' }],
    [
      'many bans at once',
      '/api/v1/bans',
      { addresses: Array.from({ length: 40 }, (_, index) => `203.0.113.${index}`), jail: 'firm' },
    ],
    ['a jail that takes its files anew', '/api/v1/jails/slow/reload', undefined],
    ['a jail that is stopped', '/api/v1/jails/slow/stop', undefined],
    ['a jail that is started', '/api/v1/jails/slow/start', undefined],
  ])('%s', async (_what, path, body) => {
    const statuses = await healthUntil(bangui.post(path, body));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect((await bangui.get('/api/v1/server')).body.fail2ban.state).toBe('online');
  });
});

test('a jail whose reload takes longer than any command is no sign of trouble', async () => {
  await bangui.post('/api/v1/jails/sluggish/reload');
  expect((await bangui.get('/api/v1/server')).body.fail2ban.state).toBe('online');
  expect(bangui.log.filter((line) => line.includes('fail2ban_offline'))).toEqual([]);
});

test('a daemon that accepts and never answers is offline within two seconds, and online when it goes on', async () => {
  daemon.pause();
  try {
    await eventually('offline', async () => (await health()).status === 503);
    expect(await health()).toEqual({ status: 503, body: offline });
    const together = await Promise.all(Array.from({ length: 20 }, () => health()));
    expect(together.every(({ status }) => status === 503)).toBe(true);
    expect(await health('/api/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  } finally {
    daemon.resume();
  }
  await eventually('online', async () => (await health()).status === 200);
});

test('a daemon that never answers does not keep BanGUI from stopping', async () => {
  const other = await startBangui({ daemon });
  daemon.pause();
  try {
    await pause(400);
    const started = performance.now();
    await other.dispose();
    expect(performance.now() - started).toBeLessThan(1_000);
  } finally {
    daemon.resume();
  }
});

test('a killed daemon is offline, and online as soon as it is back', async () => {
  await daemon.kill();
  await eventually('offline', async () => (await health()).status === 503);
  await daemon.start();
  await eventually('online', async () => (await health()).status === 200);
});
