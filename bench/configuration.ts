import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Backend, claimablePort, startBackend } from '@bangui/sandbox/backend';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { timeToOpen } from './harness/configuration-page.ts';
import { median, type Record } from './harness/figures.ts';
import { writeLongLog } from './harness/long-log.ts';
import { login } from './harness/session.ts';

const LINES = Number(process.env.BENCH_LINES ?? 1_000_000);
const FEW_LINES = LINES / 10;
const ROUNDS = 3;
const GOAL_RATIO = 1.15;
const GOAL_MEMORY_RATIO = 1.1;
const GOAL_OPEN_MS = 150;
const ANSWERS = 20;
const STOCK_CONFIG_DIR = '/etc/fail2ban';
const DEADLINE_MS = 30 * 60_000;
const PASSWORD = 'bench-bench-bench';

interface World {
  readonly daemon: PrivateDaemon;
  readonly backend: Backend;
  readonly cookie: string;
}

export async function measure(record: Record): Promise<void> {
  await using ending = new AsyncDisposableStack();
  const world = await startWorld(ending);
  await measureSimulations(world, record);
  await measureOpening(world, record);
}

/** With all jails that fail2ban brings, of which none is enabled here. */
async function measureOpening({ daemon, backend, cookie }: World, record: Record): Promise<void> {
  const stock = await readFile(join(STOCK_CONFIG_DIR, 'jail.conf'), 'utf8');
  await writeFile(join(daemon.configDir, 'jail.d', 'stock.conf'), stock);
  const read = async () => {
    const response = await fetch(`${backend.url}/api/v1/configuration/effective`, { headers: { cookie } });
    return (await response.json()) as { jails: { name: string }[] };
  };
  const { jails } = await read();
  const answers: number[] = [];
  for (let round = 0; round < ANSWERS; round += 1) answers.push(await timed(async () => void (await read())));
  const last =
    jails
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? '';
  const opened = await timeToOpen(backend.url, PASSWORD, last);
  record({
    metric: `settings of ${jails.length} jails, answered`,
    value: 1000 * median(answers),
    unit: 'ms',
    goal: null,
  });
  record({
    metric: `page with ${jails.length} jails, opened`,
    value: opened,
    unit: 'ms',
    goal: GOAL_OPEN_MS,
  });
}

async function startWorld(ending: AsyncDisposableStack): Promise<World> {
  const daemon = await startPrivateDaemon({ jails: [{ name: 'sshd', filter: 'sshd' }] });
  ending.defer(() => daemon.dispose());
  const backend = await startBackend({
    port: await claimablePort(0),
    dataDir: join(daemon.directory, 'data'),
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password: PASSWORD,
    logPath: join(daemon.directory, 'bangui.log'),
    environment: { BANGUI_LOG_DIRS: daemon.directory },
  });
  ending.defer(() => backend.stop());
  return { daemon, backend, cookie: await login(backend.url, PASSWORD) };
}

async function measureSimulations(world: World, record: Record): Promise<void> {
  const few = join(world.daemon.directory, 'few.log');
  const many = join(world.daemon.directory, 'many.log');
  await writeLongLog(few, FEW_LINES);
  await writeLongLog(many, LINES);
  await simulate(world, few);
  const peakOfFew = await peakMemoryMiB(world);
  const rounds: { alone: number; simulated: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = await timed(() => readByFail2ban(world, many));
    rounds.push({ alone, simulated: await timed(() => simulate(world, many)) });
  }
  const peak = await peakMemoryMiB(world);
  const middle = (of: (round: { alone: number; simulated: number }) => number) => median(rounds.map(of));
  const words = `${LINES.toLocaleString('en')} lines`;
  record({
    metric: `${words} by fail2ban-regex alone`,
    value: middle(({ alone }) => alone),
    unit: 's',
    goal: null,
  });
  record({
    metric: `${words} simulated`,
    value: middle(({ simulated }) => simulated),
    unit: 's',
    goal: null,
  });
  record({
    metric: 'simulated ÷ fail2ban-regex alone',
    value: middle(({ alone, simulated }) => simulated / alone),
    unit: 'x',
    goal: GOAL_RATIO,
  });
  record({ metric: 'peak memory', value: peak, unit: 'MiB', goal: null });
  record({
    metric: 'peak memory ÷ with a tenth of the lines',
    value: peak / peakOfFew,
    unit: 'x',
    goal: GOAL_MEMORY_RATIO,
  });
}

/** In the form that costs it least: the failures alone, printed to nowhere. */
async function readByFail2ban({ daemon }: World, log: string): Promise<void> {
  const command = 'exec fail2ban-regex -c "$1" -o row "$2" sshd > /dev/null';
  await promisify(execFile)('sh', ['-c', command, 'sh', daemon.configDir, log]);
}

async function simulate({ backend, cookie }: World, log: string): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { cookie, origin: backend.url, 'content-type': 'application/json' };
    const response = await fetch(`${backend.url}/api/v1/simulations${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; state: string; problem: string | null };
  };
  const body = JSON.stringify({ jail: 'sshd', log, proposed: { maxretry: 3 } });
  const { id } = await ask('', { method: 'POST', body });
  const hasEnded = async () => {
    const run = await ask(`/${id}`);
    if (run.state === 'failed') throw new Error(run.problem ?? 'The simulation failed.');
    return run.state === 'succeeded';
  };
  await eventually('the simulation has ended', hasEnded, DEADLINE_MS);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function peakMemoryMiB({ backend }: World): Promise<number> {
  const status = await readFile(`/proc/${backend.child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
