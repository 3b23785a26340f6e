import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Backend, claimablePort, startBackend } from '@bangui/sandbox/backend';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { createFail2banCommands } from '../backend/src/fail2ban/commands.ts';
import { createFail2banSocket } from '../backend/src/fail2ban/socket.ts';
import { type BanHistory, writeBanHistory } from './harness/ban-history.ts';
import { median, percentile, type Record } from './harness/figures.ts';
import { login } from './harness/session.ts';
import { timesToTableRow } from './harness/table-row.ts';

const SMALL = 100_000;
const LARGE = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const ASKED = 60;
const GOAL_MS = 100;
const GOAL_RATIO = 3;
const LIVE_SECONDS = 60;
const LIVE_BANS_PER_SECOND = 500;
const BANS_PER_COMMAND = 25;
const SETTLING_MS = 20_000;
const DAY = 86_400;
const PASSWORD = 'bench-bench-bench';

interface World {
  readonly history: BanHistory;
  readonly daemon: PrivateDaemon;
  readonly backend: Backend;
  readonly get: (path: string) => Promise<Response>;
}

export async function measure(record: Record): Promise<void> {
  await using ending = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'bangui-archive-'));
  ending.defer(() => rm(folder, { recursive: true, force: true }));
  const small = await startWorld(folder, SMALL, ending);
  const large = await startWorld(folder, LARGE, ending);
  const { eventsPerSecond, bytesPerEvent } = large.history;
  record({ metric: 'µs an event of a bulk intake', value: 1e6 / eventsPerSecond, unit: 'µs', goal: 20 });
  record({ metric: 'file for an event, log lines aside', value: bytesPerEvent, unit: 'bytes', goal: 200 });
  await measureQuestions(small, large, record);
  await measureLive(large, record);
  await measureLatency(small, record);
}

