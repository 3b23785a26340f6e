// A real fail2ban with every firewall action that is understood, in a network namespace of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type JailDefinition, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestKernel, type TestKernel } from '../../firewall/test-kernel.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const path = '/api/v1/truth-check';
const dotted = 'sshd-ddos.v2';
const jail = (name: string, banaction: string, options: Record<string, string> = {}): JailDefinition => ({
  name,
  watches: 'nothing',
  bantime: 3600,
  options: { banaction, ...options },
});
const jails = [
  jail(dotted, 'iptables-multiport', { port: '22,80', protocol: 'tcp,udp' }),
  jail('all', 'iptables-allports'),
  jail('typed', 'iptables', { action: 'iptables[type=oneport, name=typed, port=22]' }),
  jail('sets', 'iptables-ipset-proto6'),
  jail('nft', 'nftables-multiport', { port: '22' }),
  jail('nftall', 'nftables-allports'),
  jail('mailed', 'harmless', { action: 'harmless' }),
  jail('walled', 'ufw'),
];
const firewallJails = jails.map(({ name }) => name).filter((name) => name !== 'mailed' && name !== 'walled');
const kernel = createTestKernel('truth') as TestKernel;

afterAll(() => kernel?.dispose());

describe.skipIf(kernel === null)('the truth about bans', () => {
  let daemon: PrivateDaemon;
  let bangui: Bangui;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bangui-truth-'));
    daemon = await startPrivateDaemon({ jails, networkNamespace: kernel.namespace });
    bangui = await startBangui({ daemon, dataDir, truthCheckTimings: { confirmMilliseconds: 200 } });
  });

  afterAll(async () => {
    await bangui?.dispose();
    await daemon?.dispose();
    await rm(dataDir, { recursive: true });
  });

  test('is unknown while fail2ban has no jail through which BanGUI can look', async () => {
    expect((await bangui.get(path)).body).toMatchObject({ state: 'not_checked', checkedAt: null });
    const { body } = await bangui.post(path);
    expect(body).toMatchObject({ state: 'unavailable', reason: 'jail_missing', missing: 0, jails: [] });
    expect((await bangui.post('/api/v1/blocklists/jail')).status).toBe(200);
  });

  const check = async () => (await bangui.post(path)).body;
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body
  const truthOf = (body: any, name: string) => body.jails.find((truth: any) => truth.jail === name);
  const ban = async (name: string, ...addresses: string[]) => {
    const { body } = await bangui.post('/api/v1/bans', { addresses, jail: name });
    expect(body.results.map(({ status }: { status: string }) => status)).not.toContain('failed');
  };
  const repair = async (name: string, addresses: string[]) =>
    (await bangui.post(`${path}/repair`, { jail: name, addresses })).body;
  const banOf = async (name: string, address: string) =>
    (await bangui.get(`/api/v1/bans?jail=${name}&q=${address}`)).body.items[0];

  beforeEach(async () => {
    for (const { name } of jails) await bangui.post('/api/v1/bans/release', { jail: name, all: true });
  });

  test('holds where nothing is banned, and says which actions it cannot judge', async () => {
    const body = await check();
    expect(body).toMatchObject({ state: 'holds', problem: null, missing: 0, extra: 0, shadowed: 0 });
    expect(truthOf(body, 'mailed')).toMatchObject({ checkedActions: [], otherActions: ['harmless'] });
    expect(truthOf(body, 'walled')).toMatchObject({ checkedActions: [], otherActions: ['ufw'] });
    expect(truthOf(body, 'blocklist-import')).toBeUndefined();
  });

  test.each(firewallJails)('holds for addresses of both families and a network in %s', async (name) => {
    const network = name.startsWith('nft') ? [] : ['198.51.100.0/28'];
    await ban(name, '203.0.113.1', '2001:db8::1', ...network);
    const body = await check();
    expect(body.state).toBe('holds');
    expect(truthOf(body, name)).toMatchObject({ checkedActions: [expect.any(String)], otherActions: [] });
  });

  const removals: [string, string, string[]][] = [
    [dotted, '203.0.113.1', ['iptables', '-D', `f2b-${dotted}`, '1']],
    ['all', '2001:db8::1', ['ip6tables', '-D', 'f2b-all', '1']],
    ['typed', '203.0.113.1', ['iptables', '-D', 'f2b-typed', '1']],
    ['sets', '203.0.113.1', ['ipset', 'del', 'f2b-sets', '203.0.113.1']],
    ['sets', '2001:db8::1', ['ipset', 'del', 'f2b-sets6', '2001:db8::1']],
    ['nft', '203.0.113.1', ['nft', 'delete element inet f2b-table addr-set-nft { 203.0.113.1 }']],
    ['nftall', '2001:db8::1', ['nft', 'delete element inet f2b-table addr6-set-nftall { 2001:db8::1 }']],
  ];

  test.each(removals)(
    'a ban of %s that lost %s is found missing, and repaired with its end',
    async (...given) => {
      const [name, address, removal] = given;
      await bangui.post('/api/v1/bans', { addresses: [address], jail: name, durationSeconds: 1800 });
      const { expiresAt } = await banOf(name, address);
      await kernel.inside(...removal);
      const body = await check();
      expect(body).toMatchObject({ state: 'differs', missing: 1, extra: 0, shadowed: 0 });
      expect(truthOf(body, name)).toMatchObject({ missingAddresses: [address], isDetached: false });
      expect(bangui.log.some((line) => line.includes('truth_check_failed') && line.includes(address))).toBe(
        true,
      );
      const repaired = await repair(name, [address, '203.0.113.99']);
      expect(repaired.results).toEqual([
        { address, status: 'repaired' },
        { address: '203.0.113.99', status: 'not_missing' },
      ]);
      expect(repaired.check.state).toBe('holds');
      expect((await banOf(name, address)).expiresAt).toBeCloseTo(expiresAt, -1);
    },
  );

  const detachments: [string, string[]][] = [
    ['all', ['iptables', '-D', 'INPUT', '-p', 'tcp', '-j', 'f2b-all']],
    ['nftall', ['nft', 'flush chain inet f2b-table INPUT']],
  ];

  test.each(detachments)(
    'bans of %s whose rule is gone are all missing, and repaired at once',
    async (...given) => {
      const [name, removal] = given;
      await ban(name, '203.0.113.1', '203.0.113.2');
      const { bannedAt, expiresAt } = await banOf(name, '203.0.113.1');
      await kernel.inside(...removal);
      const body = await check();
      expect(truthOf(body, name)).toMatchObject({ missing: 2, isDetached: true });
      // fail2ban looks at its chain for bans of some age only.
      await eventually('a ban of some age', async () => Date.now() / 1000 > bannedAt + 5);
      const repaired = await repair(name, ['203.0.113.1']);
      expect(repaired.results).toEqual([{ address: '203.0.113.1', status: 'repaired' }]);
      expect(truthOf(repaired.check, name)).toMatchObject({ missing: 0, isDetached: false });
      expect(await banOf(name, '203.0.113.1')).toMatchObject({ bannedAt, expiresAt });
    },
  );

  const additions: [string, string[]][] = [
    ['all', ['iptables', '-I', 'f2b-all', '-s', '203.0.113.7', '-j', 'DROP']],
    ['sets', ['ipset', 'add', 'f2b-sets', '203.0.113.7']],
    ['nftall', ['nft', 'add element inet f2b-table addr-set-nftall { 203.0.113.7 }']],
  ];

  test.each(additions)(
    'an address that somebody put into %s by hand is extra, with the way out',
    async (...given) => {
      const [name, addition] = given;
      await ban(name, '203.0.113.1');
      await kernel.inside(...addition);
      const body = await check();
      expect(body).toMatchObject({ state: 'differs', missing: 0, extra: 1 });
      const [extra] = truthOf(body, name).extraAddresses;
      expect(extra.address).toBe('203.0.113.7');
      await kernel.inside('sh', '-c', extra.removal);
      expect((await check()).state).toBe('holds');
    },
  );

  const accepts: [string, string[], string[]][] = [
    [
      'all',
      ['iptables', '-I', 'INPUT', '-s', '203.0.113.0/24', '-j', 'ACCEPT'],
      ['iptables', '-D', 'INPUT', '1'],
    ],
    ['sets', ['iptables', '-I', 'INPUT', '-j', 'ACCEPT'], ['iptables', '-D', 'INPUT', '1']],
    [
      'nftall',
      ['nft', 'insert rule inet f2b-table INPUT ip saddr 203.0.113.0/24 accept'],
      [
        'sh',
        '-c',
        `nft delete rule inet f2b-table INPUT handle $(nft -a list chain inet f2b-table INPUT | sed -n 's/.*accept # handle //p')`,
      ],
    ],
  ];

  test.each(accepts)('a ban of %s behind a rule that accepts its source is shadowed', async (...given) => {
    const [name, accept, undo] = given;
    await ban(name, '203.0.113.1', '198.51.100.99');
    await kernel.inside(...accept);
    const body = await check();
    await kernel.inside(...undo);
    const { shadowedAddresses } = truthOf(body, name);
    expect(shadowedAddresses).toContainEqual({
      address: '203.0.113.1',
      rule: expect.stringMatching(/accept/i),
    });
    expect(shadowedAddresses).toHaveLength(name === 'sets' ? 2 : 1);
  });

  test('a rule that accepts what belongs to open connections shadows nobody', async () => {
    await ban('all', '203.0.113.1');
    await kernel.inside(
      'iptables',
      '-I',
      'INPUT',
      '-m',
      'conntrack',
      '--ctstate',
      'ESTABLISHED',
      '-j',
      'ACCEPT',
    );
    const body = await check();
    await kernel.inside('iptables', '-D', 'INPUT', '1');
    expect(body.state).toBe('holds');
  });

  test('what is repaired must be named, and in a jail that runs', async () => {
    const answer = await bangui.post(`${path}/repair`, { jail: 'nowhere', addresses: ['203.0.113.1'] });
    expect(answer).toMatchObject({ status: 404, body: { code: 'jail_not_found' } });
    expect((await bangui.post(`${path}/repair`, { jail: 'all', addresses: [] })).status).toBe(422);
    expect((await bangui.stranger().post(path)).status).toBe(401);
  });

  test('is unknown while fail2ban is away', async () => {
    await daemon.stop();
    await eventually('offline', async () => (await check()).reason === 'fail2ban_offline');
    await daemon.start();
    await eventually('online', async () => (await check()).state === 'holds', 20_000);
  });

  test('raises no alarm while fail2ban puts its bans back', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `198.51.${100 + (n >> 8)}.${n & 255}`);
    await ban('nftall', ...many);
    await daemon.restart();
    const states: string[] = [];
    const count = async () => (await bangui.get('/api/v1/bans?jail=nftall&limit=1')).body.total;
    await eventually(
      'all put back',
      async () => {
        states.push((await check()).state);
        return (await count()) === many.length && states.at(-1) === 'holds';
      },
      40_000,
    );
    expect(states).not.toContain('differs');
    expect(await kernel.inside('nft', 'list set inet f2b-table addr-set-nftall')).toContain(many.at(-1));
  });

  test('is looked at by itself, time and again', async () => {
    await bangui.stop();
    bangui = await startBangui({ daemon, dataDir, truthCheckTimings: { everyMilliseconds: 200 } });
    const checkedAt = async () => (await bangui.get(path)).body.checkedAt;
    const first = await eventually('a first look', checkedAt, 20_000);
    await eventually('a later one', async () => (await checkedAt()) > first);
    expect((await bangui.get(path)).body.state).toBe('holds');
  });
});
