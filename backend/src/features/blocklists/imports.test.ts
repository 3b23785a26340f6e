import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type ListServer, startListServer } from '@bangui/sandbox/list-server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Answerer,
  type BlocklistClient,
  blocklistsOf,
  compiledOnly,
  startTestServer,
  type TestServer,
} from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let bangui: Bangui;
let blocklists: BlocklistClient;
let lists: ListServer;
let odd: TestServer;

beforeAll(async () => {
  [lists, odd] = await Promise.all([startListServer(), startTestServer()]);
  bangui = await startBangui({ environment: compiledOnly });
  blocklists = blocklistsOf(bangui);
});

afterAll(async () => {
  await bangui.dispose();
  await Promise.all([lists.close(), odd.close()]);
});

afterEach(() => blocklists.removeAll());

const path = '/api/v1/blocklists';
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

async function addFetched(name: string, ...lines: string[]) {
  lists.put(`/${name}`, text(...lines));
  return blocklists.add({ name, url: `${lists.url}/${name}` });
}

/** Sends a line now and then until it is told to end. */
function slowly(line: string): { answer: Answerer; end: () => void; left: Promise<void> } {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  let isEnded = false;
  const answer: Answerer = (_request, response) => {
    response.once('close', resolve);
    const timer = setInterval(() => {
      if (!isEnded) return void response.write(line);
      clearInterval(timer);
      response.end();
    }, 50);
    response.once('close', () => clearInterval(timer));
  };
  return {
    answer,
    left,
    end() {
      isEnded = true;
    },
  };
}

/** Begins to import such a list; resolves once some of it has arrived. */
async function beginSlowly(name: string) {
  const slow = slowly('11.9.0.1\n');
  odd.on(`/${name}`, slow.answer);
  const source = (await bangui.post(path, { name, url: `${odd.url}/${name}` })).body;
  const run = await eventually('some lines', async () => {
    const [newest] = await blocklists.runs();
    return newest?.sources.find(({ sourceId, lines }) => sourceId === source.id && lines > 0) && newest;
  });
  return { ...slow, source, run };
}

describe('an import', () => {
  test('makes one set of all lists, and says what they share', async () => {
    const a = await addFetched('a', '11.0.0.1', '11.0.0.3', '11.0.0.5', '2a00:1::1');
    const b = await blocklists.add({
      name: 'b',
      text: text('11.0.0.3', '11.0.0.5', '11.0.0.9', '11.0.1.0/25', '11.0.1.128/25'),
    });
    const run = await blocklists.import();
    expect(run).toMatchObject({
      state: 'succeeded',
      kind: 'import',
      trigger: 'manual',
      requestedBy: 'admin',
      dryRun: false,
      stage: null,
      counts: { ip4: 4, net4: 1, ip6: 1, net6: 0 },
      applied: 'not_enforced',
      problem: null,
    });
    expect(await blocklists.entries()).toEqual([
      '11.0.0.1',
      '11.0.0.3',
      '11.0.0.5',
      '11.0.0.9',
      '11.0.1.0/24',
      '2a00:1::1',
    ]);
    expect(await blocklists.source(a.id)).toMatchObject({
      entries: 4,
      uniqueEntries: 2,
      overlaps: [{ sourceId: b.id, entries: 2 }],
    });
    expect(await blocklists.source(b.id)).toMatchObject({
      entries: 4,
      uniqueEntries: 2,
      overlaps: [{ sourceId: a.id, entries: 2 }],
    });
    const [version] = await blocklists.versions();
    expect(version).toMatchObject({
      isCurrent: true,
      counts: run.counts,
      sources: [{ entries: 4 }, { entries: 4 }],
    });
  });

  test('counts what came and what went', async () => {
    await addFetched('counted', '11.0.0.1', '11.0.0.3', '11.0.0.5');
    lists.put('/counted', text('11.0.0.1', '11.0.0.7'));
    expect(await blocklists.import()).toMatchObject({
      added: 1,
      removed: 2,
      sources: [{ status: 'changed' }],
    });
  });

  test('makes nothing new where nothing has changed', async () => {
    const { id, changedAt } = await addFetched('same', '11.0.0.1');
    const before = await blocklists.versions();
    const run = await blocklists.import();
    expect(run).toMatchObject({ state: 'succeeded', added: 0, removed: 0 });
    expect(run.sources).toMatchObject([{ status: 'unchanged', receivedBytes: 0, problem: null }]);
    expect(await blocklists.versions()).toEqual(before);
    expect(await blocklists.source(id)).toMatchObject({ changedAt, entries: 1 });
  });

  test('reads only the lists that it was asked for', async () => {
    const a = await addFetched('asked', '11.0.0.1');
    const b = await addFetched('not-asked', '11.0.0.5');
    lists.put('/asked', text('11.0.0.2'));
    lists.put('/not-asked', text('11.0.0.6'));
    const { sources } = await blocklists.import({ ids: [a.id] });
    const statusOf = (id: number) => sources.find(({ sourceId }) => sourceId === id)?.status;
    expect([statusOf(a.id), statusOf(b.id)]).toEqual(['changed', 'not_fetched']);
    expect(await blocklists.entries()).toEqual(['11.0.0.2', '11.0.0.5']);
  });

  test('leaves out lists that are switched off or removed', async () => {
    const a = await addFetched('off', '11.0.0.1');
    const b = await addFetched('on', '11.0.0.3');
    await blocklists.change(a.id, { enabled: false });
    expect(await blocklists.entries()).toEqual(['11.0.0.3']);
    await blocklists.change(a.id, { enabled: true });
    expect(await blocklists.entries()).toEqual(['11.0.0.1', '11.0.0.3']);
    await blocklists.remove(a.id);
    expect(await blocklists.entries()).toEqual(['11.0.0.3']);
    expect(await blocklists.remove(b.id)).toMatchObject({ state: 'succeeded', removed: 1 });
    expect(await blocklists.entries()).toEqual([]);
  });

  test('for a look only changes nothing at all', async () => {
    const { id } = await addFetched('looked-at', '11.0.0.1');
    lists.put('/looked-at', text('11.0.0.2', '11.0.0.4'));
    const folders = ['blocklist-sets', 'blocklist/versions'].map((name) => join(bangui.config.dataDir, name));
    const state = async () => ({
      source: await blocklists.source(id),
      versions: await blocklists.versions(),
      files: folders.map((folder) => readdirSync(folder).sort()),
    });
    const before = await state();
    const run = await blocklists.import({ dryRun: true });
    expect(run).toMatchObject({ state: 'succeeded', dryRun: true, added: 2, removed: 1, applied: null });
    expect(run.sources).toMatchObject([{ status: 'changed', entries: 2 }]);
    expect(await state()).toEqual(before);
  });
});

