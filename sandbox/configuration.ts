import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface JailDefinition {
  name: string;
  /** A stock filter, with options if wanted: `sshd[mode=aggressive]`. */
  filter?: string;
  /** Instead of `filter`: one expression of its own, with `<HOST>`. */
  failregex?: string;
  /** The log to watch: one of its own (the default), the daemon's, or none. */
  watches?: 'own log' | 'daemon log' | 'nothing';
  /** Seconds, or fail2ban's own notation; -1 bans for ever. */
  bantime?: number | string;
  findtime?: number | string;
  maxretry?: number;
  enabled?: boolean;
  /** Any further option of the jail, such as `bantime.increment`. */
  options?: Record<string, string>;
}

/** Takes bans by hand only: watches no log and forgives nothing by itself. */
export const MANUAL_JAIL: JailDefinition = { name: 'manual', watches: 'nothing', bantime: -1 };

export interface DaemonConfiguration {
  jails: JailDefinition[];
  banaction: string;
  databasePurgeAgeSeconds: number;
}

export interface DaemonPaths {
  directory: string;
  configDir: string;
  socketPath: string;
  pidPath: string;
  databasePath: string;
  daemonLogPath: string;
}

const STOCK_CONFIG_DIR = '/etc/fail2ban';

const HARMLESS_ACTION = `[Definition]
actionstart =
actionstop =
actioncheck =
actionban =
actionunban =
`;

export function daemonPaths(directory: string): DaemonPaths {
  return {
    directory,
    configDir: join(directory, 'config'),
    socketPath: join(directory, 'fail2ban.sock'),
    pidPath: join(directory, 'fail2ban.pid'),
    databasePath: join(directory, 'fail2ban.sqlite3'),
    daemonLogPath: join(directory, 'fail2ban.log'),
  };
}

export function jailLogPath(paths: DaemonPaths, jail: string): string {
  return join(paths.directory, 'log', `${fileNameOf(jail)}.log`);
}

/** Writes a complete configuration directory; stock filters and actions are the installed ones. */
export async function writeConfiguration(
  paths: DaemonPaths,
  configuration: DaemonConfiguration,
): Promise<void> {
  await mkdir(join(paths.directory, 'log'), { recursive: true });
  await mkdir(join(paths.configDir, 'jail.d'), { recursive: true });
  for (const folder of ['filter.d', 'action.d']) {
    await cp(join(STOCK_CONFIG_DIR, folder), join(paths.configDir, folder), { recursive: true });
  }
  await writeFile(join(paths.configDir, 'action.d', 'harmless.conf'), HARMLESS_ACTION);
  await writeFile(join(paths.configDir, 'fail2ban.conf'), fail2banConf(paths, configuration));
  await writeFile(join(paths.configDir, 'jail.conf'), jailConf(paths, configuration));
  for (const jail of configuration.jails) {
    await writeJailFiles(paths, jail);
  }
}

async function writeJailFiles(paths: DaemonPaths, jail: JailDefinition): Promise<void> {
  if (watchedLog(paths, jail) === jailLogPath(paths, jail.name)) {
    await writeFile(jailLogPath(paths, jail.name), '', { flag: 'a' });
  }
  if (jail.failregex !== undefined) {
    const filter = `[Definition]\nfailregex = ${jail.failregex}\n`;
    await writeFile(join(paths.configDir, 'filter.d', `${ownFilterName(jail)}.conf`), filter);
  }
}

function fail2banConf(paths: DaemonPaths, configuration: DaemonConfiguration): string {
  return `[DEFAULT]
loglevel = INFO
logtarget = ${escaped(paths.daemonLogPath)}
syslogsocket = none
socket = ${escaped(paths.socketPath)}
pidfile = ${escaped(paths.pidPath)}
dbfile = ${escaped(paths.databasePath)}
dbpurgeage = ${configuration.databasePurgeAgeSeconds}
dbmaxmatches = 10

[Definition]
allowipv6 = auto

[Thread]
stacksize = 0
`;
}

function jailConf(paths: DaemonPaths, configuration: DaemonConfiguration): string {
  const defaults = `[DEFAULT]
enabled = true
backend = polling
usedns = no
port = 0:65535
protocol = tcp
chain = INPUT
bantime = 10m
findtime = 10m
maxretry = 5
banaction = ${configuration.banaction}
action = %(banaction)s[port="%(port)s", protocol="%(protocol)s", chain="%(chain)s"]
`;
  return [defaults, ...configuration.jails.map((jail) => jailSection(paths, jail))].join('\n');
}

function jailSection(paths: DaemonPaths, jail: JailDefinition): string {
  const options = {
    filter: jail.failregex === undefined ? (jail.filter ?? '') : ownFilterName(jail),
    enabled: jail.enabled,
    logpath: globbed(watchedLog(paths, jail)),
    bantime: jail.bantime,
    findtime: jail.findtime,
    maxretry: jail.maxretry,
    ...jail.options,
  };
  const lines = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} = ${value}\n`);
  return `[${jail.name}]\n${lines.join('')}`;
}

function watchedLog(paths: DaemonPaths, jail: JailDefinition): string | undefined {
  if (jail.watches === 'nothing') return undefined;
  return jail.watches === 'daemon log' ? paths.daemonLogPath : jailLogPath(paths, jail.name);
}

function ownFilterName(jail: JailDefinition): string {
  return `own-${fileNameOf(jail.name)}`;
}

function fileNameOf(jail: string): string {
  return jail.replaceAll(/[^\w.-]/g, '_');
}

// `%` starts an interpolation in every fail2ban file.
function escaped(value: string): string {
  return value.replaceAll('%', '%%');
}

// fail2ban splits a log path at its last space, but expands it as a glob.
function globbed(path: string | undefined): string | undefined {
  return path === undefined ? undefined : escaped(path).replaceAll(' ', '?');
}
