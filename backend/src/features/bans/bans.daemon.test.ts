import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  const failregex = 'login refused for <HOST>';
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', failregex, maxretry: 3, bantime: 600, options: { ignoreip: '198.18.0.0/15' } },
      { name: 'front door', failregex, maxretry: 3, bantime: 600 },
      // Each ban takes a moment, as with a firewall.
      {
        name: 'firm',
        watches: 'nothing',
        bantime: -1,
        options: { action: 'harmless[actionban="true"]' },
      },
      { name: 'names', watches: 'nothing', bantime: 600, options: { usedns: 'raw' } },
      MANUAL_JAIL,
    ],
  });
  bangui = await startBangui({ daemon, environment: { BANGUI_TRUSTED_PROXIES: '127.0.0.1' } });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

const now = () => Math.floor(Date.now() / 1000);
const ban = (addresses: string[], more: object = {}) =>
  bangui.post('/api/v1/bans', { addresses, jail: 'manual', ...more });
const release = (addresses: string[], more: object = {}) =>
  bangui.post('/api/v1/bans/release', { addresses, ...more });
const list = async (query: string) => (await bangui.get(`/api/v1/bans?${query}`)).body;
const addressesOf = (page: { items: { address: string }[] }) => page.items.map(({ address }) => address);

/** What the daemon itself says, asked by its own tool. */
async function bannedBy(jail: string): Promise<string[]> {
  return (await daemon.client('get', jail, 'banip')).stdout.split(/\s+/).filter(Boolean);
}

describe('banning by hand', () => {
  test('addresses and networks of both families, each once, in fail2ban’s own writing', async () => {
    const given = ['203.0.113.7', ' 203.0.113.7 ', '2001:DB8:0::7', '198.51.100.77/24', '2001:db8:7::/48'];
    const answer = await ban(given);
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual(
      ['203.0.113.7', '2001:db8::7', '198.51.100.0/24', '2001:db8:7::/48'].map((address) => ({
        address,
        status: 'banned',
      })),
    );
    const banned = ['198.51.100.0/24', '2001:db8:7::/48', '2001:db8::7', '203.0.113.7'];
    expect((await bannedBy('manual')).sort()).toEqual(banned);
    expect(addressesOf(await list('jail=manual')).sort()).toEqual(banned);
  });

  test('is on the list at once, with its end and its origin', async () => {
    await ban(['203.0.113.8'], { durationSeconds: 3600 });
    const [item] = (await list('jail=manual&q=203.0.113.8')).items;
    expect(item).toMatchObject({ jail: 'manual', address: '203.0.113.8', origin: 'manual', banCount: 1 });
    expect(Math.abs(item.bannedAt - now())).toBeLessThanOrEqual(3);
    expect(Math.abs(item.expiresAt - now() - 3600)).toBeLessThanOrEqual(3);
    expect(item.durationSeconds).toBe(item.expiresAt - item.bannedAt);
  });

  test('again changes nothing but the end', async () => {
    await ban(['203.0.113.9']);
    expect((await list('q=203.0.113.9')).items[0]).toMatchObject({ expiresAt: null, durationSeconds: null });
    const again = await ban(['203.0.113.9'], { durationSeconds: 500 });
    expect(again.body.results).toEqual([{ address: '203.0.113.9', status: 'already_banned' }]);
    const limited = (await list('q=203.0.113.9')).items[0];
    expect(Math.abs(limited.expiresAt - now() - 500)).toBeLessThanOrEqual(3);
    await ban(['203.0.113.9']);
    expect((await list('q=203.0.113.9')).items[0].expiresAt).toBeNull();
  });

  test('an address that was released another way a moment ago is banned, not taken for banned', async () => {
    await ban(['203.0.113.10']);
    await daemon.client('set', 'manual', 'unbanip', '203.0.113.10');
    expect((await ban(['203.0.113.10'])).body.results).toEqual([
      { address: '203.0.113.10', status: 'banned' },
    ]);
    expect(await bannedBy('manual')).toContain('203.0.113.10');
  });

  test('no longer than the jail itself keeps a ban', async () => {
    expect(await ban(['203.0.113.11'], { jail: 'sshd', durationSeconds: 601 })).toMatchObject({
      status: 422,
      body: { code: 'ban_duration_too_long', detail: expect.stringContaining('600 seconds') },
    });
    expect((await ban(['203.0.113.11'], { jail: 'sshd', durationSeconds: 599 })).status).toBe(200);
    const [item] = (await list('q=203.0.113.11')).items;
    expect(item).toMatchObject({ origin: 'jail' });
    expect(item.durationSeconds).toBeGreaterThan(590);
    expect(item.durationSeconds).toBeLessThanOrEqual(600);
  });

  test('a wrong address is named, and nothing at all is banned', async () => {
    const before = await bannedBy('manual');
    const answer = await ban(['203.0.113.12', '203.0.113', 'evil.example', '10.0.0.1/33']);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'addresses.1',
      'addresses.2',
      'addresses.3',
    ]);
    expect(await bannedBy('manual')).toEqual(before);
  });

  test('in a jail that is not there', async () => {
    expect(await ban(['203.0.113.13'], { jail: 'nowhere' })).toMatchObject({
      status: 404,
      body: { code: 'jail_not_found' },
    });
  });
});

