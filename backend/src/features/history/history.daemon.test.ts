import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let daemon: PrivateDaemon;
let bangui: Bangui;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bangui-history-'));
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', failregex: 'login refused for <HOST>', maxretry: 2, bantime: 600 },
      { name: 'sshd-ddos.v2', watches: 'nothing', bantime: 600 },
      { name: 'names', watches: 'nothing', bantime: 600, options: { usedns: 'raw' } },
      MANUAL_JAIL,
    ],
  });
  await daemon.client('set', 'sshd-ddos.v2', 'banip', '192.0.2.1', '2001:db8::1', '2001:db8:42::/48');
  await startAgain();
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
  await rm(dataDir, { recursive: true });
});

async function startAgain(): Promise<void> {
  bangui = await startBangui({ daemon, dataDir });
}

const history = async (query = '') => (await bangui.get(`/api/v1/history?${query}`)).body;
const addressesOf = ({ items }: { items: { address: string }[] }) => items.map(({ address }) => address);

async function newest(address: string, isWanted = (_event: Record<string, unknown>): boolean => true) {
  return eventually(`${address} is remembered as expected`, async () => {
    const [event] = (await history(`address=${address}`)).items;
    return event !== undefined && isWanted(event) && event;
  });
}

describe('remembers', () => {
  test('at its first start everything that fail2ban still has', async () => {
    await newest('192.0.2.1');
    const { items } = await history('jail=sshd-ddos.v2');
    expect(addressesOf({ items }).sort()).toEqual(['192.0.2.1', '2001:db8:42::/48', '2001:db8::1']);
    expect(items[0]).toMatchObject({
      origin: 'manual',
      state: 'active',
      durationSeconds: 600,
      endReason: null,
    });
  });

  test('a ban by a jail with the lines that led to it, which are text whatever they hold', async () => {
    const lines = [1, 2].map((count) => `<b>${count}</b> \u001b[31m login refused for 192.0.2.7`);
    await daemon.appendLog(
      'sshd',
      lines.map((line) => `${new Date().toISOString().slice(0, 19)} ${line}`),
    );
    const event = await newest('192.0.2.7');
    expect(event).toMatchObject({ jail: 'sshd', origin: 'jail', failures: 2, hasLines: true });
    const { body } = await bangui.get(`/api/v1/history/${event.id}/lines`);
    expect(body.truncated).toBe(false);
    expect(body.lines).toHaveLength(2);
    expect(body.lines[1]).toContain('<b>2</b> \\x1b[31m login refused for 192.0.2.7');
  });

  test('who released somebody in BanGUI', async () => {
    await bangui.post('/api/v1/bans', { addresses: ['203.0.113.7'], jail: 'manual' });
    await newest('203.0.113.7');
    await bangui.post('/api/v1/bans/release', { addresses: ['203.0.113.7'] });
    const event = await newest('203.0.113.7', ({ state }) => state === 'ended');
    expect(event).toMatchObject({ endReason: 'released', releasedBy: 'admin' });
  });

  test('how long a ban is to last that fail2ban knows no end of', async () => {
    const request = { addresses: ['203.0.113.70'], jail: 'manual', durationSeconds: 3_600 };
    await bangui.post('/api/v1/bans', request);
    const event = await newest('203.0.113.70');
    expect(event.state).toBe('active');
    expect(Math.abs(Number(event.durationSeconds) - 3_600)).toBeLessThanOrEqual(3);
  });

  test('a release by somebody else, without a name', async () => {
    await daemon.client('set', 'sshd-ddos.v2', 'banip', '192.0.2.20');
    await newest('192.0.2.20');
    await daemon.client('set', 'sshd-ddos.v2', 'unbanip', '192.0.2.20');
    const event = await newest('192.0.2.20', ({ state }) => state === 'ended');
    expect(event).toMatchObject({ endReason: 'released', releasedBy: null });
  });

  test('that a ban has ended with its jail', async () => {
    await daemon.client('set', 'names', 'banip', '192.0.2.30');
    await newest('192.0.2.30');
    await daemon.client('stop', 'names');
    const event = await newest('192.0.2.30', ({ state }) => state === 'ended');
    expect(event.endReason).toBe('jail_stopped');
    await daemon.client('reload', '--if-exists', 'names');
  });

  test('what happened while BanGUI was away', async () => {
    await daemon.client('set', 'manual', 'banip', '192.0.2.40');
    await newest('192.0.2.40');
    await bangui.stop();
    await daemon.client('set', 'manual', 'banip', '192.0.2.41');
    await daemon.client('set', 'manual', 'unbanip', '192.0.2.40');
    await startAgain();
    expect(await newest('192.0.2.41')).toMatchObject({ state: 'active' });
    const { items } = await history('address=192.0.2.0/24');
    expect(addressesOf({ items }).filter((address) => address === '192.0.2.1')).toHaveLength(1);
  });
});

