import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@bangui/sandbox/child';
import { createLookUp } from '../backend/src/blocklist/look-up.ts';
import { readSet } from '../backend/src/blocklist/set-files.ts';
import { parseAddress } from '../backend/src/network/address.ts';
import { type BlocklistWorld, startBlocklistWorld } from './harness/blocklist-world.ts';
import { median, percentile, type Record } from './harness/figures.ts';
import { randomAddresses, toLines, withChanges } from './harness/random-list.ts';

const ROUNDS = 3;
const MILLION = 1_000_000;
const CHANGED_SHARE = 0.01;
const BANS = 20;
const LOOK_UPS = 200_000;
const VISIT_PAUSE_MS = 5;
const VISITED = ['/api/health', '/api/v1/bans?limit=50', '/api/v1/blocklists'];
const LIST = '/list.txt';
const WARM_DEADLINE_MS = 120_000;

export async function measure(record: Record): Promise<void> {
  await measureMillion(record);
  await measureFiveMillion(record);
}

async function inWorld(play: (world: BlocklistWorld) => Promise<void>): Promise<void> {
  const world = await startBlocklistWorld();
  try {
    await play(world);
  } finally {
    await world.end();
  }
}

interface Round {
  bare: number;
  first: number;
  again: number;
  memory: number;
}

async function measureMillion(record: Record): Promise<void> {
  const addresses = randomAddresses(MILLION, 1);
  const changed = withChanges(addresses, CHANGED_SHARE, 2);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await inWorld(async (world) => {
      const bansBefore = await timeBans(world, 1);
      const first = await world.timeImport(() => addList(world, addresses));
      const memory = await world.peakMemory();
      await untilWarm(world);
      world.lists.put(LIST, toLines(changed));
      const again = await world.timeImport(() => world.send('POST', '/api/v1/blocklists/import', {}));
      await untilWarm(world);
      rounds.push({ first, again, memory, bare: await timeBareRestore(world) });
      if (round > 0) return;
      const bansAfter = await timeBans(world, 2);
      record({
        metric: 'ban with nftables, a million loaded ÷ none',
        value: bansAfter / bansBefore,
        unit: 'x',
        goal: 1.2,
      });
      await measureLookUps(world, record);
    });
  }
  const of = (value: (round: Round) => number) => median(rounds.map(value));
  const bare = 'ipset restore alone';
  record({ metric: `a million by ${bare}`, value: of((round) => round.bare), unit: 'ms', goal: null });
  record({
    metric: 'a million, from the list to the kernel',
    value: of((round) => round.first),
    unit: 'ms',
    goal: null,
  });
  record({
    metric: `a million ÷ ${bare}`,
    value: of((round) => round.first / round.bare),
    unit: 'x',
    goal: 1.15,
  });
  record({
    metric: '1 % changed ÷ the first time',
    value: of((round) => round.again / round.first),
    unit: 'x',
    goal: 0.4,
  });
  record({ metric: 'peak memory, a million', value: of((round) => round.memory), unit: 'MiB', goal: 190 });
}

async function measureFiveMillion(record: Record): Promise<void> {
  await inWorld(async (world) => {
    const waits: number[] = [];
    const addresses = randomAddresses(5 * MILLION, 3);
    const visits = visitPages(world, waits);
    const time = await world.timeImport(() => addList(world, addresses));
    await visits.stop();
    const memory = await world.peakMemory();
    await untilWarm(world);
    const bare = await timeBareRestore(world);
    record({ metric: 'five million, from the list to the kernel', value: time, unit: 'ms', goal: null });
    record({ metric: 'five million ÷ ipset restore alone', value: time / bare, unit: 'x', goal: null });
    record({
      metric: 'p99 of health and pages meanwhile',
      value: percentile(waits, 0.99),
      unit: 'ms',
      goal: 100,
    });
    record({ metric: 'peak memory, five million', value: memory, unit: 'MiB', goal: 488 });
  });
}

/** A list is imported as soon as it is added. */
async function addList({ lists, send }: BlocklistWorld, addresses: Uint32Array): Promise<void> {
  lists.put(LIST, toLines(addresses));
  const caps = { maxBytes: 2 ** 29, maxEntries: 6 * MILLION };
  await send('POST', '/api/v1/blocklists', {
    name: 'bench',
    url: `${lists.url}${LIST}`,
    schedule: null,
    ...caps,
  });
}

/** The spare set in the kernel has become the same as the live one. */
async function untilWarm(world: BlocklistWorld): Promise<void> {
  const markers = async () => {
    const names = (await world.inside('ipset', 'list', '-n')).split('\n');
    const members = (await world.inside('ipset', 'list', 'bangui-spare')).split('\n');
    return names.filter(
      (name) => name.startsWith('bangui-v-') && members.some((line) => line.startsWith(name)),
    );
  };
  const live = (await world.inside('ipset', 'list', 'bangui-blocklist')).split('\n');
  await eventually(
    'the spare set is filled',
    async () => (await markers()).some((marker) => live.some((line) => line.startsWith(marker))),
    WARM_DEADLINE_MS,
  );
}

/** What the kernel holds now, put in once more beside it by one `ipset restore`: nobody does it with less. */
async function timeBareRestore(world: BlocklistWorld): Promise<number> {
  const members = (await world.inside('ipset', 'list', 'bangui-blocklist')).split('\n');
  const sets = members.map((line) => line.split(' ')[0] ?? '').filter((name) => /^bangui-[ab]-/.test(name));
  const saved: string[] = [];
  for (const set of sets)
    saved.push((await world.inside('ipset', 'save', set)).replaceAll(set, `bare-${set}`));
  const path = join(world.daemon.directory, 'bare.restore');
  await writeFile(path, saved.join(''));
  const time = await world.timeInside(path, 'ipset', 'restore');
  for (const set of sets) await world.inside('ipset', 'destroy', `bare-${set}`);
  return time;
}

/** fail2ban's own ban with its nftables action. @returns milliseconds for one, the median of several */
async function timeBans({ daemon }: BlocklistWorld, network: number): Promise<number> {
  const times: number[] = [];
  for (let host = 1; host <= BANS; host += 1) {
    const startedAt = performance.now();
    const { code } = await daemon.client('set', 'sshd', 'banip', `198.51.100.${network * 100 + host}`);
    if (code !== 0) throw new Error('fail2ban refused a ban');
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** Looks at health and pages again and again, as people do; anything but a success ends the bench. */
function visitPages({ get }: BlocklistWorld, waits: number[]) {
  let isOver = false;
  const visits = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const path = VISITED[turn % VISITED.length] as string;
      const startedAt = performance.now();
      const response = await get(path);
      await response.arrayBuffer();
      waits.push(performance.now() - startedAt);
      if (!response.ok) throw new Error(`${path} was answered with ${response.status} during an import`);
      await sleep(VISIT_PAUSE_MS);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await visits;
    },
  };
}

async function measureLookUps({ daemon }: BlocklistWorld, record: Record): Promise<void> {
  const setsDir = join(daemon.directory, 'data', 'blocklist-sets');
  const [file = ''] = await readdir(setsDir);
  const find = createLookUp(await readSet(join(setsDir, file)));
  const addresses = Array.from(randomAddresses(LOOK_UPS, 4), toText).map((text) => parseAddress(text)!);
  const startedAt = performance.now();
  for (const address of addresses) find(address);
  const seconds = (performance.now() - startedAt) / 1_000;
  record({
    metric: 'look-ups of an address in a million',
    value: LOOK_UPS / seconds,
    unit: '/s',
    goal: null,
  });
}

function toText(value: number): string {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
}