async function startWorld(folder: string, events: number, ending: AsyncDisposableStack): Promise<World> {
  const dataDir = join(folder, String(events));
  const history = writeBanHistory(join(dataDir, 'archive.sqlite3'), events);
  const daemon = await startPrivateDaemon({ jails: [{ name: 'sshd', filter: 'sshd', bantime: '1d' }] });
  ending.defer(() => daemon.dispose());
  const backend = await startBackend({
    port: await claimablePort(0),
    dataDir,
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password: PASSWORD,
    logPath: join(dataDir, 'bangui.log'),
  });
  ending.defer(() => backend.stop());
  const cookie = await login(backend.url, PASSWORD);
  const get = async (path: string) => {
    const response = await fetch(`${backend.url}/api/v1/history${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return { history, daemon, backend, get };
}

type Question = (world: World, round: number) => string;

/** The moments move from round to round, so that no answer is one that was kept. */
function questions(
  cursors: ReadonlyMap<World, string>,
  addresses: ReadonlyMap<World, string[]>,
): Map<string, Question> {
  const yearBefore = ({ history }: World, round: number) => history.to - 365 * DAY - round * 60;
  return new Map<string, Question>([
    ['first page', () => '?'],
    ['page 1,000 by cursor', (world) => `?cursor=${cursors.get(world)}`],
    ['one address', (world, round) => `?address=${addresses.get(world)![round % 10]}`],
    ['a /16', ({ history }, round) => `?address=${history.network}&to=${history.to - round * DAY}`],
    [
      'a country in a month',
      ({ history }, round) =>
        `?country=${history.country}&from=${history.to - (40 + round) * DAY}&to=${history.to - (10 + round) * DAY}`,
    ],
    [
      'free text in a day',
      ({ history }, round) =>
        `?text=nobody%20has%20written%20${round}&from=${history.to - (2 + round) * DAY}&to=${history.to - (1 + round) * DAY}`,
    ],
    [
      'timeline of 365 days by jail',
      (world, round) =>
        `/timeline?split=jail&bucket=day&timeZone=Europe/Berlin&from=${yearBefore(world, round)}`,
    ],
    ['top 10 addresses of all time', () => '/top?by=address'],
    ['the map of all time', () => '/top?by=country&limit=300'],
    [
      'the map of 365 days',
      (world, round) => `/top?by=country&limit=300&compare=false&from=${yearBefore(world, round)}`,
    ],
    [
      'top 10 networks of 365 days, compared',
      (world, round) => `/top?by=network&from=${yearBefore(world, round)}`,
    ],
  ]);
}

async function measureQuestions(small: World, large: World, record: Record): Promise<void> {
  const worlds = [small, large];
  const cursors = new Map<World, string>();
  const addresses = new Map<World, string[]>();
  for (const world of worlds) {
    cursors.set(world, await cursorOfPage(world, 1_000));
    const { items } = (await (await world.get('/top?by=address')).json()) as { items: { key: string }[] };
    addresses.set(
      world,
      items.map(({ key }) => key),
    );
  }
  for (const [name, question] of questions(cursors, addresses)) {
    const times = new Map<World, number[]>(worlds.map((world) => [world, []]));
    for (let round = 0; round < ASKED; round += 1) {
      for (const world of worlds) times.get(world)!.push(await answeringTime(world, question(world, round)));
    }
    const [ofSmall, ofLarge] = [times.get(small)!, times.get(large)!];
    record({ metric: `${name}, median`, value: median(ofLarge), unit: 'ms', goal: null });
    record({ metric: `${name}, p95`, value: percentile(ofLarge, 0.95), unit: 'ms', goal: GOAL_MS });
    record({
      metric: `${name}, ÷ with 100,000`,
      value: median(ofLarge) / median(ofSmall),
      unit: 'x',
      goal: GOAL_RATIO,
    });
  }
}

async function cursorOfPage({ get }: World, page: number): Promise<string> {
  let cursor = '';
  for (let turned = 1; turned < page; turned += 1) {
    const body = (await (await get(`?limit=50${cursor && `&cursor=${cursor}`}`)).json()) as {
      nextCursor: string;
    };
    cursor = body.nextCursor;
  }
  return cursor;
}

async function answeringTime({ get }: World, path: string): Promise<number> {
  const startedAt = performance.now();
  await (await get(path)).arrayBuffer();
  return performance.now() - startedAt;
}

/** Bans by command, as fast as wanted, while somebody looks at every kind of page. */
async function measureLive({ daemon, get, history }: World, record: Record): Promise<void> {
  const socket = createFail2banSocket({ path: daemon.socketPath });
  const commands = createFail2banCommands(socket);
  const times: number[] = [];
  const looking = lookAround(get, times);
  const startedAt = performance.now();
  const rounds = (LIVE_SECONDS * LIVE_BANS_PER_SECOND) / BANS_PER_COMMAND;
  for (let round = 0; round < rounds; round += 1) {
    const next = startedAt + (round * BANS_PER_COMMAND * 1_000) / LIVE_BANS_PER_SECOND;
    await sleep(Math.max(0, next - performance.now()));
    await commands.banip('sshd', liveAddresses(round));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const { written, kept } = await settled(async () => ({
    written: rowsOf(daemon.databasePath),
    kept: await keptSince(get, history.to + 1),
  }));
  await looking.stop();
  socket.close();
  record({ metric: 'live bans a second', value: written / seconds, unit: '/s', goal: null });
  record({ metric: 'live bans that are not kept', value: Math.abs(written - kept), unit: 'count', goal: 0 });
  record({ metric: 'p95 of pages meanwhile', value: percentile(times, 0.95), unit: 'ms', goal: GOAL_MS });
}

function liveAddresses(round: number): string[] {
  return Array.from({ length: BANS_PER_COMMAND }, (_, index) => {
    const number = round * BANS_PER_COMMAND + index;
    return `10.${number >>> 16}.${(number >>> 8) & 255}.${number & 255}`;
  });
}

function rowsOf(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const { rows } = database.prepare('SELECT count(*) AS rows FROM bans').get() as { rows: number };
  database.close();
  return rows;
}

async function keptSince(get: World['get'], from: number): Promise<number> {
  const { bans } = (await (await get(`/top?by=jail&from=${from}`)).json()) as { bans: number };
  return bans;
}

/** The counts once both are the same, or as they are after a while. */
async function settled(count: () => Promise<{ written: number; kept: number }>) {
  const isSame = async () => {
    const counts = await count();
    return counts.written === counts.kept && counts;
  };
  return eventually('every ban is kept', isSame, SETTLING_MS).catch(count);
}

function lookAround(get: World['get'], times: number[]) {
  const paths = [
    '?',
    '/timeline?split=jail',
    '/top?by=country&limit=300',
    '/top?by=address',
    '?address=10.0.0.0/16',
  ];
  let isStopped = false;
  const looking = (async (): Promise<void> => {
    for (let visit = 0; !isStopped; visit += 1) {
      const startedAt = performance.now();
      await (await get(paths[visit % paths.length]!)).arrayBuffer();
      times.push(performance.now() - startedAt);
      await sleep(50);
    }
  })();
  // Told when it is stopped; until then nobody listens.
  looking.catch(() => {});
  return {
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}

async function measureLatency({ daemon, backend }: World, record: Record): Promise<void> {
  const times = await timesToTableRow(daemon, backend.url, PASSWORD);
  record({
    metric: 'from the daemon’s row to the browser’s, p95',
    value: percentile(times, 0.95),
    unit: 'ms',
    goal: 1_200,
  });
}
