import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Backend, claimablePort, spawnBackend } from '@bangui/sandbox/backend';
import { eventually } from '@bangui/sandbox/child';
import type { PrivateDaemon } from '@bangui/sandbox/daemon';
import { timeBareCalls } from './harness/bare-socket.ts';
import { type CommandProxy, createCommandProxy } from './harness/command-proxy.ts';
import { startCrowdedDaemon } from './harness/crowded-daemon.ts';
import { median, type Record } from './harness/figures.ts';
import { p95UnderLoad } from './harness/load.ts';
import { login } from './harness/session.ts';

const CROWD = { jails: 17, bansPerJail: 4500 };
const ROUNDS = 5;
const CONNECTIONS = 50;
const PAGE_VIEWS = 1000;
const VIEWERS = 50;
const VIEW_WINDOW_MS = 10_000;
const PASSWORD = 'bench-bench-bench';

const LIVE = '/api/health/live';
const SEARCHES = ['203.0.', '1', '2a0', '179.153.32.0/20', '95.', '2001::/16', '5.', 'nothing'];
const PAGES: { [metric: string]: string[] } = {
  server: ['/api/v1/server'],
  jails: ['/api/v1/jails'],
  'bans, first page': ['/api/v1/bans?limit=50'],
  'bans, searched': SEARCHES.map((text) => `/api/v1/bans?limit=50&q=${encodeURIComponent(text)}`),
  'bans, sorted': ['address', '-expiresAt', 'jail'].map((sort) => `/api/v1/bans?limit=50&sort=${sort}`),
};
const PAGE_VIEW_PATHS = [
  '/api/v1/auth/session',
  '/api/v1/server',
  '/api/v1/jails',
  '/api/v1/jails/jail-01',
  '/api/v1/bans?limit=50',
  '/api/v1/allow-list',
];

interface Stage {
  daemon: PrivateDaemon;
  proxy: CommandProxy;
  backend: Backend;
  cookie: string;
}

export async function measure(record: Record): Promise<void> {
  const daemon = await startCrowdedDaemon(CROWD);
  try {
    await measureSnapshot(daemon, record);
    await onStage(daemon, async (stage) => {
      await openDaemon(stage);
      await measureMemory(stage, 'resident memory, idle', record);
      await measurePages(stage, record);
      await measureCommands(stage, record);
      await measureMemory(stage, 'resident memory, after the load', record);
    });
  } finally {
    await daemon.dispose();
  }
}

