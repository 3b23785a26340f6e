import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { type ListServer, startListServer } from '@bangui/sandbox/list-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BlocklistClient, blocklistsOf, compiledOnly } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let bangui: Bangui;
let blocklists: BlocklistClient;
let lists: ListServer;

beforeAll(async () => {
  lists = await startListServer();
  lists.put('/list.txt', '11.0.0.1\n11.0.0.3\n');
  bangui = await startBangui({ environment: compiledOnly });
  blocklists = blocklistsOf(bangui);
});

afterAll(async () => {
  await bangui.dispose();
  await lists.close();
});

const path = '/api/v1/blocklists';
const pasted = (name: string, text = '11.0.1.1\n') => ({ name, text });
const fetched = (name: string) => ({ name, url: `${lists.url}/list.txt` });
const textFile = (id: number) => join(bangui.config.dataDir, 'blocklist-texts', `${id}.txt`);
const pathsOf = ({ body }: { body: { errors?: { path: string }[] } }) =>
  (body.errors ?? []).map((error) => error.path);

describe('a source', () => {
  test('is imported at once, and shown with what it holds', async () => {
    const source = await blocklists.add({ ...pasted('held', '11.0.1.1\n11.0.2.0/24\n'), format: 'plain' });
    expect(source).toMatchObject({
      name: 'held',
      url: null,
      format: 'plain',
      detectedFormat: 'plain',
      createdBy: 'admin',
      lines: 2,
      entries: 2,
      addresses: 257,
      uniqueEntries: 2,
      problem: null,
      checkedAt: expect.any(Number),
      changedAt: expect.any(Number),
    });
    const { items } = (await bangui.get(path)).body;
    expect(items).toContainEqual(source);
    await blocklists.remove(source.id);
  });

  test('from a URL comes daily unless told otherwise, a pasted one never', async () => {
    const daily = await blocklists.add(fetched('daily'));
    expect(daily).toMatchObject({
      format: 'auto',
      csvColumn: 1,
      schedule: expect.stringMatching(/^\d{1,2} \d{1,2} \* \* \*$/),
      timeZone: 'UTC',
      enabled: true,
      maxBytes: 64 * 1024 * 1024,
      maxEntries: 2_000_000,
    });
    const due = new Date((daily.nextRunAt ?? 0) * 1000);
    expect(`${due.getUTCMinutes()} ${due.getUTCHours()} * * *`).toBe(daily.schedule);
    expect(due.getTime()).toBeGreaterThan(Date.now());

    const once = await blocklists.add(pasted('once'));
    expect(once).toMatchObject({ schedule: null, nextRunAt: null });
    const byHand = await blocklists.add({ ...fetched('by hand'), schedule: null });
    expect(byHand).toMatchObject({ schedule: null, nextRunAt: null });
    await blocklists.removeAll();
  });

  test('is due by its own time zone, and no more once it is switched off', async () => {
    const source = await blocklists.add({
      ...fetched('zone'),
      schedule: '30 12 * * *',
      timeZone: 'Asia/Kolkata',
    });
    expect(new Date((source.nextRunAt ?? 0) * 1000).toISOString()).toContain('T07:00:00');
    await blocklists.change(source.id, { enabled: false });
    expect((await blocklists.source(source.id)).nextRunAt).toBeNull();
    await blocklists.remove(source.id);
  });

  test('has a name of its own', async () => {
    const first = await blocklists.add(pasted('taken'));
    const second = await blocklists.add(pasted('free'));
    const refused = { status: 409, body: { code: 'blocklist_name_taken' } };
    expect(await bangui.post(path, pasted(' taken '))).toMatchObject(refused);
    expect(await bangui.patch(`${path}/${second.id}`, { name: 'taken' })).toMatchObject(refused);
    expect((await bangui.patch(`${path}/${first.id}`, { name: 'taken' })).status).toBe(200);
    await blocklists.removeAll();
  });

  test('that is not there', async () => {
    const missing = { status: 404, body: { code: 'blocklist_not_found' } };
    expect(await bangui.get(`${path}/999`)).toMatchObject(missing);
    expect(await bangui.patch(`${path}/999`, { name: 'x' })).toMatchObject(missing);
    expect(await bangui.delete(`${path}/999`)).toMatchObject(missing);
    expect(await bangui.post(`${path}/import`, { ids: [999] })).toMatchObject(missing);
  });

  test('is removed with its text', async () => {
    const { id } = await blocklists.add(pasted('removed', '11.0.9.9\n'));
    expect(readFileSync(textFile(id), 'utf8')).toBe('11.0.9.9\n');
    await blocklists.remove(id);
    expect(existsSync(textFile(id))).toBe(false);
    expect((await bangui.get(`${path}/${id}`)).status).toBe(404);
    expect(await blocklists.entries()).not.toContain('11.0.9.9');
  });
});