describe('a list that cannot be had', () => {
  test('keeps the content that it had, while the others are taken in', async () => {
    const gone = await addFetched('gone', '11.0.0.1');
    await blocklists.change(gone.id, { url: `${odd.url}/not-there` });
    await addFetched('there', '11.0.0.3');
    lists.put('/there', text('11.0.0.4'));
    const run = await blocklists.import();
    const problem = expect.stringContaining('404');
    expect(run).toMatchObject({ state: 'succeeded', problem: null });
    expect(run.sources).toContainEqual(expect.objectContaining({ status: 'failed', problem }));
    expect(await blocklists.source(gone.id)).toMatchObject({ problem, entries: 1 });
    expect(await blocklists.entries()).toEqual(['11.0.0.1', '11.0.0.4']);
  });

  test('fails the run where none could be had, and says so until one can', async () => {
    const { id } = await addFetched('only', '11.0.0.1');
    const before = await blocklists.versions();
    const failed = await blocklists.change(id, { url: `${odd.url}/not-there` });
    expect(failed).toMatchObject({ state: 'failed', problem: expect.stringContaining('404') });
    expect(await blocklists.versions()).toEqual(before);
    expect(await blocklists.entries()).toEqual(['11.0.0.1']);
    await blocklists.change(id, { url: `${lists.url}/only` });
    expect(await blocklists.source(id)).toMatchObject({ problem: null, entries: 1 });
  });

  const body = (content: string | Buffer, headers = {}): Answerer => {
    return (_request, response) => void response.writeHead(200, headers).end(content);
  };
  const endless: Answerer = (_request, response) => {
    const lines = (function* () {
      for (;;) yield '# no end\n'.repeat(1_000);
    })();
    Readable.from(lines).pipe(response);
  };
  const bomb = gzipSync(Buffer.alloc(10_000_000, '# nothing\n'));

  test.each<[string, Answerer, RegExp]>([
    ['a web page', body('<!doctype html><p>11.0.0.1</p>'), /web page/],
    ['a program', body(Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), randomBytes(5_000)])), /list/],
    ['a small file that unpacks to a huge one', body(bomb, { 'Content-Encoding': 'gzip' }), /larger/],
    [
      'more entries than it may have',
      body(text('11.0.0.1', '11.0.0.3', '11.0.0.5', '11.0.0.7')),
      /more than the 3/,
    ],
    ['no end', endless, /larger/],
    ['damaged compression', body(gzipSync('11.0.0.1').subarray(0, 20), { 'Content-Encoding': 'gzip' }), /./],
  ])('gives %s', async (_, answer, reason) => {
    odd.on('/changing', body('11.0.5.1\n'));
    const limits = { maxBytes: 100_000, maxEntries: 3 };
    const source = await blocklists.add({ name: 'changing', url: `${odd.url}/changing`, ...limits });
    odd.on('/changing', answer);
    const run = await blocklists.import();
    expect(run).toMatchObject({ state: 'failed', problem: expect.stringMatching(reason) });
    expect(run.sources).toMatchObject([{ status: 'failed', problem: run.problem }]);
    expect(await blocklists.source(source.id)).toMatchObject({ problem: run.problem, entries: 1 });
    expect(await blocklists.entries()).toEqual(['11.0.5.1']);
  });
});