/** A BanGUI that is logged in to, and does not find the daemon before the proxy opens. */
async function onStage<T>(daemon: PrivateDaemon, play: (stage: Stage) => Promise<T>): Promise<T> {
  const socketPath = join(daemon.directory, 'proxy.sock');
  const proxy = createCommandProxy(socketPath, daemon.socketPath);
  const backend = await spawnBackend({
    port: await claimablePort(0),
    dataDir: join(daemon.directory, 'data'),
    socketPath,
    configDir: daemon.configDir,
    password: PASSWORD,
    logPath: join(daemon.directory, 'bangui.log'),
  });
  try {
    await eventually('BanGUI answers', () =>
      fetch(`${backend.url}${LIVE}`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const cookie = await login(backend.url, PASSWORD);
    return await play({ daemon, proxy, backend, cookie });
  } finally {
    await backend.stop();
    await proxy.close();
  }
}

/** Milliseconds from BanGUI's first command to its word that the snapshot is complete. */
async function openDaemon(stage: Stage): Promise<number> {
  await stage.proxy.open();
  const startedAt = await stage.proxy.firstCommandAt;
  while (!(await isSnapshotComplete(stage))) await sleep(10);
  return performance.now() - startedAt;
}

async function isSnapshotComplete({ backend, cookie }: Stage): Promise<boolean> {
  const response = await fetch(`${backend.url}/api/v1/server`, { headers: { cookie } });
  const server = (await response.json()) as { snapshotComplete: boolean; bans: { current: number } };
  return server.snapshotComplete && server.bans.current === CROWD.jails * CROWD.bansPerJail;
}

async function measureSnapshot(daemon: PrivateDaemon, record: Record): Promise<void> {
  const names = Array.from(
    { length: CROWD.jails },
    (_, index) => `jail-${String(index + 1).padStart(2, '0')}`,
  );
  const bareCalls = [
    ['status'],
    ...names.flatMap((name) => [
      ['status', name, 'short'],
      ['get', name, 'banip'],
    ]),
  ];
  const times: { complete: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const complete = await onStage(daemon, openDaemon);
    times.push({ complete, bare: await timeBareCalls(daemon.socketPath, bareCalls) });
  }
  record({
    metric: 'bare socket calls of a snapshot',
    value: median(times.map(({ bare }) => bare)),
    unit: 'ms',
    goal: null,
  });
  record({
    metric: 'first snapshot',
    value: median(times.map(({ complete }) => complete)),
    unit: 'ms',
    goal: null,
  });
  const ratio = median(times.map(({ complete, bare }) => complete / bare));
  record({ metric: 'first snapshot, ratio to bare calls', value: ratio, unit: 'x', goal: 1.3 });
}

async function measurePages(stage: Stage, record: Record): Promise<void> {
  const p95 = (paths: string[]) =>
    p95UnderLoad({
      url: stage.backend.url,
      paths,
      cookie: stage.cookie,
      connections: CONNECTIONS,
    });
  await p95([LIVE, ...Object.values(PAGES).flat()]);
  const live: number[] = [];
  const ratios = new Map(Object.keys(PAGES).map((page) => [page, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const yardstick = await p95([LIVE]);
    live.push(yardstick);
    for (const [page, measured] of ratios) measured.push((await p95(PAGES[page]!)) / yardstick);
  }
  record({ metric: 'p95 of health/live', value: median(live), unit: 'ms', goal: null });
  for (const [page, measured] of ratios) {
    record({ metric: `p95 of ${page}, ratio to health/live`, value: median(measured), unit: 'x', goal: 5 });
  }
}

async function measureCommands(stage: Stage, record: Record): Promise<void> {
  const own: number[] = [];
  const caused: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = await commandsDuring(stage.proxy, async () => undefined);
    const viewed = await commandsDuring(stage.proxy, () => viewPages(stage));
    own.push([...idle.values()].reduce((total, count) => total + count, 0));
    caused.push(commandsBeyond(viewed, idle));
  }
  record({
    metric: `commands of its own in ${VIEW_WINDOW_MS / 1000} s`,
    value: median(own),
    unit: 'commands',
    goal: null,
  });
  const metric = `commands caused by ${PAGE_VIEWS} page views`;
  record({ metric, value: median(caused), unit: 'commands', goal: 0 });
}

/** Whatever happens inside, the window is equally long: BanGUI's own rounds fill it with the same commands. */
async function commandsDuring(
  proxy: CommandProxy,
  work: () => Promise<unknown>,
): Promise<Map<string, number>> {
  proxy.takeCommands();
  await Promise.all([sleep(VIEW_WINDOW_MS), work()]);
  const counts = new Map<string, number>();
  for (const command of proxy.takeCommands()) counts.set(command, (counts.get(command) ?? 0) + 1);
  return counts;
}

// A round of BanGUI's own may begin in one window and not in the other: once per command that is no page view's doing.
function commandsBeyond(viewed: Map<string, number>, idle: Map<string, number>): number {
  return [...viewed]
    .map(([command, count]) => Math.max(0, count - (idle.get(command) ?? 0) - 1))
    .reduce((total, count) => total + count, 0);
}

async function viewPages(stage: Stage): Promise<void> {
  const viewer = async () => {
    for (let view = 0; view < PAGE_VIEWS / VIEWERS; view += 1) await viewPage(stage);
  };
  await Promise.all(Array.from({ length: VIEWERS }, viewer));
}

async function viewPage({ backend, cookie }: Stage): Promise<void> {
  const leaving = new AbortController();
  const events = await fetch(`${backend.url}/api/v1/events`, { headers: { cookie }, signal: leaving.signal });
  for (const path of PAGE_VIEW_PATHS) {
    const response = await fetch(`${backend.url}${path}`, { headers: { cookie } });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  }
  if (!events.ok) throw new Error(`The event stream was answered with ${events.status}`);
  leaving.abort();
}

async function measureMemory({ backend }: Stage, metric: string, record: Record): Promise<void> {
  await sleep(5_000);
  const status = await readFile(`/proc/${backend.child.pid}/status`, 'utf8');
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  record({ metric, value: kibibytes / 1024, unit: 'MiB', goal: null });
}
