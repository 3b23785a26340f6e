/**
 * Keeps BanGUI's picture of one daemon true at little cost to it: counters by `status JAIL short`, bans from the
 * daemon's database as they happen, and a jail's whole list only where the numbers say that the picture is off.
 * Readers of the picture never cause a command.
 */
import type { BanDatabase, BanRow } from './ban-database.ts';
import { type BanIndex, createBanIndex, isSameBan } from './ban-index.ts';
import type { Ban } from './ban-order.ts';
import { createBanSource } from './ban-source.ts';
import type { ConfiguredJail, Fail2banClientTool } from './client-tool.ts';
import type { Fail2banCommands, JailCounters, JailSettings } from './commands.ts';
import { Fail2banError } from './errors.ts';
import type { Fail2banSocket } from './socket.ts';

export interface DaemonState {
  readonly state: 'connecting' | 'online' | 'offline';
  readonly version: string | null;
  /** Unix seconds since when the state holds. */
  readonly since: number;
  readonly problem: Fail2banError | null;
}

export interface JailState {
  readonly name: string;
  /** `unknown` while the daemon cannot be reached. */
  readonly state: 'running' | 'stopped' | 'unknown';
  readonly counters: JailCounters | null;
  readonly settings: JailSettings | null;
  /** What the files say; null where BanGUI cannot read them or they do not name the jail. */
  readonly configured: ConfiguredJail | null;
}

/**
 * Why a ban is over: its time was up or somebody released it (gone), its jail has ended, or the daemon came back without
 * it.
 */
export type UnbanCause = 'gone' | 'jail_stopped' | 'daemon_restarted';

export interface WatchListener {
  onDaemon(): void;
  /** A jail came, went, or changed its counters or settings. */
  onJails(): void;
  onBan(ban: Ban): void;
  onUnban(ban: Ban, cause: UnbanCause): void;
  /**
   * These jails may have lost what lives only in the daemon's memory: called when a jail or the daemon comes (back),
   * and now and then for all of them.
   */
  onReconcile(jails: readonly string[]): Promise<void>;
}

export interface DaemonWatch {
  daemon(): DaemonState;
  jails(): readonly JailState[];
  jail(name: string): JailState | undefined;
  readonly bans: BanIndex;
  /** Whether the bans of every running jail have been read at least once since the daemon came. */
  isSnapshotComplete(): boolean;
  database(): BanDatabase | null;
  /**
   * Looks at the daemon now, after an action of our own; at a named jail also whether it has forgotten something,
   * as it does when it is reloaded.
   */
  refresh(jail?: string): Promise<void>;
  /** Reads the configuration files anew. */
  refreshConfigured(): Promise<void>;
  /**
   * Notes that BanGUI banned an address, without asking the daemon: its database tells some moments later, and its
   * whole list is dear.
   */
  noteBan(jail: string, address: string): void;
  /** Notes that BanGUI released an address, without asking the daemon. */
  noteUnban(jail: string, address: string): void;
  start(listener: WatchListener): void;
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly socket: Pick<Fail2banSocket, 'onDisconnect'>;
  readonly commands: Fail2banCommands;
  readonly tool: Fail2banClientTool;
  /** When BanGUI itself ends a ban earlier than fail2ban would, in Unix seconds. */
  readonly releaseAt?: (jail: string, address: string, bannedAt: number) => number | null;
  /** Whether the daemon may be silent because it works for BanGUI. */
  readonly isBusyForUs?: () => boolean;
  readonly log: { warn(line: object, message: string): void; info(line: object, message: string): void };
  readonly timings?: Partial<WatchTimings>;
}

export interface WatchTimings {
  readonly databaseMilliseconds: number;
  readonly countersMilliseconds: number;
  readonly settingsMilliseconds: number;
  /** A jail's whole list is read again after this long even if the numbers agree. */
  readonly snapshotMilliseconds: number;
}

const defaultTimings: WatchTimings = {
  databaseMilliseconds: 300,
  countersMilliseconds: 1_500,
  settingsMilliseconds: 30_000,
  snapshotMilliseconds: 15 * 60_000,
};

/** The daemon's database rounds the time of a ban, so that a ban can seem to end this much later than it does. */
const roundingSeconds = 1;

/** Reading a jail's list may cost the daemon at most this share of its time. */
const snapshotTimeShare = 0.05;

