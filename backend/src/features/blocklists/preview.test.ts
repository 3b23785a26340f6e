import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { type ListServer, startListServer } from '@bangui/sandbox/list-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { compiledOnly } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let bangui: Bangui;
let lists: ListServer;

beforeAll(async () => {
  lists = await startListServer();
  bangui = await startBangui({ environment: compiledOnly });
});

afterAll(async () => {
  await bangui.dispose();
  await lists.close();
});

const preview = (body: object) => bangui.post('/api/v1/blocklists/preview', body);
const csv =
  'address,reason\n11.0.0.1,ssh\n11.0.0.1,again\nevil.example,ssh\n11.0.2.0/24,ssh\n2a00:1::1,ssh\n';
const seen = {
  detectedFormat: 'csv',
  bytes: Buffer.byteLength(csv),
  lines: 6,
  entries: 3,
  addresses: expect.any(Number),
  counts: { ip4: 1, net4: 1, ip6: 1, net6: 0 },
  samples: ['11.0.0.1', '11.0.2.0/24', '2a00:1::1'],
  drops: expect.arrayContaining([{ reason: 'duplicate', count: 1, samples: expect.any(Array) }]),
};

test('a list is shown as it would be read, from a URL or pasted, and nothing is kept of it', async () => {
  lists.put('/list.csv', csv);
  const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bangui-preview-'));
  const before = leftovers();
  expect(await preview({ url: `${lists.url}/list.csv` })).toMatchObject({ status: 200, body: seen });
  expect(await preview({ text: csv })).toMatchObject({ status: 200, body: seen });
  expect(leftovers()).toEqual(before);
  expect((await bangui.get('/api/v1/blocklists')).body.items).toEqual([]);
  expect((await bangui.get('/api/v1/blocklists/runs')).body.items).toEqual([]);
});

test('at most twenty entries are shown', async () => {
  const text = Array.from({ length: 50 }, (_, n) => `11.0.0.${2 * n}`).join('\n');
  const { body } = await preview({ text });
  expect(body.entries).toBe(50);
  expect(body.samples).toHaveLength(20);
});

test.each([
  ['a web page', { text: '<html>11.0.0.1</html>' }, /web page/],
  ['too many entries', { text: '11.0.0.1\n11.0.0.3\n', maxEntries: 1 }, /more than the 1/],
  ['too large a text', { text: '# nothing\n'.repeat(200), maxBytes: 1_024 }, /larger/],
])('%s is refused with the reason', async (_, body, reason) => {
  expect(await preview(body)).toMatchObject({
    status: 422,
    body: { code: 'list_unusable', detail: expect.stringMatching(reason) },
  });
});

test('what is not there is refused with the reason', async () => {
  expect(await preview({ url: `${lists.url}/nothing` })).toMatchObject({
    status: 422,
    body: { code: 'list_unusable', detail: expect.stringContaining('404') },
  });
});

test.each([
  ['neither', {}, undefined],
  ['both', { url: 'https://lists.example.com/', text: '' }, undefined],
  ['no URL', { url: 'lists.example.com' }, 'url'],
  ['another scheme', { url: 'file:///etc/passwd' }, 'url'],
])('%s is no request', async (_, body, field) => {
  const answer = await preview(body);
  expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  expect(answer.body.errors?.[0]?.path).toBe(field);
});
