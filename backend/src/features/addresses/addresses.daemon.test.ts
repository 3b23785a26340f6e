import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', watches: 'nothing', bantime: 600 },
      { name: 'names', watches: 'nothing', bantime: 600, options: { usedns: 'raw' } },
      MANUAL_JAIL,
    ],
  });
  bangui = await startBangui({ daemon });
  await daemon.client(
    'set',
    'sshd',
    'banip',
    '198.51.100.7',
    '198.51.100.9',
    '198.51.7.7',
    '2001:db8:7:1::1',
  );
  await daemon.client('set', 'manual', 'banip', '198.51.100.7', '198.51.100.0/24', '2001:db8:7::/48');
  await daemon.client('set', 'names', 'banip', 'host.example.org');
  await eventually('all of them are known and remembered', async () => {
    const pages = ['bans', 'history'].map((name) => bangui.get(`/api/v1/${name}?limit=200`));
    return (await Promise.all(pages)).every(({ body }) => body.items.length === 8);
  });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

const page = async (address: string) =>
  (await bangui.get(`/api/v1/addresses/${encodeURIComponent(address)}`)).body;
const search = async (q: string) =>
  (await bangui.get(`/api/v1/addresses?q=${encodeURIComponent(q)}`)).body.items;

describe('the page of an address', () => {
  test('tells where it is banned, by itself and within a network', async () => {
    const body = await page('198.51.100.7');
    const bans = body.bans.map(
      ({ jail, address }: { jail: string; address: string }) => `${jail} ${address}`,
    );
    expect(bans.sort()).toEqual(['manual 198.51.100.0/24', 'manual 198.51.100.7', 'sshd 198.51.100.7']);
    expect(body).toMatchObject({ kind: 'address', special: 'documentation', operator: null });
    expect(body.history).toMatchObject({ bans: 2, addresses: 1 });
    expect(body.history.jails).toHaveLength(2);
  });

  test('tells its neighbours', async () => {
    const { neighbourhood } = await page('198.51.100.7');
    expect(neighbourhood).toMatchObject({ network: '198.51.100.0/24', addresses: 3 });
    expect(neighbourhood.neighbours).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: '198.51.100.9', bans: 1, isBanned: true })]),
    );
  });

  test('of an IPv6 network tells of everything inside it', async () => {
    const body = await page('2001:DB8:7::/48');
    expect(body).toMatchObject({ address: '2001:db8:7::/48', kind: 'network' });
    expect(body.history).toMatchObject({ bans: 2, addresses: 2 });
  });

  test('tells who allows it', async () => {
    await bangui.post('/api/v1/allow-list', { address: '192.0.2.0/24', note: 'the office' });
    expect((await page('192.0.2.9')).allowed).toEqual([{ address: '192.0.2.0/24', jail: null }]);
  });

  test('is there for one that was never banned', async () => {
    expect(await page('192.0.2.200')).toMatchObject({
      bans: [],
      history: { bans: 0, firstAt: null },
      neighbourhood: { network: '192.0.2.0/24', bans: 0, neighbours: [] },
    });
  });

  test('is there for a host name that was banned, and not for any other', async () => {
    expect(await page('host.example.org')).toMatchObject({
      kind: 'name',
      neighbourhood: null,
      history: { bans: 1 },
    });
    expect(await page('nobody.example.org')).toMatchObject({ status: 404, code: 'not_found' });
    expect(await page('../../etc/passwd')).toMatchObject({ status: 404 });
  });
});

describe('a search', () => {
  test('finds known addresses by their beginning, by network, and names', async () => {
    const texts = async (q: string) =>
      (await search(q)).map(({ address }: { address: string }) => address).sort();
    expect(await texts('198.51.1')).toEqual(['198.51.100.0/24', '198.51.100.7', '198.51.100.9']);
    expect(await texts('198.51.7.')).toEqual(['198.51.7.7']);
    expect(await texts('2001:db8:7')).toEqual(['2001:db8:7:1::1', '2001:db8:7::/48']);
    expect(await texts('host')).toEqual(['host.example.org']);
    expect(await texts('%')).toEqual([]);
  });

  test('says how often they were banned and whether they are now', async () => {
    const [found] = await search('198.51.100.7');
    expect(found).toMatchObject({ address: '198.51.100.7', bans: 2, isBanned: true });
  });
});

test('only single addresses are asked for their names', async () => {
  const { status, body } = await bangui.get(
    `/api/v1/addresses/${encodeURIComponent('198.51.100.0/24')}/name`,
  );
  expect(status).toBe(422);
  expect(body.errors[0].path).toBe('address');
});

test('nobody who is not signed in is told anything', async () => {
  for (const path of ['?q=1', '/192.0.2.1', '/192.0.2.1/name']) {
    expect((await bangui.stranger().get(`/api/v1/addresses${path}`)).status).toBe(401);
  }
});