describe('while an import runs', () => {
  test('it is watched, and everything asked for meanwhile becomes one further import', async () => {
    const { run, source, end } = await beginSlowly('slow');
    expect(run).toMatchObject({ state: 'running', stage: 'fetch', endedAt: null });
    expect(run.sources).toMatchObject([
      { name: 'slow', status: 'fetching', receivedBytes: expect.any(Number) },
    ]);
    const busy = { status: 409, body: { code: 'job_running', runId: run.id } };
    expect(await bangui.post(`${path}/import`)).toMatchObject(busy);

    for (const address of ['11.0.0.1', '11.0.0.3']) {
      expect((await bangui.post(path, { name: address, text: address })).status).toBe(201);
    }
    expect(await blocklists.runs('?limit=2')).toMatchObject([
      { id: run.id + 1, state: 'queued' },
      { id: run.id, state: 'running' },
    ]);
    end();
    const last = await blocklists.idle();
    expect(last).toMatchObject({ id: run.id + 1, state: 'succeeded', trigger: 'change' });
    expect(last.sources.map(({ name, status }) => [name, status])).toEqual([
      ['11.0.0.1', 'changed'],
      ['11.0.0.3', 'changed'],
      ['slow', 'not_fetched'],
    ]);
    expect(await blocklists.source(source.id)).toMatchObject({ entries: 1, problem: null });
    expect(await blocklists.entries()).toEqual(['11.0.0.1', '11.0.0.3', '11.9.0.1']);
  });

  test('it can be cancelled, and the set stays', async () => {
    await addFetched('before', '11.0.0.1');
    const versions = await blocklists.versions();
    const { run, source, left } = await beginSlowly('cancelled');
    expect(await bangui.post(`${path}/runs/${run.id}/cancel`)).toMatchObject({
      status: 202,
      body: { id: run.id, state: 'cancelled', endedAt: expect.any(Number), stage: null },
    });
    await left;
    expect(await bangui.post(`${path}/runs/${run.id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'run_ended' },
    });
    expect(await blocklists.versions()).toEqual(versions);
    expect(await blocklists.entries()).toEqual(['11.0.0.1']);
    expect(await blocklists.source(source.id)).toMatchObject({ checkedAt: null, entries: null });
  });

  test('the one that waits can be cancelled alone', async () => {
    const { run, end } = await beginSlowly('goes-on');
    await bangui.post(path, { name: 'waits', text: '11.0.0.1' });
    const [queued] = await blocklists.runs();
    expect((await bangui.post(`${path}/runs/${queued?.id}/cancel`)).body.state).toBe('cancelled');
    end();
    expect(await blocklists.ended(run.id)).toMatchObject({ state: 'succeeded' });
    expect((await blocklists.runs())[0]).toMatchObject({ id: queued?.id, state: 'cancelled' });
  });
});

test('runs are listed from the newest to the oldest, page by page', async () => {
  await addFetched('paged', '11.0.0.1');
  for (let count = 0; count < 2; count++) await blocklists.import();
  const all = (await blocklists.runs('?limit=100')).map(({ id }) => id);
  expect(all).toEqual(all.toSorted((a, b) => b - a));
  const seen: number[] = [];
  for (let query = '?limit=2'; ; ) {
    const page = await blocklists.runs(query);
    seen.push(...page.map(({ id }) => id));
    if (page.length < 2) break;
    query = `?limit=2&before=${page.at(-1)?.id}`;
  }
  expect(seen).toEqual(all);
  expect(await bangui.get(`${path}/runs/999999`)).toMatchObject({
    status: 404,
    body: { code: 'run_not_found' },
  });
  expect((await bangui.get(`${path}/runs?limit=0`)).status).toBe(422);
});
