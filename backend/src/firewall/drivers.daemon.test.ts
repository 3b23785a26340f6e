// What every driver has to do, in a network namespace of its own.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@bangui/sandbox/child';
import { createPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addBlocklistJail } from '../fail2ban/blocklist-jail.ts';
import { createFail2banClientTool } from '../fail2ban/client-tool.ts';
import { createFail2banCommands } from '../fail2ban/commands.ts';
import { createFail2banSocket } from '../fail2ban/socket.ts';
import { type ApplyRequest, type BlocklistDriver, raiseFence, writeCurrent } from './blocklist-driver.ts';
import { createDaemonDriver } from './daemon-driver.ts';
import { createDirectDriver } from './direct-driver.ts';
import { readKernelListing } from './kernel-listing.ts';
import {
  createTestKernel,
  digestOf,
  manyAddresses,
  scriptProcesses,
  signalAll,
  type TestKernel,
  writeDelta,
  writeVersion,
} from './test-kernel.ts';

interface OpenDriver {
  readonly driver: BlocklistDriver;
  /** The same, but out of patience when another apply is at work. */
  readonly impatient: BlocklistDriver;
  dispose(): Promise<void>;
}

const kernel = createTestKernel('drivers') as TestKernel;
const mixed = {
  ip4: ['192.0.2.1', '192.0.2.9'],
  net4: ['198.51.100.0/24', '203.0.113.128/25'],
  ip6: ['2001:db8::1'],
  net6: ['2001:db8:1::/48'],
};
/** To fill a set with them takes long enough to be held in the middle, on a busy machine too. */
const manyToFill = 400_000;
const noSignal = new AbortController().signal;

async function openDirect(directory: string): Promise<OpenDriver> {
  const options = { directory, shell: ['ip', 'netns', 'exec', kernel.namespace, 'sh'] };
  return {
    driver: createDirectDriver(options),
    impatient: createDirectDriver({ ...options, lockWaitSeconds: 0 }),
    async dispose() {},
  };
}

async function openDaemon(directory: string): Promise<OpenDriver> {
  const daemon = await createPrivateDaemon({ jails: [], networkNamespace: kernel.namespace });
  await addBlocklistJail(daemon.configDir, directory, createFail2banClientTool(daemon));
  await daemon.start();
  const socket = createFail2banSocket({ path: daemon.socketPath });
  const { reloadAction } = createFail2banCommands(socket);
  return {
    driver: createDaemonDriver({ directory, reloadAction }),
    impatient: createDaemonDriver({ directory, reloadAction, lockWaitSeconds: 0 }),
    async dispose() {
      socket.close();
      await daemon.dispose();
    },
  };
}

afterAll(() => kernel?.dispose());