describe('nobody locks himself out', () => {
  const cases: [string, string, string][] = [
    ['requester', '192.0.2.200', 'the address that the request comes from'],
    ['requester', '192.0.2.0/24', 'a network around it'],
    ['loopback', '127.0.0.5', 'this machine talking to itself'],
    ['loopback', '::1', 'the same by IPv6'],
    ['allow_list', '198.18.5.5', 'what the jail ignores by its files'],
    ['allow_list', '192.0.2.77', 'what BanGUI’s own list allows'],
  ];

  beforeAll(async () => {
    await bangui.post('/api/v1/allow-list', { address: '192.0.2.77' });
  });

  afterAll(async () => {
    await bangui.delete('/api/v1/allow-list?address=192.0.2.77');
  });

  const attempt = (address: string, more: object = {}) =>
    bangui.post(
      '/api/v1/bans',
      { addresses: ['203.0.113.99', address], jail: 'sshd', ...more },
      { 'x-forwarded-for': '192.0.2.200' },
    );

  test.each(cases)('%s: %s, %s', async (reason, address) => {
    const refused = await attempt(address);
    expect(refused).toMatchObject({ status: 409, body: { code: 'ban_would_lock_out' } });
    expect(refused.body.guarded).toEqual([{ address, reason, detail: expect.stringMatching(/\.$/) }]);
    expect(await bannedBy('sshd')).not.toContain('203.0.113.99');

    expect((await attempt(address, { confirm: true })).body.results).toContainEqual({
      address,
      status: 'banned',
    });
    expect(await bannedBy('sshd')).toContain(address);
    await release(['203.0.113.99', address]);
  });

  test.each(['0.0.0.0/0', '64.0.0.0/7', '::/0', '2000::/23'])(
    '%s is never banned, confirmed or not',
    async (wide) => {
      for (const confirm of [false, true]) {
        expect(await ban([wide], { confirm })).toMatchObject({
          status: 422,
          body: { code: 'network_too_large' },
        });
      }
    },
  );

  test('what another jail ignores may be banned here', async () => {
    expect((await ban(['198.18.5.5'])).status).toBe(200);
    await release(['198.18.5.5']);
  });
});

describe('releasing', () => {
  test('from one jail, or from all that ban the address', async () => {
    const address = '203.0.113.20';
    for (const jail of ['manual', 'sshd', 'front door']) await ban([address], { jail });
    expect((await release([address], { jail: 'sshd' })).body.results).toEqual([
      { address, status: 'released', jails: ['sshd'] },
    ]);
    const [rest] = (await release([address])).body.results;
    expect(rest.status).toBe('released');
    expect(rest.jails.sort()).toEqual(['front door', 'manual']);
    for (const jail of ['manual', 'sshd', 'front door']) expect(await bannedBy(jail)).not.toContain(address);
    expect((await list(`q=${address}`)).total).toBe(0);
  });

  test('what nobody bans is told so, and a network around banned addresses leaves them alone', async () => {
    await ban(['203.0.113.21']);
    expect((await release(['203.0.113.22', '203.0.113.0/24'])).body.results).toEqual([
      { address: '203.0.113.22', status: 'not_banned', jails: [] },
      { address: '203.0.113.0/24', status: 'not_banned', jails: [] },
    ]);
    expect(await bannedBy('manual')).toContain('203.0.113.21');
  });

  test('every ban of a jail', async () => {
    await ban(['203.0.113.31', '203.0.113.32', '2001:db8::33'], { jail: 'front door' });
    await daemon.client('set', 'front door', 'banip', '203.0.113.34');
    const { body } = await bangui.post('/api/v1/bans/release', { jail: 'front door', all: true });
    expect(body.results).toHaveLength(4);
    expect(await bannedBy('front door')).toEqual([]);
  });

  test('a host name that fail2ban banned, and the addresses beside it', async () => {
    await daemon.client('set', 'names', 'banip', 'evil.example', '203.0.113.35');
    const { body } = await bangui.post('/api/v1/bans/release', { jail: 'names', all: true });
    for (const address of ['evil.example', '203.0.113.35']) {
      expect(body.results).toContainEqual({ address, status: 'released', jails: ['names'] });
    }
    expect(await bannedBy('names')).toEqual([]);
  });

  test.each([{}, { all: true }, { all: true, jail: 'sshd', addresses: ['203.0.113.1'] }])(
    'an unclear wish is refused: %o',
    async (body) => {
      expect((await bangui.post('/api/v1/bans/release', body)).status).toBe(422);
    },
  );
});

