import { unreadable } from './answer.ts';
import {
  type JailCounters,
  toBannedAddresses,
  toCounters,
  toDatePattern,
  toFlag,
  toIgnoreList,
  toListsOfTexts,
  toMaps,
  toMatches,
  toNumber,
  toNumberOrNull,
  toPairs,
  toSeconds,
  toText,
  toTextOrNull,
  toTexts,
} from './answer-values.ts';
import {
  checkActionName,
  checkAddress,
  checkBanned,
  checkJailName,
  checkLogLevel,
  checkThreshold,
  type LogLevel,
  type Threshold,
} from './arguments.ts';
import { Fail2banError } from './errors.ts';
import type { PickleValue } from './pickle.ts';
import type { Fail2banSocket, SendOptions } from './socket.ts';

export type { JailCounters };

export type JailStatus = JailCounters & {
  logPaths: string[];
  journalMatches: string[];
  bannedAddresses: string[];
};

/** How ban times grow for those who come again, by fail2ban's names; null where nothing is set. */
export type BantimeIncrement = {
  increment: boolean;
  factor: string | null;
  formula: string | null;
  multipliers: string | null;
  /** Seconds. */
  maxtime: number | null;
  /** Seconds. */
  rndtime: number | null;
  overalljails: boolean;
};

export type JailAction = {
  name: string;
  /** Its settings as text. They may hold secrets, such as a service's API key or a mail password. */
  properties: Record<string, string>;
};

export type JailSettings = {
  /** -1 is for ever. */
  bantimeSeconds: number;
  findtimeSeconds: number;
  maxretry: number;
  maxmatches: number;
  increment: BantimeIncrement;
  useDns: string;
  logPaths: string[];
  journalMatches: string[];
  failRegex: string[];
  ignoreRegex: string[];
  /** Null where fail2ban tries its default patterns. */
  datePattern: string | null;
  logEncoding: string;
  ignoreIps: string[];
  ignoreSelf: boolean;
  actions: JailAction[];
};

/** Called after each part of a long list with the number of addresses that are done. */
export type Progress = (done: number, total: number) => void;

export type Fail2banCommands = ReturnType<typeof createFail2banCommands>;

/** One address costs fail2ban about 9 ms with a firewall action, and nobody else is served meanwhile. */
export const addressesPerCommand = 25;

const long: SendOptions = { isLong: true };

/**
 * fail2ban's commands with checked arguments and typed answers. Every function rejects with a Fail2banError:
 * `fail2ban_invalid_argument` before anything is sent, `fail2ban_rejected` for an unknown jail.
 * Source: fail2ban/server/transmitter.py and fail2ban/protocol.py.
 *
 * @example
 * const commands = createFail2banCommands(createFail2banSocket({ path }));
 * await commands.banip('sshd', ['192.0.2.1']);
 */