describe.skipIf(kernel === null).each([
  ['direct', openDirect],
  ['daemon', openDaemon],
])('the driver %s', (_name, open) => {
  let directory: string;
  let opened: OpenDriver;
  let driver: BlocklistDriver;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bangui exchange-'));
    opened = await open(directory);
    driver = opened.driver;
  });

  beforeEach(async () => {
    await driver.remove();
    await kernel.inside('iptables', '-t', 'raw', '-F');
    await rm(join(directory, 'fence'), { force: true });
    await raiseFence(directory, 1);
  });

  afterAll(async () => {
    await driver?.remove();
    await opened?.dispose();
    await rm(directory, { recursive: true });
  });

  const apply = (request: ApplyRequest) => driver.apply(request, noSignal);

  async function applyAndWarm(request: ApplyRequest): Promise<void> {
    await apply(request);
    await eventually('the spare slot filled', async () => {
      return (await driver.inspect()).spareDigest === request.digest;
    });
  }

  /** Holds an apply in the middle of its filling. */
  async function pauseFilling(): Promise<() => void> {
    const pids = await eventually('a set being filled', async () => {
      const found = await scriptProcesses(directory, 'ipset');
      const counts = await kernel.inside('ipset', 'list', '-t');
      return /bangui-[ab]-ip4(.|\n)*?entries: [1-9]/.test(counts) && found.length > 0 && found;
    });
    signalAll(pids, 'SIGSTOP');
    return () => signalAll(pids, 'SIGCONT');
  }

  test('puts every kind of entry in force, with the rule before all others', async () => {
    await kernel.inside('iptables', '-t', 'raw', '-A', 'PREROUTING', '-s', '192.0.2.0/24', '-j', 'ACCEPT');
    const request = await writeVersion(directory, 1, mixed);
    expect(await apply(request)).toMatchObject({ how: 'full', note: null });
    expect(await kernel.liveEntries()).toEqual(mixed);
    expect(await driver.inspect()).toMatchObject({
      digest: request.digest,
      counts: { ip4: 2, net4: 2, ip6: 1, net6: 1 },
      rule: { v4: 'in_place', v6: 'in_place' },
    });
    expect((await kernel.ruleLines('iptables')).map((line) => line.split(' ').at(-1))).toEqual([
      'DROP',
      'ACCEPT',
    ]);
  });

  test('leaves nothing in the folder but what belongs there', async () => {
    await applyAndWarm(await writeVersion(directory, 1, mixed));
    expect((await readdir(directory)).sort()).toEqual(['fence', 'fence-lock', 'lock', 'versions']);
  });

  test('a version that follows the one in force needs its delta only', async () => {
    const first = await writeVersion(directory, 1, mixed);
    await applyAndWarm(first);
    const second = await writeDelta(
      directory,
      await writeVersion(directory, 2, {
        ...mixed,
        ip4: ['192.0.2.1'],
        net4: [...mixed.net4, '192.0.2.8/31'],
      }),
      first,
      { del: { ip4: ['192.0.2.9'] }, add: { net4: ['192.0.2.8/31'] } },
    );
    expect(await apply(second)).toMatchObject({ how: 'delta' });
    expect(await kernel.liveEntries()).toEqual({
      ...mixed,
      ip4: ['192.0.2.1'],
      net4: ['192.0.2.8/31', ...mixed.net4],
    });
  });

  test.each([
    ['takes out what is not there', { del: { ip4: ['192.0.2.77'] }, add: {} }],
    ['adds what is there', { del: {}, add: { ip4: ['192.0.2.9'] } }],
    ['leads elsewhere', { del: { ip4: ['192.0.2.1', '192.0.2.9'] }, add: {} }],
  ])('a delta that %s is made good from the whole files', async (_what, changes) => {
    const first = await writeVersion(directory, 1, mixed);
    await applyAndWarm(first);
    const entries = { ...mixed, ip4: ['192.0.2.1'] };
    const second = await writeDelta(directory, await writeVersion(directory, 2, entries), first, changes);
    expect(await apply(second)).toMatchObject({ how: 'full' });
    expect(await kernel.liveEntries()).toEqual(entries);
  });

  test('what is in force already is not applied again', async () => {
    const request = await writeVersion(directory, 1, mixed);
    await apply(request);
    expect(await apply(request)).toMatchObject({ how: 'unchanged' });
  });

  test('an empty version empties the sets and an older one fills them again', async () => {
    const first = await writeVersion(directory, 1, mixed);
    await apply(first);
    await apply(await writeVersion(directory, 2, {}));
    expect(await kernel.liveEntries()).toEqual({ ip4: [], net4: [], ip6: [], net6: [] });
    await apply(first);
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('files with other entries than announced change nothing', async () => {
    const first = await writeVersion(directory, 1, mixed);
    await applyAndWarm(first);
    const wrong = await writeVersion(directory, 2, { ip4: ['192.0.2.3'] });
    const counts = { ...wrong.counts, ip4: 2 };
    await expect(apply({ ...wrong, counts })).rejects.toMatchObject({ code: 'apply_failed' });
    expect(await kernel.liveEntries()).toEqual(mixed);
    expect(await driver.inspect()).toMatchObject({ digest: first.digest, spareDigest: null });
  });

  test('a missing file is named, and nothing changes', async () => {
    await apply(await writeVersion(directory, 1, mixed));
    const second = await writeVersion(directory, 2, mixed);
    await rm(join(directory, 'versions', second.digest, 'net6'));
    await expect(apply(second)).rejects.toThrow(`versions/${second.digest}/net6 is missing`);
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test.each(['localhost', '192.0.2.5 -exist', '-file secret', '192.0.2.5;secret', 'face', ''])(
    'a line "%s" is refused by its place and never repeated',
    async (line) => {
      const lines = ['192.0.2.1', '192.0.2.2', line, '192.0.2.6'];
      const request = await writeVersion(directory, 1, { ip4: lines });
      const error = (await apply(request).catch((reason: unknown) => reason)) as Error;
      expect(error.message).toContain(`versions/${request.digest}/ip4, line 3.`);
      expect(error.message).not.toContain('secret');
    },
  );

  test('an instance that was overtaken is refused, also in the middle of its work', async () => {
    await apply(await writeVersion(directory, 1, mixed));
    const late = apply(await writeVersion(directory, 2, { ip4: manyAddresses(manyToFill) }));
    const resume = await pauseFilling();
    await raiseFence(directory, 2);
    resume();
    await expect(late).rejects.toMatchObject({ code: 'fence_lost' });
    await expect(apply(await writeVersion(directory, 3, {}))).rejects.toMatchObject({ code: 'fence_lost' });
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('waits for an apply that is at work, but not for ever', async () => {
    const first = apply(await writeVersion(directory, 1, { ip4: manyAddresses(manyToFill) }));
    const resume = await pauseFilling();
    const second = await writeVersion(directory, 2, mixed);
    await expect(opened.impatient.apply(second, noSignal)).rejects.toMatchObject({ code: 'timed_out' });
    const patient = apply(second);
    resume();
    expect(await first).toMatchObject({ how: 'full' });
    await patient;
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('tells what the kernel holds while an apply is at work', async () => {
    const first = await writeVersion(directory, 1, mixed);
    await applyAndWarm(first);
    const second = apply(await writeVersion(directory, 2, { ip4: manyAddresses(manyToFill) }));
    const resume = await pauseFilling();
    expect(await driver.inspect()).toMatchObject({ digest: first.digest, spareDigest: null });
    resume();
    await second;
  });

  test('an aborted apply rejects with the reason, and never takes effect', async () => {
    await applyAndWarm(await writeVersion(directory, 2, mixed));
    const controller = new AbortController();
    const large = await writeVersion(directory, 1, { ip4: manyAddresses(manyToFill) });
    const aborted = driver.apply(large, controller.signal);
    aborted.catch(() => {});
    const resume = await pauseFilling();
    controller.abort(new Error('cancelled by hand'));
    resume();
    await expect(aborted).rejects.toThrow('cancelled by hand');
    await eventually('the script has ended', async () => (await scriptProcesses(directory)).length === 0);
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('a flushed rule is missed, and repaired', async () => {
    await apply(await writeVersion(directory, 1, mixed));
    await kernel.inside('iptables', '-t', 'raw', '-F');
    expect((await driver.inspect()).rule).toEqual({ v4: 'missing', v6: 'in_place' });
    await driver.repair();
    expect((await driver.inspect()).rule).toEqual({ v4: 'in_place', v6: 'in_place' });
  });

  test('a rule that is there twice or behind another one is put first, once', async () => {
    await apply(await writeVersion(directory, 1, mixed));
    const rule = ['-m', 'set', '--match-set', 'bangui-blocklist', 'src', '-j', 'DROP'];
    await kernel.inside('iptables', '-t', 'raw', '-I', 'PREROUTING', '-s', '192.0.2.0/24', '-j', 'ACCEPT');
    await kernel.inside('iptables', '-t', 'raw', '-A', 'PREROUTING', ...rule);
    expect((await driver.inspect()).rule.v4).toBe('not_first');
    await driver.repair();
    expect(await kernel.ruleLines('iptables')).toEqual([
      `-A PREROUTING ${rule.join(' ')}`,
      '-A PREROUTING -s 192.0.2.0/24 -j ACCEPT',
    ]);
  });

  test('sets that somebody has flushed are filled again', async () => {
    const request = await writeVersion(directory, 1, mixed);
    await applyAndWarm(request);
    await kernel.inside('ipset', 'flush');
    expect(await driver.inspect()).toMatchObject({ digest: null, counts: null });
    await apply(request);
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('a single set that lost its entries is noticed and filled again', async () => {
    const request = await writeVersion(directory, 1, mixed);
    await applyAndWarm(request);
    await kernel.inside('ipset', 'flush', 'bangui-a-ip4');
    expect((await driver.inspect()).counts?.ip4).toBe(0);
    await apply(request);
    expect(await kernel.liveEntries()).toEqual(mixed);
  });

  test('lists fail2ban’s chains and sets of every kind, and none of the blocklist’s', async () => {
    await apply(await writeVersion(directory, 1, mixed));
    await kernel.inside('iptables', '-N', 'f2b-sshd');
    await kernel.inside('ipset', 'create', 'f2b-sets', 'hash:ip');
    await kernel.inside('ipset', 'add', 'f2b-sets', '203.0.113.1');
    await kernel.inside('nft', 'add table inet f2b-table');
    await kernel.inside('iptables', '-A', 'f2b-sshd', '-s', '203.0.113.2', '-j', 'DROP');
    const listing = readKernelListing(await driver.listBans());
    expect(listing.rules).toEqual({ 4: ['-A f2b-sshd -s 203.0.113.2/32 -j DROP'], 6: [] });
    expect(listing.sets).toEqual(new Map([['f2b-sets', ['203.0.113.1']]]));
    expect(listing.tables).toMatchObject([{ family: 'inet', name: 'f2b-table' }]);
    await kernel.inside('nft', 'flush ruleset');
    await kernel.inside('ipset', 'destroy', 'f2b-sets');
  });

  test('leaves no trace in the kernel when it is removed', async () => {
    const request = await writeVersion(directory, 1, mixed);
    await apply(request);
    await writeCurrent(directory, request);
    await driver.remove();
    expect(await kernel.inside('ipset', 'list', '-n')).toBe('');
    expect(await kernel.ruleLines('ip6tables')).toEqual([]);
    expect(await readdir(directory)).not.toContain('current');
  });

  test('killed at any moment, it leaves a whole version in force, and the next apply is right', async () => {
    const sizes = [20_000, 15_000];
    const requests = await Promise.all(
      sizes.map((size, index) => writeVersion(directory, index + 1, { ip4: manyAddresses(size) })),
    );
    for (let round = 0; round < 12; round += 1) {
      const request = requests[round % 2] as ApplyRequest;
      const controller = new AbortController();
      const killed = driver.apply(request, controller.signal).catch(() => {});
      await delay(Math.random() * 400);
      signalAll(await scriptProcesses(directory), 'SIGKILL');
      controller.abort();
      await killed;
      const { digest, counts } = await driver.inspect();
      if (digest !== null) expect(counts?.ip4).toBe(digest === digestOf(1) ? sizes[0] : sizes[1]);
    }
    await apply(requests[1] as ApplyRequest);
    expect((await kernel.liveEntries()).ip4).toEqual(manyAddresses(sizes[1] ?? 0).sort());
  });
});
