// What is kept: compiled sets to return to, the run log, and what a restart finds.
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type ListServer, startListServer } from '@bangui/sandbox/list-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BlocklistClient, blocklistsOf, compiledOnly, startTestServer } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let dataDir: string;
let bangui: Bangui;
let blocklists: BlocklistClient;
let lists: ListServer;

beforeEach(async () => {
  lists = await startListServer();
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-data-'));
  await start();
});

afterEach(async () => {
  await bangui.dispose();
  await lists.close();
  await rm(dataDir, { recursive: true });
});

const path = '/api/v1/blocklists';
const setsDir = () => join(dataDir, 'blocklist-sets');

async function start(): Promise<void> {
  bangui = await startBangui({ dataDir, environment: compiledOnly });
  blocklists = blocklistsOf(bangui);
}

async function restart(): Promise<void> {
  await bangui.dispose();
  await start();
}

/** Six sets, one after the other: 11.0.0.0, 11.0.0.2, … */
async function makeVersions(count: number): Promise<void> {
  const { id } = await blocklists.add({ name: 'list', text: '11.0.0.0' });
  for (let n = 1; n < count; n++) await blocklists.change(id, { text: `11.0.0.${2 * n}` });
}

describe('compiled sets', () => {
  test('are kept, the newest five of them, with their files and no others', async () => {
    await makeVersions(6);
    const versions = await blocklists.versions();
    expect(versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false, false, false]);
    expect(readdirSync(setsDir())).toHaveLength(5);
    expect(readdirSync(join(dataDir, 'blocklist', 'versions'))).toHaveLength(1);
  });

  test('can be returned to: the one before, and any that is named', async () => {
    await makeVersions(3);
    const [newest, , oldest] = await blocklists.versions();
    const run = await blocklists.rollback();
    expect(run).toMatchObject({
      state: 'succeeded',
      kind: 'rollback',
      requestedBy: 'admin',
      sources: [],
      counts: { ip4: 1, net4: 0, ip6: 0, net6: 0 },
      added: 1,
      removed: 1,
    });
    expect(await blocklists.entries()).toEqual(['11.0.0.2']);
    expect((await blocklists.versions()).map(({ isCurrent }) => isCurrent)).toEqual([false, true, false]);
    expect(await blocklists.rollback({ versionId: oldest?.id })).toMatchObject({ state: 'succeeded' });
    expect(await blocklists.entries()).toEqual(['11.0.0.0']);
    expect(await blocklists.rollback({ versionId: newest?.id })).toMatchObject({ state: 'succeeded' });
    expect(await blocklists.entries()).toEqual(['11.0.0.4']);
  });

  test('stay returned to until the next import', async () => {
    await makeVersions(2);
    await blocklists.rollback();
    await restart();
    expect(await blocklists.entries()).toEqual(['11.0.0.0']);
    await blocklists.import();
    expect(await blocklists.entries()).toEqual(['11.0.0.2']);
  });

  test('that are not there cannot be returned to', async () => {
    const missing = { status: 404, body: { code: 'blocklist_version_not_found' } };
    expect(await bangui.post(`${path}/rollback`)).toMatchObject(missing);
    await makeVersions(1);
    expect(await bangui.post(`${path}/rollback`, {})).toMatchObject(missing);
    expect(await bangui.post(`${path}/rollback`, { versionId: 999 })).toMatchObject(missing);
  });
});

describe('a kept list whose file', () => {
  const spoilers: [string, (file: string) => Promise<void>][] = [
    ['is gone', (file) => rm(file)],
    ['is damaged', (file) => writeFile(file, 'something else')],
  ];

  test.each(spoilers)('%s is read anew, whether it was asked for or not', async (_, spoil) => {
    lists.put('/list', '11.0.0.1\n');
    const { id } = await blocklists.add({ name: 'list', url: `${lists.url}/list` });
    const other = await blocklists.add({ name: 'other', text: '11.0.0.3' });
    for (const ids of [[id], [other.id]]) {
      for (const file of readdirSync(setsDir())) await spoil(join(setsDir(), file));
      expect(await blocklists.import({ ids })).toMatchObject({ state: 'succeeded', problem: null });
      expect(await blocklists.entries()).toEqual(['11.0.0.1', '11.0.0.3']);
    }
  });
});

describe('after a restart', () => {
  test('the run log and the set are as before', async () => {
    await makeVersions(2);
    const before = [await blocklists.runs(), await blocklists.versions(), await blocklists.entries()];
    await restart();
    expect([await blocklists.runs(), await blocklists.versions(), await blocklists.entries()]).toEqual(
      before,
    );
  });

  test('what has become due meanwhile is imported, and nothing else', async () => {
    for (const name of ['due', 'early']) lists.put(`/${name}`, '11.0.0.1\n');
    const due = await blocklists.add({ name: 'due', url: `${lists.url}/due` });
    await blocklists.add({ name: 'early', url: `${lists.url}/early` });
    await blocklists.add({ name: 'pasted', text: '11.0.0.9' });
    lists.put('/due', '11.0.0.3\n');
    lists.put('/early', '11.0.0.5\n');
    await bangui.stop();
    const database = new DatabaseSync(join(dataDir, 'bangui.sqlite3'));
    database.exec(
      `UPDATE blocklist_contents SET checked_at = checked_at - 86400 WHERE source_id = ${due.id}`,
    );
    database.close();
    await start();
    await eventually('the import', async () => (await blocklists.runs())[0]?.trigger === 'start');
    const run = await blocklists.idle();
    expect(run).toMatchObject({ state: 'succeeded', requestedBy: null });
    const asked = run.sources.filter(({ status }) => status !== 'not_fetched');
    expect(asked).toMatchObject([{ name: 'due', status: 'changed' }]);
    expect(await blocklists.entries()).toEqual(['11.0.0.1', '11.0.0.3', '11.0.0.9']);
    expect((await blocklists.source(due.id)).nextRunAt).toEqual(expect.any(Number));
  });

  test('an import that was under way is told as interrupted, and what was changed is taken in', async () => {
    const slow = await startTestServer();
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    slow.on('/list', (_request, response) => {
      response.write('11.0.0.1\n');
      resolve();
    });
    await bangui.post(path, { name: 'slow', url: `${slow.url}/list`, schedule: null });
    await asked;
    const pasted = (await bangui.post(path, { name: 'pasted', text: '11.0.0.3' })).body;
    const [queued, running] = await blocklists.runs();
    await bangui.stop();
    slow.on('/list', (_request, response) => void response.end('11.0.0.5\n'));
    await start();
    await eventually('the import', async () => (await blocklists.runs()).length === 3);
    await blocklists.idle();
    for (const run of [queued, running]) {
      const problem = expect.stringMatching(/stopped/);
      expect(await blocklists.run(run?.id ?? 0)).toMatchObject({ state: 'interrupted', problem });
    }
    expect(await blocklists.entries()).toEqual(['11.0.0.3', '11.0.0.5']);
    expect(existsSync(join(dataDir, 'blocklist-texts', `${pasted.id}.txt`))).toBe(true);
    await slow.close();
  });
});