/** Before the start nothing happens that anybody could miss. */
const silentListener: WatchListener = {
  onDaemon() {},
  onJails() {},
  onBan() {},
  onUnban() {},
  async onReconcile() {},
};

interface WatchedJail {
  counters: JailCounters | null;
  settings: JailSettings | null;
  hasSnapshot: boolean;
  nextSnapshotAt: number;
  earliestSnapshotAt: number;
  /** Why this jail could not be read last, so that it is logged once. */
  problem: string | null;
}

export function createDaemonWatch(options: WatchOptions): DaemonWatch {
  const { commands, tool, log } = options;
  const timings = { ...defaultTimings, ...options.timings };
  const releaseAt = options.releaseAt ?? (() => null);
  const bans = createBanIndex();
  const source = createBanSource({ commands, log });
  const watched = new Map<string, WatchedJail>();
  let listener: WatchListener = silentListener;
  let configured = new Map<string, ConfiguredJail>();
  let daemon: DaemonState = { state: 'connecting', version: null, since: nowSeconds(), problem: null };
  /** A daemon that restarts between two looks is the same to every question, yet has forgotten what it was told. */
  let hasNewConnection = false;
  let nextCountersAt = 0;
  let nextSettingsAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let turn: Promise<void> = Promise.resolve();

  /** Turns never overlap, whether the clock or an action of ours asks for them. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn
      .then(work)
      .catch(setOffline)
      .catch((error: unknown) =>
        log.warn({ event: 'fail2ban_watch_failed', err: error }, 'Watching fail2ban failed'),
      );
    return turn;
  }

  function setOffline(error: unknown): void {
    if (isStopped) return;
    if (!(error instanceof Fail2banError)) throw error;
    if (isAboutOneCommand(error)) return;
    if (error.code === 'fail2ban_timed_out' && options.isBusyForUs?.()) return;
    const isNews = daemon.state !== 'offline' || daemon.problem?.code !== error.code;
    if (!isNews) return;
    log.warn({ event: 'fail2ban_offline', code: error.code }, error.message);
    const since = daemon.state === 'offline' ? daemon.since : nowSeconds();
    daemon = { state: 'offline', version: daemon.version, since, problem: error };
    for (const jail of watched.values()) Object.assign(jail, { counters: null });
    listener.onDaemon();
  }

  async function lookAtDaemon(): Promise<void> {
    const now = Date.now();
    if (now >= nextCountersAt) {
      nextCountersAt = now + timings.countersMilliseconds;
      await (daemon.state === 'online' && !hasNewConnection ? lookAtJails() : connect());
    }
    if (daemon.state !== 'online') return;
    takeNewBans();
    if (now >= nextSettingsAt) {
      nextSettingsAt = now + timings.settingsMilliseconds;
      await readAllSettings();
    }
  }

  async function connect(): Promise<void> {
    const version = await commands.version();
    hasNewConnection = false;
    for (const jail of watched.values()) jail.hasSnapshot = false;
    await source.open();
    const jails = await readCounters();
    daemon = { state: 'online', version, since: nowSeconds(), problem: null };
    log.info({ event: 'fail2ban_online', version }, 'fail2ban answers');
    listener.onDaemon();
    await welcome(jails);
  }

  async function lookAtJails(): Promise<void> {
    await welcome(await readCounters());
  }

  /** @returns the jails that are new, or to be met anew */
  async function readCounters(): Promise<string[]> {
    const names = await commands.jailNames();
    const came = names.filter((name) => watched.get(name)?.hasSnapshot !== true);
    for (const name of [...watched.keys()].filter((name) => !names.includes(name))) forgetJail(name);
    for (const name of came) watched.set(name, newJail());
    let isChanged = came.length > 0;
    const readJail = ([name, jail]: [string, WatchedJail]) =>
      sparingOthers(name, async () => {
        const counters = await commands.jailStatusShort(name);
        isChanged = isChanged || !isSame(counters, jail.counters);
        jail.counters = counters;
        takeNewBans();
        await settleBans(name, jail);
      });
    // All at once, so that the daemon answers for the next jail while the last answer is being read.
    await Promise.all([...watched].map(readJail)).finally(() => {
      source.endRound();
    });
    if (isChanged) listener.onJails();
    return came;
  }

  /** A jail that cannot be asked, because of its name for instance, must not hide the others. */
  async function sparingOthers(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Fail2banError && isAboutOneCommand(error))) throw error;
      const jail = watched.get(name);
      if (jail?.problem !== error.message) {
        log.warn({ event: 'jail_unreadable', jail: name, code: error.code }, error.message);
      }
      if (jail !== undefined) Object.assign(jail, { problem: error.message, hasSnapshot: true });
    }
  }

  async function welcome(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await listener.onReconcile(names);
    for (const name of names) await readSettings(name);
  }

  function forgetJail(name: string): void {
    watched.delete(name);
    for (const ban of bans.replaceJail(name, []).removed) listener.onUnban(ban, 'jail_stopped');
    listener.onJails();
  }

  /** Makes the picture of a jail's bans agree with its counter, without asking for the list where that can be avoided. */
  async function settleBans(name: string, jail: WatchedJail): Promise<void> {
    const surplus = bans.count(name) - (jail.counters?.currentlyBanned ?? 0);
    const now = nowSeconds();
    const ended = bans.byExpiry(name).slice(0, Math.max(0, surplus));
    const isExplainedByExpiry =
      surplus >= 0 &&
      ended.every(
        (ban) => ban.expiresAt !== null && ban.expiresAt <= now + roundingSeconds && !endsEarly(ban),
      );
    if (jail.hasSnapshot && isExplainedByExpiry && Date.now() < jail.nextSnapshotAt) {
      for (const ban of ended) noteUnban(name, ban.address);
      return;
    }
    if (Date.now() >= jail.earliestSnapshotAt) await readSnapshot(name, jail);
  }

  async function readSnapshot(name: string, jail: WatchedJail): Promise<void> {
    const startedAt = Date.now();
    const cause = jail.hasSnapshot ? 'gone' : 'daemon_restarted';
    const { added, removed } = bans.replaceJail(name, await readBans(name));
    const now = Date.now();
    Object.assign(jail, {
      hasSnapshot: true,
      nextSnapshotAt: now + timings.snapshotMilliseconds,
      earliestSnapshotAt: now + (now - startedAt) / snapshotTimeShare,
    });
    // At the very start every ban is new to us but to nobody else.
    if (daemon.version === null) return;
    for (const ban of added) listener.onBan(ban);
    for (const ban of removed) listener.onUnban(ban, cause);
  }

  async function readBans(name: string): Promise<Ban[]> {
    const addresses = await commands.bannedIps(name);
    const unknown = addresses.filter((address) => bans.get(name, address) === undefined);
    const rows = await source.rowsOf(name, unknown);
    return addresses.flatMap((address) => {
      const row = rows.get(address);
      return bans.get(name, address) ?? (row === undefined ? [] : toBan(row));
    });
  }

  function takeNewBans(): void {
    for (const row of source.newRows()) {
      const jail = watched.get(row.jail);
      const hasEnded = row.durationSeconds !== null && row.bannedAt + row.durationSeconds <= nowSeconds();
      if (jail === undefined || hasEnded) continue;
      const ban = toBan(row);
      const known = bans.get(ban.jail, ban.address);
      bans.set(ban);
      // The daemon writes a ban down some time after it took effect, so that its list may have told of it before.
      if (known === undefined || !isSameBan(known, ban) || hasOtherEnd(known, ban)) listener.onBan(ban);
      nextCountersAt = Math.min(nextCountersAt, Date.now() + timings.databaseMilliseconds);
    }
  }

  function toBan({ jail, address, bannedAt, durationSeconds, banCount }: BanRow): Ban {
    const end = durationSeconds === null ? null : bannedAt + durationSeconds;
    const early = releaseAt(jail, address, bannedAt);
    const expiresAt = early !== null && (end === null || early < end) ? early : end;
    return { jail, address, bannedAt, expiresAt, banCount };
  }

  /** Whether BanGUI ends this ban, and the daemon alone would not. */
  function endsEarly({ jail, address, bannedAt }: Ban): boolean {
    return releaseAt(jail, address, bannedAt) !== null;
  }

  async function readAllSettings(): Promise<void> {
    await readConfigured();
    await listener.onReconcile([...watched.keys()]);
    let isChanged = false;
    for (const name of watched.keys()) isChanged = (await readSettings(name)) || isChanged;
    if (isChanged) listener.onJails();
  }

  async function readSettings(name: string): Promise<boolean> {
    const jail = watched.get(name);
    if (jail === undefined) return false;
    let isChanged = false;
    await sparingOthers(name, async () => {
      const settings = await commands.jailSettings(name);
      isChanged = JSON.stringify(settings) !== JSON.stringify(jail.settings);
      const hasNewBantime = settings.bantimeSeconds !== jail.settings?.bantimeSeconds;
      jail.settings = settings;
      if (hasNewBantime) await correctEnds(name, settings);
    });
    return isChanged;
  }

  /**
   * A bantime changed live moves the end of bans that are active already, while the daemon's database keeps the old
   * one. With growing ban times each ban has an end of its own, which stays.
   */
  async function correctEnds(name: string, { bantimeSeconds, increment }: JailSettings): Promise<void> {
    const expected = bantimeSeconds < 0 ? null : bantimeSeconds;
    const isMoved = (ban: Ban) =>
      !endsEarly(ban) && (ban.expiresAt === null ? null : ban.expiresAt - ban.bannedAt) !== expected;
    if (increment.increment || !bans.byExpiry(name).some(isMoved)) return;
    for (const [address, row] of await source.timesOf(name)) {
      const ban = bans.get(name, address);
      if (ban !== undefined) bans.set(toBan({ ...row, banCount: ban.banCount }));
    }
  }

  async function readConfigured(): Promise<void> {
    try {
      configured = await tool.configuredJails();
    } catch (error) {
      if (configured.size > 0 || nextSettingsAt === 0) {
        log.warn({ event: 'fail2ban_configuration_unreadable' }, (error as Error).message);
      }
      configured = new Map();
    }
  }

  function noteBan(jail: string, address: string): void {
    if (bans.get(jail, address) !== undefined) return;
    const bantime = watched.get(jail)?.settings?.bantimeSeconds ?? -1;
    const durationSeconds = bantime < 0 ? null : bantime;
    const ban = toBan({ rowId: 0, jail, address, bannedAt: nowSeconds(), durationSeconds, banCount: 1 });
    bans.set(ban);
    listener.onBan(ban);
  }

  function noteUnban(jail: string, address: string): void {
    const ban = bans.remove(jail, address);
    if (ban !== undefined) listener.onUnban(ban, 'gone');
  }

  function toJailState(name: string): JailState {
    const jail = watched.get(name);
    return {
      name,
      state: daemon.state !== 'online' ? 'unknown' : jail === undefined ? 'stopped' : 'running',
      counters: jail?.counters ?? null,
      settings: jail?.settings ?? null,
      configured: configured.get(name) ?? null,
    };
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => void inTurn(lookAtDaemon).then(schedule), timings.databaseMilliseconds);
  }

  return {
    bans,
    daemon: () => daemon,
    jails: () => [...new Set([...watched.keys(), ...configured.keys()])].sort().map(toJailState),
    jail: (name) => (watched.has(name) || configured.has(name) ? toJailState(name) : undefined),
    isSnapshotComplete: () =>
      daemon.state === 'online' && [...watched.values()].every((jail) => jail.hasSnapshot),
    database: source.database,
    refresh: (jail) =>
      inTurn(async () => {
        if (daemon.state !== 'online') return;
        takeNewBans();
        await lookAtJails();
        if (jail !== undefined && watched.has(jail)) await welcome([jail]);
        listener.onJails();
      }),
    refreshConfigured: () => inTurn(readConfigured),
    noteBan,
    noteUnban,
    start(given) {
      listener = given;
      options.socket.onDisconnect(() => {
        hasNewConnection = true;
        nextCountersAt = 0;
      });
      void inTurn(lookAtDaemon).then(schedule);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turn;
      source.close();
    },
  };
}

function newJail(): WatchedJail {
  return {
    counters: null,
    settings: null,
    hasSnapshot: false,
    nextSnapshotAt: 0,
    earliestSnapshotAt: 0,
    problem: null,
  };
}

/** As with growing ban times, which the daemon works out after the ban took effect. */
function hasOtherEnd(known: Ban, ban: Ban): boolean {
  const isEndless = known.expiresAt === null || ban.expiresAt === null;
  return isEndless ? known.expiresAt !== ban.expiresAt : Math.abs(known.expiresAt - ban.expiresAt) > 1;
}

/** A command that fail2ban refused, or that BanGUI did not send for its arguments: the daemon itself is there. */
function isAboutOneCommand({ code }: Fail2banError): boolean {
  return code === 'fail2ban_rejected' || code === 'fail2ban_invalid_argument';
}

function isSame(one: JailCounters, other: JailCounters | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