describe('answers', () => {
  test('page by page without a gap, the newest first', async () => {
    const whole = await history('limit=200');
    const pages = [];
    let cursor = '';
    do {
      const page = await history(`limit=3${cursor}`);
      pages.push(...page.items);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(pages.map(({ id }) => id)).toEqual(whole.items.map(({ id }: { id: number }) => id));
  });

  test('by network, jail, origin and what a log line says', async () => {
    expect(addressesOf(await history('address=2001:db8::/32')).sort()).toEqual([
      '2001:db8:42::/48',
      '2001:db8::1',
    ]);
    expect(addressesOf(await history('origin=jail&jail=sshd'))).toEqual(['192.0.2.7']);
    expect(addressesOf(await history('text=LOGIN%20refused'))).toEqual(['192.0.2.7']);
    expect(addressesOf(await history('text=%25'))).toEqual([]);
  });

  test('how many bans there were over time, and by what', async () => {
    const { body } = await bangui.get('/api/v1/history/timeline?split=jail&timeZone=Asia/Kolkata&bucket=day');
    const { body: top } = await bangui.get('/api/v1/history/top?by=jail');
    expect(body.total).toBe(top.bans);
    expect(new Map(body.series.map(({ key, total }: never) => [key, total]))).toEqual(
      new Map(top.items.map(({ key, bans }: never) => [key, bans])),
    );
  });

  test.each([
    ['timeline?timeZone=Mars/Olympus', 'timeZone'],
    ['timeline?bucket=minute&from=0&to=1700000000', 'bucket'],
    ['top?by=address&from=10&to=5', 'to'],
    ['top?by=nonsense', 'by'],
    ['?cursor=first', 'cursor'],
    ['?country=DEU', 'country'],
    ['?text=', 'text'],
  ])('%s with what is wrong', async (path, field) => {
    const { status, body } = await bangui.get(`/api/v1/history${path.startsWith('?') ? '' : '/'}${path}`);
    expect(status).toBe(422);
    expect(body.errors[0].path).toContain(field);
  });

  test('nobody who is not signed in, and nothing about a ban that is not there', async () => {
    for (const path of ['', '/timeline', '/top?by=jail', '/export?format=csv', '/archive']) {
      expect((await bangui.stranger().get(`/api/v1/history${path}`)).status).toBe(401);
    }
    expect((await bangui.get('/api/v1/history/1/lines')).status).toBe(404);
  });
});

describe('a file of it', () => {
  test('has every ban of the filter in both forms', async () => {
    const { items } = await history('limit=200&jail=sshd-ddos.v2');
    const csv = await bangui.get('/api/v1/history/export?format=csv&jail=sshd-ddos.v2');
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="bangui-history-.*\.csv"$/);
    const rows = csv.text.trimEnd().split('\r\n');
    expect(rows[0]).toMatch(/^banned_at,jail,address,/);
    expect(rows.slice(1).map((row: string) => row.split(',')[2])).toEqual(addressesOf({ items }));
    const lines = (await bangui.get('/api/v1/history/export?format=jsonl&jail=sshd&lines=true')).text;
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line: string) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({
        address: '192.0.2.7',
        failures: 2,
        lines: [expect.any(String), expect.any(String)],
      }),
    ]);
  });

  test('never begins a cell so that a spreadsheet would calculate', async () => {
    await daemon.client('set', 'names', 'banip', '=cmd|calc');
    await newest('%3Dcmd%7Ccalc');
    const csv = await bangui.get('/api/v1/history/export?format=csv&address=%3Dcmd%7Ccalc');
    expect(csv.text).toContain(",'=cmd|calc,");
  });
});

test('how long bans are kept is asked for and told', async () => {
  const put = (body: unknown) => bangui.send({ method: 'PUT', path: '/api/v1/history/retention', body });
  expect((await put({ days: 0, events: null })).status).toBe(422);
  expect((await put({ days: 30, events: 5_000 })).body).toEqual({ days: 30, events: 5_000 });
  const { body } = await bangui.get('/api/v1/history/archive');
  expect(body).toMatchObject({
    retention: { days: 30, events: 5_000 },
    collector: { state: 'collecting', problem: null, skipped: 0 },
    operator: null,
  });
  expect(body.country.builtAt).toBeGreaterThan(1_700_000_000);
});

test('an archive that cannot be read is a problem of the history alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bangui-broken-'));
  writeFileSync(join(folder, 'archive.sqlite3'), 'this is no database '.repeat(200));
  const broken = await startBangui({ daemon, dataDir: folder });
  const { status, body } = await broken.get('/api/v1/history');
  expect(status).toBe(503);
  expect(body).toMatchObject({
    code: 'archive_unavailable',
    detail: expect.stringContaining('not a database'),
  });
  expect((await broken.get('/api/v1/addresses/192.0.2.1')).body.code).toBe('archive_unavailable');
  expect((await broken.get('/api/v1/addresses?q=192.0.2')).body.code).toBe('archive_unavailable');
  expect((await broken.get('/api/v1/bans')).status).toBe(200);
  await broken.dispose();
  await rm(folder, { recursive: true });
});