describe('a ban with a duration', () => {
  const isGone =
    (address: string, jail = 'manual') =>
    async () =>
      !(await bannedBy(jail)).includes(address);

  test('is released when it is due', async () => {
    await ban(['203.0.113.40', '203.0.113.41/32'], { durationSeconds: 1 });
    await eventually('the release', isGone('203.0.113.40'));
    await eventually('the release', isGone('203.0.113.41'));
    await eventually('off the list', async () => (await list('q=203.0.113.4')).total === 0);
  });

  test('is released also after a restart of BanGUI and of the daemon', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bangui-data-'));
    const before = await startBangui({ daemon, dataDir });
    await before.post('/api/v1/bans', { addresses: ['203.0.113.42'], jail: 'manual', durationSeconds: 2 });
    await before.dispose();
    await daemon.restart();
    await eventually('restored', async () => !(await isGone('203.0.113.42')()));
    const after = await startBangui({ daemon, dataDir });
    await eventually('the release', isGone('203.0.113.42'));
    await after.dispose();
    await rm(dataDir, { recursive: true });
    await bangui.get('/api/v1/server');
    await eventually(
      'online again',
      async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'online',
    );
  });

  test('is released although its jail was stopped when it was due', async () => {
    await ban(['203.0.113.43'], { jail: 'firm', durationSeconds: 1 });
    expect((await bangui.post('/api/v1/jails/firm/stop')).status).toBe(200);
    const due = now() + 3;
    await eventually('well past due', async () => now() > due);
    expect((await bangui.post('/api/v1/jails/firm/start')).status).toBe(200);
    await eventually('restored and released', async () => {
      const log = bangui.log.filter((line) => line.includes('timed_ban_released'));
      return log.some((line) => line.includes('203.0.113.43')) && (await isGone('203.0.113.43', 'firm')());
    });
  });

  test('does not end a newer ban of the same address', async () => {
    const address = '203.0.113.44';
    await ban([address], { durationSeconds: 7 });
    const due = now() + 7;
    await daemon.client('set', 'manual', 'unbanip', address);
    await eventually('later than the same moment', async () => now() > due - 1);
    await daemon.client('set', 'manual', 'banip', address);
    await eventually('well past due', async () => now() > due + 2, 15_000);
    expect(await bannedBy('manual')).toContain(address);
    expect((await list(`q=${address}`)).items[0].expiresAt).toBeNull();
  });
});

describe('the log lines behind a ban', () => {
  test('are there word for word, markup and control characters included', async () => {
    const address = '203.0.113.50';
    const nasty = `<script>alert(1)</script> "quoted" \u001b[31m ümlaut \u202e`;
    const stamp = new Date().toISOString();
    const lines = [1, 2, 3].map((count) => `${stamp} ${count} ${nasty} login refused for ${address}`);
    await daemon.appendLog('sshd', lines);
    await eventually('the ban', async () => (await list(`q=${address}`)).total === 1);
    const evidence = await eventually('the evidence', async () => {
      const { body } = await bangui.get(`/api/v1/bans/evidence?jail=sshd&address=${address}`);
      return body.matches.length === 3 && body;
    });
    expect(evidence).toMatchObject({ failures: 3, truncated: false });
    for (const [index, line] of lines.entries()) {
      expect(evidence.matches[index]).toBe(line);
    }
  });

  test('are empty for a ban by hand, found by any writing of the address, and null where there is no ban', async () => {
    await ban(['2001:db8::50']);
    const of = async (address: string) =>
      (await bangui.get(`/api/v1/bans/evidence?jail=manual&address=${address}`)).body;
    await eventually('the row', async () => (await of('2001:db8::50')).failures !== null);
    expect(await of('2001:0DB8::0050')).toEqual(await of('2001:db8::50'));
    expect(await of('203.0.113.250')).toEqual({ failures: null, matches: [], truncated: false });
  });
});

