import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimablePort } from './backend.ts';
import { eventually, hasEnded } from './child.ts';
import { MANUAL_JAIL, startPrivateDaemon } from './daemon.ts';
import { createImportClient } from './import-client.ts';
import { type Holder, openFromOutside } from './import-database.ts';
import { type Instance, startInstance } from './import-instance.ts';
import { readKernelList } from './kernel-list.ts';
import { startNumberedLists } from './numbered-lists.ts';
import { startPrivateRedis } from './redis.ts';

export type { ImportVersion } from './import-database.ts';
export type ImportWorld = Awaited<ReturnType<typeof createImportWorld>>;

const PASSWORD = 'chaos-chaos-chaos';
const APP = {
  schedulerTimings: { heartbeatMs: 50, ttlMs: 500, heartbeatDeadlineMs: 5_000 },
  blocklistCheckMilliseconds: 500,
};
const START_MS = 30_000;

/**
 * A fail2ban with a firewall of its own, a list that is another one whenever it is asked for, and two whole BanGUIs on
 * the same data, of which one imports that list.
 */
export async function createImportWorld(kind: 'sqlite' | 'redis') {
  await using ending = new AsyncDisposableStack();
  const daemon = await startPrivateDaemon({ jails: [MANUAL_JAIL], hasPrivateNetwork: true });
  ending.defer(() => daemon.dispose());
  const lists = await startNumberedLists();
  ending.defer(() => lists.close());
  const redis = kind === 'redis' ? await startPrivateRedis() : null;
  if (redis !== null) ending.defer(() => redis.dispose());

  const dataDir = join(daemon.directory, 'data');
  const exchangeDir = join(dataDir, 'blocklist');
  const database = openFromOutside(join(dataDir, 'bangui.sqlite3'));
  const client = createImportClient('admin', PASSWORD);
  const ports = [await claimablePort(0), await claimablePort(0)];
  const everStarted: Instance[] = [];
  const running: Instance[] = [];
  ending.defer(async () => void (await Promise.all(everStarted.map((instance) => instance.kill()))));

  function start(place: number): void {
    const instance = startInstance({
      port: ports[place] ?? 0,
      logPath: join(daemon.directory, `bangui-${everStarted.length}.log`),
      app: APP,
      environment: {
        BANGUI_DATA_DIR: dataDir,
        BANGUI_FAIL2BAN_SOCKET: daemon.socketPath,
        BANGUI_FAIL2BAN_CONFIG_DIR: daemon.configDir,
        BANGUI_SCHEDULER_LOCK: redis?.url ?? 'sqlite',
        BANGUI_SCHEDULER_MODE: 'standby',
        BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true',
        BANGUI_COOKIE_SECURE: 'false',
        BANGUI_ADMIN_PASSWORD: PASSWORD,
      },
    });
    running[place] = instance;
    everStarted.push(instance);
  }

  async function heldBy(): Promise<Holder | null | undefined> {
    if (redis === null) return database.holder();
    return JSON.parse((await redis.command('GET', 'bangui:scheduler_lock')) || 'null');
  }

  /** Undefined while nobody holds the lock, or somebody who has ended. */
  async function holder(): Promise<(Holder & { instance: Instance }) | undefined> {
    const held = await heldBy();
    const instance = running.find(({ child }) => child.pid === held?.process && !hasEnded(child));
    return held == null || instance === undefined ? undefined : { ...held, instance };
  }

  const allStarted = async () => void (await Promise.all(running.map(untilStarted)));
  const furnish = () => client.furnish(running[0]?.url ?? '', lists.url);

  start(0);
  start(1);
  await allStarted();
  await furnish();
  const all = ending.move();
  return {
    daemon,
    lists,
    redis,
    database,
    everStarted: everStarted as readonly Instance[],
    running: running as readonly Instance[],
    holder,
    furnish,
    allStarted,
    askForImport: () => client.askForImport(async () => (await holder())?.instance.url),
    startAgain: (instance: Instance) => start(running.indexOf(instance)),
    kernelList: () => readKernelList(daemon),

    async deleteLock(): Promise<void> {
      if (redis === null) database.deleteLock();
      else await redis.command('DEL', 'bangui:scheduler_lock');
    },

    /** Of what fail2ban's own start puts into the kernel; undefined where that is nothing yet. */
    committedDigest(): string | undefined {
      const path = join(exchangeDir, 'current');
      return existsSync(path) ? /^digest=(.*)$/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
    },

    /** The sets whose files are there for the kernel, by digest. */
    writtenSets: () => readdirSync(join(exchangeDir, 'versions')).filter((name) => !name.includes('-')),

    dispose: () => all.disposeAsync(),
  };
}

async function untilStarted(instance: Instance): Promise<void> {
  await eventually(
    'BanGUI has started',
    async () => {
      if (hasEnded(instance.child)) throw new Error(`BanGUI ended at once:\n${await instance.logTail()}`);
      return (await instance.lines()).some(({ event }) => event === 'started');
    },
    START_MS,
  );
}