describe('what could never work is refused, and told by field', () => {
  const cases: [string, string[], object][] = [
    ['no name', ['name'], { name: '  ', text: '' }],
    ['an address without a scheme', ['url'], { name: 'x', url: 'lists.example.com/bad.txt' }],
    ['another scheme', ['url'], { name: 'x', url: 'file:///etc/passwd' }],
    ['a password in the URL', ['url'], { name: 'x', url: 'https://me:secret@example.com/' }],
    ['a schedule that is none', ['schedule'], { name: 'x', text: '', schedule: 'daily' }],
    ['a schedule that comes too often', ['schedule'], { name: 'x', text: '', schedule: '* * * * *' }],
    ['a schedule that never comes', ['schedule'], { name: 'x', text: '', schedule: '0 0 30 2 *' }],
    ['no such time zone', ['timeZone'], { name: 'x', text: '', schedule: '0 3 * * *', timeZone: 'Mars/X' }],
    ['no such time zone, as yet unused', ['timeZone'], { name: 'x', text: '', timeZone: 'Mars/X' }],
    ['no such format', ['format'], { name: 'x', text: '', format: 'xml' }],
    ['no such column', ['csvColumn'], { name: 'x', text: '', csvColumn: 0 }],
    ['a limit beyond all limits', ['maxEntries'], { name: 'x', text: '', maxEntries: 1e9 }],
    ['two mistakes', ['url', 'schedule'], { name: 'x', url: 'ftp://example.com', schedule: 'x' }],
  ];

  test.each(cases)('%s', async (_, paths, body) => {
    const answer = await bangui.post(path, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(pathsOf(answer)).toEqual(paths);
    expect((await bangui.get(path)).body.items).toEqual([]);
  });

  test('a list is either fetched or pasted, and stays so', async () => {
    const refused = { status: 422, body: { code: 'validation_failed' } };
    expect(await bangui.post(path, { name: 'both', text: '', url: lists.url })).toMatchObject(refused);
    expect(await bangui.post(path, { name: 'neither' })).toMatchObject(refused);
    const { id } = await blocklists.add(pasted('pasted'));
    expect(await bangui.patch(`${path}/${id}`, { url: lists.url })).toMatchObject(refused);
    const other = await blocklists.add(fetched('fetched'));
    expect(await bangui.patch(`${path}/${other.id}`, { text: '11.0.0.1' })).toMatchObject(refused);
    expect(await bangui.patch(`${path}/${other.id}`, { url: null })).toMatchObject(refused);
    await blocklists.removeAll();
  });
});

describe('a change', () => {
  test('of what is read makes the list be fetched whole again, any other not at all', async () => {
    const { id } = await blocklists.add(fetched('changing'));
    const renamed = await blocklists.change(id, { name: 'renamed' });
    expect(renamed).toMatchObject({
      kind: 'compile',
      trigger: 'change',
      sources: [{ status: 'not_fetched' }],
    });
    expect((await blocklists.import()).sources).toMatchObject([{ status: 'unchanged', receivedBytes: 0 }]);
    for (const change of [{ format: 'csv' }, { url: `${lists.url}/list.txt#2` }, { maxEntries: 100 }]) {
      const { sources } = await blocklists.change(id, change);
      expect(sources, JSON.stringify(change)).toMatchObject([{ status: 'unchanged', receivedBytes: 18 }]);
    }
    await blocklists.remove(id);
  });

  test('of a pasted text is taken in at once', async () => {
    const { id } = await blocklists.add(pasted('text', '11.0.3.1\n'));
    expect(await blocklists.change(id, { text: '11.0.3.2\n' })).toMatchObject({ added: 1, removed: 1 });
    expect(await blocklists.entries()).toEqual(['11.0.3.2']);
    await blocklists.remove(id);
  });
});

test('the catalogue knows which of its lists are there already', async () => {
  const before = (await bangui.get(`${path}/catalogue`)).body.items;
  expect(before.length).toBeGreaterThan(5);
  expect(before.every(({ sourceId }: { sourceId: unknown }) => sourceId === null)).toBe(true);
  const { id: entry, name, url, format, csvColumn, schedule } = before[0];
  const added = await bangui.post(path, { name, url, format, csvColumn, schedule, enabled: false });
  expect(added.status).toBe(201);
  const after = (await bangui.get(`${path}/catalogue`)).body.items;
  for (const { id, sourceId } of after) expect(sourceId).toBe(id === entry ? added.body.id : null);
  await blocklists.removeAll();
});

test('every route asks for a session', async () => {
  const { paths } = (await bangui.get('/api/openapi.json')).body;
  const routes = Object.entries<object>(paths)
    .filter(([route]) => route.startsWith(path))
    .flatMap(([route, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), route]));
  expect(routes.length).toBeGreaterThan(15);
  for (const [method, route] of routes as ['GET' | 'POST', string][]) {
    const answer = await bangui.stranger().send({ method, path: route.replace('{id}', '1') });
    expect(answer, `${method} ${route}`).toMatchObject({ status: 401 });
  }
});

describe('without leave to fetch from private networks', () => {
  let careful: Bangui;

  beforeAll(async () => {
    careful = await startBangui({ environment: { BANGUI_BLOCKLIST_DRIVER: 'off' } });
  });

  afterAll(() => careful.dispose());

  test.each(['this machine', 'a cloud’s metadata'])('nothing is asked of %s', async (where) => {
    const url =
      where === 'this machine' ? `${lists.url}/list.txt` : 'http://169.254.169.254/latest/meta-data';
    const preview = await careful.post(`${path}/preview`, { url });
    const refusal = expect.stringContaining('is no public address');
    expect(preview).toMatchObject({ status: 422, body: { code: 'list_unusable', detail: refusal } });

    const watcher = blocklistsOf(careful);
    const source = await watcher.add({ name: where, url });
    expect(source).toMatchObject({ problem: refusal, entries: null });
    expect(await watcher.idle()).toMatchObject({
      state: 'failed',
      sources: [{ status: 'failed', receivedBytes: 0, problem: refusal }],
    });
    await watcher.remove(source.id);
  });
});
