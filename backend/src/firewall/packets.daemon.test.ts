// No packet of a listed address passes while versions are exchanged, and every other one does.
//
//     outside ── guard (the blocklist) ── behind

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endChild, eventually } from '@bangui/sandbox/child';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raiseFence } from './blocklist-driver.ts';
import { createDirectDriver } from './direct-driver.ts';
import { createTestKernel, type TestKernel, writeDelta, writeVersion } from './test-kernel.ts';
import type { Path, Report } from './test-packets.ts';

const [outside, guard, behind] = ['outside', 'guard', 'behind'].map(createTestKernel) as TestKernel[];
const kernels = [outside, guard, behind].filter((kernel) => kernel != null);

afterAll(() => {
  for (const kernel of kernels) kernel.dispose();
});

const v4 = { listed: '198.51.100.6', others: ['198.51.100.5', '198.51.100.99'] };
const v6 = { listed: '2001:db8:1::6', others: ['2001:db8:1::5', '2001:db8:1::99'] };
const paths: Path[] = [
  { name: 'IPv4 to this machine', target: '198.51.100.1', ...v4 },
  { name: 'IPv4 to one behind it', target: '203.0.113.2', ...v4 },
  { name: 'IPv6 to this machine', target: '2001:db8:1::1', ...v6 },
  { name: 'IPv6 to one behind it', target: '2001:db8:2::2', ...v6 },
];

// The .5 in the middle is carved out. What is left of .4/30 is said in two ways.
const asAddresses = {
  ip4: ['198.51.100.4', '198.51.100.6', '198.51.100.7'],
  ip6: ['2001:db8:1::4', '2001:db8:1::6', '2001:db8:1::7'],
};
const asNetworks = {
  ip4: ['198.51.100.4'],
  net4: ['198.51.100.6/31'],
  ip6: ['2001:db8:1::4'],
  net6: ['2001:db8:1::6/127'],
};
const onlyInAddresses = { ip4: asAddresses.ip4.slice(1), ip6: asAddresses.ip6.slice(1) };
const onlyInNetworks = { net4: asNetworks.net4, net6: asNetworks.net6 };

describe.skipIf(kernels.length < 3)('packets', () => {
  const children: ChildProcess[] = [];
  let directory: string;
  let sender: ChildProcess;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bangui-exchange-'));
    connect(outside as TestKernel, guard as TestKernel, behind as TestKernel);
    await Promise.all(
      [start(guard as TestKernel, 'echo'), start(behind as TestKernel, 'echo')].map(firstWord),
    );
    sender = start(outside as TestKernel, 'send', JSON.stringify(paths));
  });

  afterAll(async () => {
    await Promise.all(children.map((child) => endChild(child, 'SIGKILL')));
    await rm(directory, { recursive: true });
  });

  function start({ namespace }: TestKernel, ...args: string[]): ChildProcess {
    const program = fileURLToPath(new URL('./test-packets.ts', import.meta.url));
    const command = ['netns', 'exec', namespace, process.execPath, program, ...args];
    const child = spawn('ip', command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  }

  async function ask(word: 'mark' | 'report'): Promise<Report> {
    const answer = firstWord(sender);
    sender.send(word);
    return (await answer) as Report;
  }

  const untilEveryPath = (what: string, isTrue: (count: Report[string]) => boolean) =>
    eventually(what, async () => {
      const report = await ask('report');
      return paths.every(({ name }) => report[name] !== undefined && isTrue(report[name])) && report;
    });

  test('pass by the list while it is exchanged a hundred times', { timeout: 180_000 }, async () => {
    const driver = createDirectDriver({
      directory,
      shell: ['ip', 'netns', 'exec', (guard as TestKernel).namespace, 'sh'],
    });
    await raiseFence(directory, 1);
    const addresses = await writeVersion(directory, 1, asAddresses);
    const networks = await writeVersion(directory, 2, asNetworks);
    const versions = [
      await writeDelta(directory, networks, addresses, { del: onlyInAddresses, add: onlyInNetworks }),
      await writeDelta(directory, addresses, networks, { del: onlyInNetworks, add: onlyInAddresses }),
    ];
    await untilEveryPath('answers to all without a list', ({ leaked }) => leaked > 0);

    await driver.apply(addresses, new AbortController().signal);
    await ask('mark');
    const kinds = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const version = versions[round % 2] ?? addresses;
      kinds.add((await driver.apply(version, new AbortController().signal)).how);
    }
    const report = await untilEveryPath('packets on every path', ({ rounds }) => rounds > 100);
    expect(Object.entries(report).filter(([, { leaked, lost }]) => leaked > 0 || lost > 0)).toEqual([]);
    expect(kinds).toContain('delta');
    expect((await driver.inspect()).packets).toBeGreaterThan(100);
  });
});

async function firstWord(child: ChildProcess): Promise<unknown> {
  const [word] = await once(child, 'message');
  return word;
}

function connect(outer: TestKernel, middle: TestKernel, inner: TestKernel): void {
  const commands = [
    `-n ${outer.namespace} link add name upward address 02:00:00:00:00:01 type veth peer name outward address 02:00:00:00:00:02 netns ${middle.namespace}`,
    `-n ${middle.namespace} link add name inward type veth peer name upward netns ${inner.namespace}`,
    ...['198.51.100.5', '198.51.100.6', '198.51.100.99'].map((ip) => addressOn(outer, 'upward', `${ip}/24`)),
    ...['2001:db8:1::5', '2001:db8:1::6', '2001:db8:1::99'].map((ip) =>
      addressOn(outer, 'upward', `${ip}/64`),
    ),
    addressOn(middle, 'outward', '198.51.100.1/24'),
    addressOn(middle, 'outward', '2001:db8:1::1/64'),
    addressOn(middle, 'inward', '203.0.113.1/24'),
    addressOn(middle, 'inward', '2001:db8:2::1/64'),
    addressOn(inner, 'upward', '203.0.113.2/24'),
    addressOn(inner, 'upward', '2001:db8:2::2/64'),
    ...[outer, inner].map(({ namespace }) => `-n ${namespace} link set upward up`),
    ...['outward', 'inward'].map((link) => `-n ${middle.namespace} link set ${link} up`),
    `-n ${outer.namespace} route add 203.0.113.0/24 via 198.51.100.1`,
    `-n ${outer.namespace} route add 2001:db8:2::/64 via 2001:db8:1::1`,
    `-n ${inner.namespace} route add 198.51.100.0/24 via 203.0.113.1`,
    `-n ${inner.namespace} route add 2001:db8:1::/64 via 2001:db8:2::1`,
    // The question for it would be dropped too whenever a listed address asks, and keep the others waiting.
    `-n ${outer.namespace} neigh replace 2001:db8:1::1 lladdr 02:00:00:00:00:02 dev upward nud permanent`,
  ];
  for (const command of commands) execFileSync('ip', command.split(' '));
  const settings = ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'];
  execFileSync('ip', ['netns', 'exec', middle.namespace, 'sysctl', '-q', '-w', ...settings]);
}

function addressOn({ namespace }: TestKernel, link: string, address: string): string {
  return `-n ${namespace} address add ${address} dev ${link}${address.includes(':') ? ' nodad' : ''}`;
}
