import { parseAddress } from '../network/address.ts';
import { checkJailName } from './arguments.ts';
import { type Dump, type DumpedSettings, parseDump } from './configuration/dump.ts';
import { jailFilesFingerprint } from './configuration-files.ts';
import { parseDuration, wholeSeconds } from './duration.ts';
import { runTool } from './tool-process.ts';

/** What the files say of a jail. */
export type ConfiguredJail = {
  /** Whole seconds; -1 is for ever. */
  bantimeSeconds: number;
  findtimeSeconds: number;
  maxretry: number;
  /** Canonical addresses and networks; host names and the like as they stand. */
  ignoreIps: string[];
};

export type Fail2banClientToolOptions = {
  socketPath: string;
  configDir: string;
  /** By default `fail2ban-client` from the system's usual folders. */
  binary?: string;
  deadlineMilliseconds?: number;
};

/** Every function rejects with `fail2ban_tool_failed`, the tool's own words in its message. */
export type Fail2banClientTool = {
  /**
   * The enabled jails of the configuration files, running or not, in the files' order. A jail that fail2ban
   * itself would skip as wrong, or whose times are formulas, is left out. Takes 0.1 s and more after a file has
   * changed, and next to nothing otherwise.
   */
  configuredJails(): Promise<Map<string, ConfiguredJail>>;
  /** The whole configuration in this directory as fail2ban understands it; never touches the daemon. */
  dump(directory: string): Promise<Dump>;
  /** Resolves if fail2ban finds the configuration in this directory valid; never touches the daemon. */
  testConfiguration(directory: string): Promise<void>;
  /** Makes the daemon take all files anew, those of the server too; bans stay. */
  reloadAll(): Promise<void>;
  /** Takes a jail's files anew, whether it runs or not, and ends it where they disable it; its bans stay otherwise. */
  bringUpToDate(jail: string): Promise<void>;
  /**
   * Makes one running jail take its files anew; its bans stay, its live thresholds and ignore list are those of
   * the files again, and no other jail notices.
   */
  reloadJail(jail: string): Promise<void>;
  /**
   * Brings back a jail that was stopped, with those of its bans that have not ended; no other jail notices.
   * Rejects too if the jail is not running afterwards, as when the files disable it.
   */
  startJail(jail: string): Promise<void>;
};

// fail2ban's own defaults, for a jail whose files name none.
const defaults = { bantimeSeconds: 600, findtimeSeconds: 600, maxretry: 3 };

/** The command line `fail2ban-client`: it reads and understands the configuration files, which the daemon does not. */
export function createFail2banClientTool(options: Fail2banClientToolOptions): Fail2banClientTool {
  const { socketPath, configDir, binary = 'fail2ban-client', deadlineMilliseconds = 60_000 } = options;

  let known: { fingerprint: string | null; jails: Map<string, ConfiguredJail> } | undefined;

  const run = (...args: string[]) => runTool(binary, args, { deadlineMilliseconds });

  async function reload(jail: string, ...reloadOptions: string[]): Promise<void> {
    await run('-c', configDir, '-s', socketPath, 'reload', ...reloadOptions, checkJailName(jail));
  }

  return {
    async configuredJails() {
      const fingerprint = await jailFilesFingerprint(configDir);
      if (fingerprint === null || fingerprint !== known?.fingerprint) {
        known = { fingerprint, jails: parseConfiguredJails(await run('-c', configDir, '-d')) };
      }
      return known.jails;
    },
    dump: async (directory) => parseDump(await run('-c', directory, '-d')),
    async testConfiguration(directory) {
      await run('-c', directory, '-t');
    },
    async reloadAll() {
      await run('-c', configDir, '-s', socketPath, 'reload');
    },
    bringUpToDate: (jail) => reload(jail, '--if-exists'),
    reloadJail: (jail) => reload(jail),
    async startJail(jail) {
      // The daemon has forgotten a stopped jail and would refuse to reload it without this option.
      await reload(jail, '--if-exists');
      await run('-c', configDir, '-s', socketPath, 'status', jail, 'short');
    },
  };
}

/**
 * Reads what `fail2ban-client -d` prints.
 * @throws Fail2banError `fail2ban_tool_failed` if a line is no command
 */
export function parseConfiguredJails(output: string): Map<string, ConfiguredJail> {
  const jails = [...parseDump(output).jails].map(
    ([name, settings]) => [name, toConfiguredJail(settings)] as const,
  );
  return new Map(jails.filter(([, jail]) => hasNumbers(jail)));
}

function toConfiguredJail(settings: DumpedSettings): ConfiguredJail {
  const [bantime, findtime, maxretry] = ['bantime', 'findtime', 'maxretry'].map((key) => settings.get(key));
  return {
    bantimeSeconds: bantime === undefined ? defaults.bantimeSeconds : toSeconds(bantime),
    findtimeSeconds: findtime === undefined ? defaults.findtimeSeconds : toSeconds(findtime),
    maxretry: maxretry === undefined ? defaults.maxretry : Number(maxretry),
    ignoreIps: (settings.get('ignoreip')?.split(/[ \n]/) ?? []).map(canonical),
  };
}

function hasNumbers({ bantimeSeconds, findtimeSeconds, maxretry }: ConfiguredJail): boolean {
  return [bantimeSeconds, findtimeSeconds, maxretry].every(Number.isFinite);
}

function canonical(text: string): string {
  return parseAddress(text)?.text ?? text;
}

function toSeconds(value: string): number {
  const seconds = parseDuration(value);
  return seconds === null ? Number.NaN : wholeSeconds(seconds);
}