test('a ban and its release, wherever they come from, are on every open page within a second', async () => {
  const url = await bangui.listen();
  const leaving = new AbortController();
  const headers = { cookie: bangui.cookie };
  const stream = await fetch(`${url}/api/v1/events`, { headers, signal: leaving.signal });
  let heard = '';
  const reading = (async () => {
    for await (const text of stream.body!.pipeThrough(new TextDecoderStream())) heard += text;
  })().catch(() => {});
  const isHeard = (name: string) => async () =>
    new RegExp(`event: ${name}\ndata: .*203\\.0\\.113\\.66`).test(heard);
  await daemon.client('set', 'manual', 'banip', '203.0.113.66');
  await eventually('the ban', isHeard('ban'), 1_000);
  await release(['203.0.113.66']);
  await eventually('the release', isHeard('unban'), 1_000);
  expect(heard.match(/event: (un)?ban/g)).toEqual(['event: ban', 'event: unban']);
  leaving.abort();
  await reading;
});

describe('three hundred addresses at once', () => {
  const many = Array.from({ length: 300 }, (_, index) => `100.64.${index >> 8}.${index & 255}`);

  test('are all banned, while health stays well and pages answer', async () => {
    let isDone = false;
    const banning = ban(many, { jail: 'firm' }).finally(() => {
      isDone = true;
    });
    const waits: number[] = [];
    while (!isDone) {
      for (const path of ['/api/health', '/api/v1/server', '/api/v1/jails', '/api/v1/bans?limit=10']) {
        const started = performance.now();
        expect((await bangui.get(path)).status).toBe(200);
        waits.push(performance.now() - started);
      }
      await pause(20);
    }
    const { body } = await banning;
    expect(body.results).toHaveLength(300);
    expect(body.results.every(({ status }: { status: string }) => status === 'banned')).toBe(true);
    expect(Math.max(...waits)).toBeLessThan(2_000);
    expect((await list('jail=firm&limit=1')).total).toBe(300);
    expect(await bannedBy('firm')).toHaveLength(300);
  });

  test('can be paged through in any order, without a gap or a repetition', async () => {
    for (const sort of ['address', '-address', '-bannedAt', 'bannedAt', 'expiresAt', '-jail']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await list(`jail=firm&sort=${sort}&limit=70${cursor && `&cursor=${cursor}`}`);
        expect(page.total).toBe(300);
        seen.push(...addressesOf(page));
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(seen.length, sort).toBe(300);
      expect(new Set(seen).size, sort).toBe(300);
      if (sort === 'address') expect(seen).toEqual(many);
      if (sort === '-address') expect(seen).toEqual(many.toReversed());
    }
  });

  test('can be searched by beginning and by network, and odd searches find nothing', async () => {
    expect((await list('jail=firm&q=100.64.1.')).total).toBe(44);
    expect((await list('jail=firm&q=100.64.0.0/25')).total).toBe(128);
    for (const odd of ['%25', '*', 'x'.repeat(100), '100.64.0.0/99', "'; DROP TABLE bans", '<script>', '/']) {
      expect(await list(`q=${encodeURIComponent(odd)}`), odd).toEqual({
        items: [],
        total: 0,
        nextCursor: null,
      });
    }
  });

  test('are told by country', async () => {
    await ban(['8.8.8.8', '9.9.9.9'], { jail: 'firm' });
    expect(addressesOf(await list('jail=firm&country=us'))).toContain('8.8.8.8');
    expect((await list('jail=firm&country=ZZ')).total).toBe(0);
    expect((await bangui.get('/api/v1/bans?country=Mordor')).status).toBe(422);
  });

  test('are released at once', async () => {
    const { body } = await bangui.post('/api/v1/bans/release', { jail: 'firm', all: true });
    expect(body.results).toHaveLength(302);
    expect(body.results.every(({ status }: { status: string }) => status === 'released')).toBe(true);
    expect(await bannedBy('firm')).toEqual([]);
  });
});

test('while fail2ban is away a ban is refused with what to do, and the list shows what was known', async () => {
  await ban(['203.0.113.90']);
  await daemon.kill();
  await eventually(
    'offline',
    async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'offline',
  );
  // A command that was on its way when fail2ban died is told of first, with words of its own.
  await eventually('nobody listens', async () =>
    (await ban(['203.0.113.91'])).body.detail.includes('Restart fail2ban'),
  );
  for (const answer of [await ban(['203.0.113.91']), await release(['203.0.113.90'])]) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'fail2ban_unavailable' } });
    expect(answer.body.detail).toContain('Restart fail2ban');
  }
  expect((await list('q=203.0.113.90')).total).toBe(1);
  await daemon.start();
  await eventually(
    'online',
    async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'online',
  );
  expect((await ban(['203.0.113.91'])).body.results[0].status).toBe('banned');
});
