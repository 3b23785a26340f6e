/** Two instances on one database: whichever is asked, both know. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, type BanguiOptions, PASSWORD, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { blocklistsOf, compiledOnly } from './features/blocklists/test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let dataDir: string;
const running: Bangui[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-instances-'));
});

afterEach(async () => {
  for (const bangui of running.splice(0).reverse()) await bangui.dispose();
  await rm(dataDir, { recursive: true });
});

async function start(options: BanguiOptions = {}): Promise<Bangui> {
  const environment = { ...compiledOnly, BANGUI_SCHEDULER_MODE: 'standby' };
  const bangui = await startBangui({ dataDir, environment, ...options });
  running.push(bangui);
  return bangui;
}

/** The events that a browser at this instance hears, and whether they have ended. */
async function hear(bangui: Bangui): Promise<{ names(): string[]; hasEnded(): boolean }> {
  const url = `${await bangui.listen()}/api/v1/events`;
  const response = await fetch(url, { headers: { cookie: bangui.cookie } });
  let text = '';
  let isOver = false;
  const read = async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  };
  read()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return {
    names: () => [...text.matchAll(/^event: (.*)$/gm)].map(([, name = '']) => name),
    hasEnded: () => isOver,
  };
}

const statusAt = async (bangui: Bangui, cookie: string) =>
  (await bangui.stranger().get('/api/v1/auth/session', { cookie })).status;

test('a session that ends at one instance ends at the other, and so do its events there', async () => {
  const [one, other] = [await start(), await start()];
  const { cookie } = one;
  other.cookie = cookie;
  const stream = await hear(other);
  await eventually('the greeting', async () => stream.names().includes('server'));
  expect(await statusAt(other, cookie)).toBe(200);

  await one.post('/api/v1/auth/logout');
  await eventually('the other one knows', async () => (await statusAt(other, cookie)) === 401);
  await eventually('the stream ends', async () => stream.hasEnded());
});

test('a session that somebody else ends leaves those of the others alone', async () => {
  const [one, other] = [await start(), await start()];
  const leaver = one.stranger();
  await leaver.post('/api/v1/auth/login', { username: 'admin', password: PASSWORD });
  const { cookie } = leaver;
  expect(await statusAt(other, cookie)).toBe(200);
  const stream = await hear(other);
  await eventually('the greeting', async () => stream.names().includes('server'));

  await leaver.post('/api/v1/auth/logout');
  await eventually('the other one knows', async () => (await statusAt(other, cookie)) === 401);
  await one.post('/api/v1/allow-list', { address: '198.51.100.1' });
  await eventually('the event', async () => stream.names().includes('allow_list'));
  expect(stream.hasEnded()).toBe(false);
});

test('what is allowed at one is shown at the other until it is removed there, and its browsers are told', async () => {
  const [one, other] = [await start(), await start()];
  const stream = await hear(other);
  const isShown = async (bangui: Bangui, note: string) =>
    (await bangui.get('/api/v1/allow-list')).body.items.some((item: { note: string }) => item.note === note);

  await one.post('/api/v1/allow-list', { address: '198.51.100.7', note: 'office' });
  await eventually('the other one shows it', () => isShown(other, 'office'));
  await eventually('the event', async () => stream.names().includes('allow_list'));

  expect((await other.delete('/api/v1/allow-list?address=198.51.100.7')).status).toBe(204);
  await eventually('it is gone', async () => !(await isShown(one, 'office')));
});

test('whoever is allowed at one on standby leaves the set that the holder enforces', async () => {
  const [holder, other] = [await start(), await start()];
  const blocklists = blocklistsOf(holder);
  await blocklists.add({ name: 'list', text: '11.0.0.0/30\n' });
  expect((await other.post('/api/v1/allow-list', { address: '11.0.0.2' })).status).toBe(201);
  await eventually('the set without it', async () => (await blocklists.entries()).includes('11.0.0.3'));
  expect(await blocklists.entries()).toEqual(['11.0.0.0/31', '11.0.0.3']);
});

test('a list that is added at one on standby is imported by the holder, and shown when that is done', async () => {
  const [holder, other] = [await start(), await start()];
  const stream = await hear(other);
  await other.post('/api/v1/blocklists', { name: 'list', text: '11.0.0.1\n' });
  const told = stream.names().filter((name) => name === 'blocklists').length;
  await eventually('the set', async () => (await blocklistsOf(other).versions()).length === 1, 25_000);
  await eventually(
    'the event',
    async () => stream.names().filter((name) => name === 'blocklists').length > told,
  );
  expect((await blocklistsOf(holder).runs()).map(({ state }) => state)).toEqual(['succeeded']);
});

test('two fresh ones agree on the token of the set-up, and that it is done once', async () => {
  const [one, other] = [await start({ isFresh: true }), await start({ isFresh: true })];
  const token = one.app.sessions.setupToken();
  expect(other.app.sessions.setupToken()).toBe(token);
  const account = { token, username: 'ada', password: PASSWORD };
  expect((await other.post('/api/v1/setup', account)).status).toBe(201);
  expect((await one.get('/api/v1/setup')).body.required).toBe(false);
  expect((await one.post('/api/v1/setup', account)).status).toBe(409);
  expect((await one.post('/api/v1/auth/login', { username: 'ada', password: PASSWORD })).status).toBe(200);
});