export function createFail2banCommands(socket: Fail2banSocket) {
  async function ask<Value>(
    command: string[],
    read: (value: PickleValue) => Value | undefined,
    options?: SendOptions,
  ): Promise<Value> {
    const value = read(await socket.send(command, options));
    if (value === undefined) throw unreadable(command);
    return value;
  }

  async function tell(command: string[], options?: SendOptions): Promise<void> {
    await socket.send(command, options);
  }

  async function getFrom<Value>(
    jail: string,
    setting: string,
    read: (value: PickleValue) => Value | undefined,
  ) {
    return ask(['get', checkJailName(jail), setting], read);
  }

  async function inParts(
    command: string[],
    addresses: readonly string[],
    progress?: Progress,
  ): Promise<number> {
    let count = 0;
    for (let start = 0; start < addresses.length; start += addressesPerCommand) {
      const part = addresses.slice(start, start + addressesPerCommand);
      count += await ask([...command, ...part], toNumber, long);
      progress?.(start + part.length, addresses.length);
    }
    return count;
  }

  async function readIncrement(jail: string): Promise<BantimeIncrement> {
    return allOf({
      increment: getFrom(jail, 'bantime.increment', toFlag),
      factor: getFrom(jail, 'bantime.factor', toTextOrNull),
      formula: getFrom(jail, 'bantime.formula', toTextOrNull),
      multipliers: getFrom(jail, 'bantime.multipliers', toTextOrNull),
      maxtime: getFrom(jail, 'bantime.maxtime', toNumberOrNull),
      rndtime: getFrom(jail, 'bantime.rndtime', toNumberOrNull),
      overalljails: getFrom(jail, 'bantime.overalljails', toFlag),
    });
  }

  async function readActions(jail: string): Promise<JailAction[]> {
    const names = await getFrom(jail, 'actions', toTexts);
    return Promise.all(names.map(async (name) => ({ name, properties: await readProperties(jail, name) })));
  }

  async function readProperties(jail: string, action: string): Promise<Record<string, string>> {
    const all = await ask(['get', jail, 'actionproperties', action], toTexts);
    // Constants of the class, not settings; some of them are compiled expressions.
    const names = all.filter((name) => !/^[A-Z_]+$/.test(name));
    const values = await Promise.all(names.map((name) => readProperty(jail, action, name)));
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  }

  /** Actions written in Python have properties that are no plain data: those stay empty. */
  async function readProperty(jail: string, action: string, property: string): Promise<string | null> {
    try {
      return await ask(['get', jail, 'action', action, property], toTextOrNull);
    } catch (error) {
      const isNoData =
        error instanceof Fail2banError &&
        (error.code === 'fail2ban_rejected' || error.code === 'fail2ban_garbage');
      if (isNoData) return null;
      throw error;
    }
  }

  async function jailNames(): Promise<string[]> {
    const pairs = await ask(['status'], toPairs);
    const list = toText(pairs.get('Jail list') ?? null) ?? '';
    const names = list === '' ? [] : list.split(', ');
    return names.length === pairs.get('Number of jail') ? names : jailNamesOneByOne();
  }

  /** For a jail with a comma in its name; costly, as the answer holds all bans too. */
  async function jailNamesOneByOne(): Promise<string[]> {
    const jails = await ask(['banned'], toMaps, long);
    return jails.flatMap((jail) => jail.keys().toArray().map(String)).sort();
  }

  async function readStatus(jail: string, flavor: string[], options?: SendOptions) {
    const pairs = await ask(['status', checkJailName(jail), ...flavor], toPairs, options);
    const filter = toPairs(pairs.get('Filter') ?? null);
    const actions = toPairs(pairs.get('Actions') ?? null);
    if (filter === undefined || actions === undefined) throw unreadable(['status', jail]);
    return { filter, actions };
  }

  return {
    /** Is fail2ban alive? Overtakes all other commands. */
    async ping(deadlineMilliseconds?: number): Promise<void> {
      const deadline = deadlineMilliseconds === undefined ? {} : { deadlineMilliseconds };
      await ask(['ping'], (value) => value === 'pong' || undefined, { ...deadline, priority: 'probe' });
    },

    version: () => ask(['version'], toText),

    /** The running jails, sorted; a stopped jail is none of them. */
    jailNames,

    /** Costs fail2ban the same however many addresses are banned. */
    async jailStatusShort(jail: string): Promise<JailCounters> {
      const { filter, actions } = await readStatus(jail, ['short']);
      return toCounters(filter, actions) ?? fail(['status', jail, 'short']);
    },

    /** Costs fail2ban time for each banned address: about 0.1 s for 50,000. */
    async jailStatus(jail: string): Promise<JailStatus> {
      const { filter, actions } = await readStatus(jail, [], long);
      return {
        ...(toCounters(filter, actions) ?? fail(['status', jail])),
        logPaths: toTexts(filter.get('File list') ?? []) ?? [],
        journalMatches: toMatches(filter.get('Journal matches') ?? []) ?? [],
        bannedAddresses: toTexts(actions.get('Banned IP list') ?? []) ?? [],
      };
    },

    /** All that the jail runs with now. About 40 short commands. */
    jailSettings: async (jail: string): Promise<JailSettings> =>
      allOf({
        bantimeSeconds: getFrom(jail, 'bantime', toSeconds),
        findtimeSeconds: getFrom(jail, 'findtime', toSeconds),
        maxretry: getFrom(jail, 'maxretry', toNumber),
        maxmatches: getFrom(jail, 'maxmatches', toNumber),
        increment: readIncrement(jail),
        useDns: getFrom(jail, 'usedns', toText),
        logPaths: getFrom(jail, 'logpath', toTexts),
        journalMatches: getFrom(jail, 'journalmatch', toMatches),
        failRegex: getFrom(jail, 'failregex', toTexts),
        ignoreRegex: getFrom(jail, 'ignoreregex', toTexts),
        datePattern: getFrom(jail, 'datepattern', toDatePattern),
        logEncoding: getFrom(jail, 'logencoding', toText),
        ignoreIps: getFrom(jail, 'ignoreip', toIgnoreList),
        ignoreSelf: getFrom(jail, 'ignoreself', toFlag),
        actions: readActions(jail),
      }),

    /** Changes a threshold until the jail is reloaded; its range is that of `checkThreshold`. */
    async setThreshold(jail: string, threshold: Threshold, value: number): Promise<void> {
      await tell(['set', checkJailName(jail), threshold, checkThreshold(threshold, value)]);
    },

    /**
     * Bans addresses and networks, 25 in each command so that others get their turn in between.
     * fail2ban bans also what is on the jail's ignore list.
     * @returns how many were not banned before
     */
    banip: async (jail: string, addresses: readonly string[], progress?: Progress) =>
      inParts(['set', checkJailName(jail), 'banip'], addresses.map(checkAddress), progress),

    /**
     * Releases addresses. A network that is not itself banned releases the addresses within.
     * @returns how many were banned before
     */
    unbanip: async (jail: string, addresses: readonly string[], progress?: Progress) =>
      inParts(['set', checkJailName(jail), 'unbanip'], addresses.map(checkBanned), progress),

    /** Who is banned now, the first to be released first. About 0.1 s for 50,000. */
    bannedIps: async (jail: string) => ask(['get', checkJailName(jail), 'banip'], toTexts, long),

    /**
     * The same with times. About 0.5 s for 50,000. fail2ban writes local time without a zone: its time zone
     * must be that of this process, and a time within the hour that repeats in autumn may be an hour off.
     */
    bannedIpsWithTime: async (jail: string) =>
      ask(['get', checkJailName(jail), 'banip', '--with-time'], toBannedAddresses, long),

    /** The jails in which exactly this address or network is banned. */
    async banned(address: string): Promise<string[]> {
      const [jails = []] = await ask(['banned', checkAddress(address)], toListsOfTexts);
      return jails;
    },

    /** Addresses, networks, host names, and since fail2ban 1.1.1 files of these as `file:PATH`. */
    ignoreIps: (jail: string) => getFrom(jail, 'ignoreip', toIgnoreList),

    /** Does not release an address that is banned already. @returns the whole list */
    addIgnoreIp: async (jail: string, address: string) =>
      ask(['set', checkJailName(jail), 'addignoreip', checkAddress(address)], toIgnoreList),

    /** @returns what remains. @throws Fail2banError `fail2ban_rejected` if it was not on the list */
    delIgnoreIp: async (jail: string, address: string) =>
      ask(['set', checkJailName(jail), 'delignoreip', checkAddress(address)], toIgnoreList),

    /** Null where fail2ban keeps no database. */
    databaseFile: () => ask(['get', 'dbfile'], toTextOrNull),

    /** Null where fail2ban keeps no database. */
    databasePurgeAgeSeconds: () => ask(['get', 'dbpurgeage'], toNumberOrNull),

    logLevel: () => ask(['get', 'loglevel'], toText),

    async setLogLevel(level: LogLevel): Promise<void> {
      await tell(['set', 'loglevel', checkLogLevel(level)]);
    },

    /** A path, or one of `STDOUT`, `STDERR`, `SYSLOG`, `SYSTEMD-JOURNAL`. */
    logTarget: () => ask(['get', 'logtarget'], toText),

    /** Starts a jail that fail2ban knows; one that was stopped it has forgotten: use the client tool. */
    async startJail(jail: string): Promise<void> {
      await tell(['start', checkJailName(jail)], long);
    },

    /** Stops and forgets a jail; its bans leave the firewall but stay in the database. */
    async stopJail(jail: string): Promise<void> {
      await tell(['stop', checkJailName(jail)], long);
    },

    /** Runs an action's `actionreload`, with fail2ban's privileges, and answers when that is done. */
    async reloadAction(jail: string, action: string): Promise<void> {
      await tell(['set', checkJailName(jail), 'action', checkActionName(action), 'reload', '{}'], long);
    },
  };
}

function fail(command: string[]): never {
  throw unreadable(command);
}

async function allOf<Promises extends Record<string, Promise<unknown>>>(
  promises: Promises,
): Promise<{ [Key in keyof Promises]: Awaited<Promises[Key]> }> {
  const keys = Object.keys(promises);
  const values = await Promise.all(Object.values(promises));
  return Object.fromEntries(keys.map((key, index) => [key, values[index]])) as never;
}
