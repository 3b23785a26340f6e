// From a list to the kernel and back, by a real fail2ban in a network of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { endChild, eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { canHavePrivateNetwork } from '@bangui/sandbox/private-network';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BlocklistClient, blocklistsOf } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const path = '/api/v1/blocklists';
const deadlineMs = 20_000;
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const run = promisify(execFile);

describe.skipIf(!canHavePrivateNetwork())('the kernel', () => {
  let daemon: PrivateDaemon;
  let bangui: Bangui;
  let blocklists: BlocklistClient;
  let listId: number;

  beforeAll(async () => {
    daemon = await startPrivateDaemon({ jails: [MANUAL_JAIL], hasPrivateNetwork: true });
    bangui = await startBangui({ daemon, blocklistCheckMilliseconds: 500 });
    blocklists = blocklistsOf(bangui);
  });

  afterAll(async () => {
    await bangui?.dispose();
    await daemon?.dispose();
  });

  const entering = () => ['--target', String(daemon.pid), '--user', '--net', '--preserve-credentials', '--'];

  async function inside(...command: string[]): Promise<string> {
    return (await run('nsenter', [...entering(), ...command], { env: environment })).stdout;
  }

  async function members(set: string): Promise<string[]> {
    const lines = (await inside('ipset', 'save', set).catch(() => '')).split('\n');
    return lines.filter((line) => line.startsWith('add ')).map((line) => line.split(' ')[2] ?? '');
  }

  /** What the kernel stops, asked of itself: nothing at all without the rule. */
  async function stopped(): Promise<string[]> {
    const rules = await inside('iptables', '-t', 'raw', '-S', 'PREROUTING');
    if (!rules.includes('--match-set bangui-blocklist src -j DROP')) return [];
    const sets = (await members('bangui-blocklist')).filter((set) => !set.startsWith('bangui-v-'));
    return (await Promise.all(sets.map(members))).flat().sort();
  }

  async function untilStopped(addresses: string[]): Promise<void> {
    const wanted = JSON.stringify(addresses.toSorted());
    await eventually('the kernel', async () => JSON.stringify(await stopped()) === wanted, deadlineMs);
    await eventually(
      'BanGUI to know',
      async () => (await blocklists.enforcement()).state === 'enforced',
      deadlineMs,
    );
  }

  const addresses = (first: number, count = 20) =>
    Array.from({ length: count }, (_, n) => `11.0.0.${2 * (first + n)}`);
  const before = addresses(0);
  const after = addresses(1);

  test('has nothing, and an import says what is missing, until there is a jail', async () => {
    expect(await blocklists.enforcement()).toMatchObject({
      driver: 'daemon',
      jail: 'missing',
      state: 'empty',
    });
    const list = await blocklists.add({ name: 'list', text: before.join('\n') });
    listId = list.id;
    const problem = expect.stringContaining('Let BanGUI create it.');
    expect(await blocklists.idle()).toMatchObject({ state: 'failed', applied: null, problem });
    expect(list).toMatchObject({ entries: 20, problem: null });
    expect(await blocklists.versions()).toEqual([]);
    expect((await blocklists.enforcement()).problem).toEqual(problem);
  });

  test('stops what is listed once there is one', async () => {
    const answer = await bangui.post(`${path}/jail`);
    expect(answer).toMatchObject({ status: 200, body: { jail: 'running' } });
    expect(await blocklists.import()).toMatchObject({ state: 'succeeded', applied: 'full', problem: null });
    await untilStopped(before);
    expect(await blocklists.enforcement()).toMatchObject({
      problem: null,
      counts: { ip4: 20, net4: 0, ip6: 0, net6: 0 },
      rule: { v4: 'in_place', v6: 'in_place' },
    });
  });

  test('gets only the changes of the next set, and the one before again', async () => {
    const changed = await blocklists.change(listId, { text: after.join('\n') });
    expect(changed).toMatchObject({ state: 'succeeded', applied: 'delta', added: 1, removed: 1 });
    await untilStopped(after);
    expect(await blocklists.rollback()).toMatchObject({ state: 'succeeded', added: 1, removed: 1 });
    await untilStopped(before);
    expect(await blocklists.import()).toMatchObject({ state: 'succeeded', added: 1, removed: 1 });
    await untilStopped(after);
    expect(await blocklists.import()).toMatchObject({ state: 'succeeded', applied: 'unchanged' });
  });

  test('gets the rule back that somebody flushed', async () => {
    for (const tool of ['iptables', 'ip6tables']) await inside(tool, '-t', 'raw', '-F');
    expect(await stopped()).toEqual([]);
    await untilStopped(after);
    const repairs = bangui.log.filter((line) => line.includes('blocklist_repaired'));
    expect(repairs.length).toBeGreaterThan(0);
  });

  test('gets everything back that somebody destroyed', async () => {
    for (const tool of ['iptables', 'ip6tables']) await inside(tool, '-t', 'raw', '-F');
    await inside('sh', '-c', 'ipset flush; ipset destroy');
    await untilStopped(after);
  });

  test('that has just booted gets the set from fail2ban', async () => {
    await daemon.restart();
    await untilStopped(after);
    expect((await blocklists.idle()).state).toBe('succeeded');
  });

  test('keeps the set while fail2ban is away, and has it again when that is back', async () => {
    await daemon.kill();
    const failed = await blocklists.change(listId, { text: before.join('\n') });
    expect(failed).toMatchObject({ state: 'failed', problem: expect.stringMatching(/fail2ban/) });
    const current = (await blocklists.versions()).find(({ isCurrent }) => isCurrent);
    await daemon.start();
    await untilStopped(after);
    expect((await blocklists.enforcement()).current?.id).toBe(current?.id);
    expect(await blocklists.import()).toMatchObject({ state: 'succeeded' });
    await untilStopped(before);
  });

  test('counts what it stops, which survives that the rule is placed anew', async () => {
    const earlier = (await blocklists.enforcement()).stopped.packets;
    const knocking = knock(before.slice(0, 3));
    const packets = await moreThan(earlier);
    for (const tool of ['iptables', 'ip6tables']) await inside(tool, '-t', 'raw', '-F');
    await untilStopped(before);
    await moreThan(packets);
    await endChild(knocking, 'SIGTERM');
    const { body } = await bangui.get(`${path}/hits?hours=24`);
    const total = (field: 'packets' | 'bytes') =>
      body.points.reduce((sum: number, point: Record<string, number>) => sum + (point[field] ?? 0), 0);
    const { stopped: sum } = await blocklists.enforcement();
    expect(total('packets')).toBeGreaterThan(packets);
    expect(total('bytes')).toBeGreaterThanOrEqual(28 * total('packets'));
    expect(sum.since).toEqual(expect.any(Number));
  });

  async function moreThan(packets: number): Promise<number> {
    return eventually(
      'more packets',
      async () => {
        const now = (await blocklists.enforcement()).stopped.packets;
        return now > packets && now;
      },
      deadlineMs,
    );
  }

  /** Not longer than this process. */
  function knock(from: string[]): ChildProcess {
    const script = fileURLToPath(import.meta.resolve('@bangui/sandbox/stray-packets'));
    const bound = ['setpriv', '--pdeathsig', 'KILL', '--', process.execPath, script, ...from];
    return spawn('nsenter', [...entering(), ...bound], { stdio: 'ignore', env: environment });
  }

  test('is shown on every open page as it changes', async () => {
    const url = await bangui.listen();
    const leaving = new AbortController();
    const headers = { cookie: bangui.cookie };
    const stream = await fetch(`${url}/api/v1/events`, { headers, signal: leaving.signal });
    let heard = '';
    const reading = (async () => {
      for await (const text of stream.body!.pipeThrough(new TextDecoderStream())) heard += text;
    })().catch(() => {});
    const { id } = await blocklists.import();
    await eventually('the end of the run', async () =>
      heard
        .split('\n\n')
        .some(
          (event) => /event: blocklist_run\n/.test(event) && event.includes(`"id":${id},"state":"succeeded"`),
        ),
    );
    await eventually('word of the new state', async () => heard.includes('event: blocklists\n'));
    leaving.abort();
    await reading;
  });

  test('stops what other firewalls are told, with what fail2ban bans, each once', async () => {
    await bangui.post('/api/v1/bans', { jail: 'manual', addresses: [before[0], '11.200.0.1', '2a00:7::1'] });
    const { token } = (await bangui.patch(`${path}/feed`, { enabled: true, includeBans: true })).body;
    const feed = async (file: string) =>
      (await bangui.get(`/feed/${file}?token=${token}`)).text.split('\n').filter(Boolean);
    expect((await feed('blocklist.txt')).sort()).toEqual([...before, '11.200.0.1', '2a00:7::1'].sort());
    expect(await feed('blocklist-v6.cidr')).toEqual(['2a00:7::1/128']);
    expect(await feed('blocklist-v4.txt')).toContain('11.200.0.1');
    const { text } = await bangui.get(`/feed/blocklist.txt?bans=0&token=${token}`);
    expect(text).not.toContain('11.200.0.1');
  });

  test('stops nothing any more once the last list is gone', async () => {
    expect(await blocklists.remove(listId)).toMatchObject({ state: 'succeeded', removed: 20 });
    expect(await stopped()).toEqual([]);
    expect(await blocklists.enforcement()).toMatchObject({ state: 'empty', problem: null });
  });
});
