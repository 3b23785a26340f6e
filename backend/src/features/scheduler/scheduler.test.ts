import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, type BanguiOptions, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dataDir: string;
const running: Bangui[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-scheduler-'));
});

afterEach(async () => {
  for (const bangui of running.splice(0).reverse()) await bangui.dispose();
  await rm(dataDir, { recursive: true });
});

async function start(options: BanguiOptions = {}): Promise<Bangui> {
  const bangui = await startBangui({
    dataDir,
    schedulerTimings: { heartbeatMs: 50, ttlMs: 2_000, heartbeatDeadlineMs: 500 },
    ...options,
  });
  running.push(bangui);
  return bangui;
}

const standby = { environment: { BANGUI_SCHEDULER_MODE: 'standby' } };

/** What a browser hears of the scheduler; the first is the greeting. */
async function hear(bangui: Bangui): Promise<{ states(): { isHolder: boolean }[]; leave(): void }> {
  const leaving = new AbortController();
  const url = `${await bangui.listen()}/api/v1/events`;
  const response = await fetch(url, { headers: { cookie: bangui.cookie }, signal: leaving.signal });
  let text = '';
  const read = async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  };
  read().catch(() => {});
  return {
    states: () =>
      [...text.matchAll(/event: scheduler\ndata: (.*)\n/g)].map(([, data = '']) => JSON.parse(data)),
    leave: () => leaving.abort(),
  };
}

test('the holder says that it holds the lock, since when, and which jobs it runs', async () => {
  const bangui = await start();
  const { status, body } = await bangui.get('/api/v1/scheduler');
  expect(status).toBe(200);
  expect(body).toMatchObject({ lock: 'sqlite', mode: 'exclusive', isHolder: true, problem: null });
  expect(body.holder).toEqual({
    host: hostname(),
    process: process.pid,
    instance: expect.any(String),
    since: expect.any(Number),
    lastHeartbeat: expect.any(Number),
    fence: expect.any(Number),
  });
  expect(body.jobs).toContainEqual({
    name: 'blocklist-import',
    nextRunAt: null,
    running: null,
    lastRun: null,
  });
});

test('a stranger may ask who holds the lock by the readiness check alone', async () => {
  const bangui = await start();
  expect((await bangui.stranger().get('/api/v1/scheduler')).status).toBe(401);
  const { body } = await bangui.stranger().get('/api/health/ready');
  expect(body.scheduler).toEqual({ role: 'holder', holder: `${hostname()} (process ${process.pid})` });
});

test('a second instance in the mode exclusive does not start', async () => {
  await start();
  await expect(start()).rejects.toMatchObject({ name: 'SchedulerLockHeldError' });
});

test('one on standby serves the interface, starts no job, and tells its browsers when it takes over', async () => {
  const first = await start();
  const second = await start(standby);
  expect((await second.get('/api/health/ready')).body.scheduler.role).toBe('standby');
  const { holder } = (await second.get('/api/v1/scheduler')).body;
  expect(holder.instance).toBe((await first.get('/api/v1/scheduler')).body.holder.instance);
  const refusal = await second.post('/api/v1/blocklists/import', {});
  expect(refusal).toMatchObject({ status: 409, body: { code: 'not_scheduler_holder' } });
  const { states, leave } = await hear(second);
  await eventually('the greeting', async () => states().length === 1);
  await first.stop();
  await eventually('it has taken over', async () => states().at(-1)?.isHolder);
  leave();
  expect(states()[0]).toMatchObject({ isHolder: false, holder: { fence: holder.fence } });
  expect((await second.get('/api/v1/scheduler')).body.holder.fence).toBeGreaterThan(holder.fence);
});
