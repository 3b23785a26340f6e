import { networkInterfaces } from 'node:os';
import { type Bangui, PASSWORD, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type BlocklistClient, blocklistsOf, compiledOnly } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let bangui: Bangui;
let blocklists: BlocklistClient;

beforeAll(async () => {
  bangui = await startBangui({ environment: compiledOnly });
  blocklists = blocklistsOf(bangui);
});

afterAll(() => bangui.dispose());

afterEach(() => blocklists.removeAll());

async function addAndLook(...lines: string[]) {
  await blocklists.add({ name: lines.join().slice(0, 100), text: lines.map((line) => `${line}\n`).join('') });
  const { drops } = await blocklists.idle();
  return { drops, entries: await blocklists.entries() };
}

test('no list blocks networks that nobody on the Internet can send from', async () => {
  const { drops, entries } = await addAndLook(
    '10.0.0.0/8',
    '127.0.0.1',
    '192.168.7.0/24',
    'fe80::/32',
    '11.0.0.1',
  );
  expect(entries).toEqual(['11.0.0.1']);
  expect(drops).toEqual([
    {
      reason: 'special_use',
      count: 4,
      samples: expect.arrayContaining(['127.0.0.1 (special-use 127.0.0.0/8)']),
    },
  ]);
});

test('no list blocks this machine', async () => {
  const own = Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).map(({ address }) => address),
  );
  const { drops, entries } = await addAndLook('11.0.0.1', ...own);
  expect(entries).toEqual(['11.0.0.1']);
  expect(drops.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
});

test('no list blocks an address from which somebody is signed in', async () => {
  const visitor = bangui.stranger();
  const credentials = { username: 'admin', password: PASSWORD };
  await visitor.send({ method: 'POST', path: '/api/v1/auth/login', body: credentials, from: '11.7.0.4' });
  const { drops, entries } = await addAndLook('11.7.0.4/31', '11.0.0.1');
  expect(entries).toEqual(['11.0.0.1', '11.7.0.5']);
  expect(drops).toEqual([{ reason: 'signed_in', count: 1, samples: ['11.7.0.4/31 (signed-in 11.7.0.4)'] }]);
});

test('an address leaves the set as soon as it is allowed, and comes back when it is not any more', async () => {
  await addAndLook('11.0.0.0/30');
  const before = (await blocklists.idle()).id;
  const allowed = await bangui.post('/api/v1/allow-list', { address: '11.0.0.2' });
  expect(allowed.status).toBe(201);
  await eventually('a further run', async () => (await blocklists.idle()).id > before);
  const run = await blocklists.idle();
  expect(run).toMatchObject({ kind: 'compile', trigger: 'change', sources: [{ status: 'not_fetched' }] });
  expect(run.drops).toMatchObject([{ reason: 'allow_list', count: 1 }]);
  expect(await blocklists.entries()).toEqual(['11.0.0.0/31', '11.0.0.3']);

  await bangui.delete('/api/v1/allow-list?address=11.0.0.2');
  await eventually('a further run', async () => (await blocklists.idle()).id > run.id);
  expect(await blocklists.entries()).toEqual(['11.0.0.0/30']);
});

test('a set that is returned to blocks nobody who was allowed since', async () => {
  await addAndLook('11.0.0.2', '11.0.0.4');
  await addAndLook('11.0.0.6');
  const before = (await blocklists.idle()).id;
  const [, older] = await blocklists.versions();
  await bangui.post('/api/v1/allow-list', { address: '11.0.0.2' });
  await eventually('a further run', async () => (await blocklists.idle()).id > before);
  const run = await blocklists.rollback({ versionId: older?.id });
  expect(run).toMatchObject({ state: 'succeeded', drops: [{ reason: 'allow_list', count: 1 }] });
  expect(await blocklists.entries()).toEqual(['11.0.0.4']);
  const current = (await blocklists.versions()).find(({ isCurrent }) => isCurrent);
  expect(current).toMatchObject({ id: older?.id, counts: { ip4: 1 } });
  await bangui.delete('/api/v1/allow-list?address=11.0.0.2');
  await blocklists.idle();
});
