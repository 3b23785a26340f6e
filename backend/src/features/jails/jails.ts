/** Jails: their state, their thresholds, starting and stopping them. */
import { configurationProblem } from '../../configuration-problem.ts';
import type { ConfiguredJail, Fail2banClientTool } from '../../fail2ban/client-tool.ts';
import type { Fail2banCommands } from '../../fail2ban/commands.ts';
import { addManualJail, manualJailName } from '../../fail2ban/manual-jail.ts';
import type { DaemonWatch, JailState } from '../../fail2ban/watch.ts';
import { Problem } from '../../problem.ts';
import { findJail, findRunningJail, requireDaemon } from '../../running-jail.ts';
import type { JailDetail, JailSummary, ThresholdChange } from './schema.ts';

export interface JailsOptions {
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  readonly tool: Fail2banClientTool;
  readonly configDir: string;
}

export type Jails = ReturnType<typeof createJails>;

export function createJails({ watch, commands, tool, configDir }: JailsOptions) {
  let toolRuns = 0;

  /** fail2ban-client has a connection of its own, on which a slow action keeps the daemon from everybody else. */
  async function throughTool(work: Promise<void>): Promise<void> {
    toolRuns += 1;
    await work.finally(() => {
      toolRuns -= 1;
    });
  }

  async function detailAfterRefresh(name: string): Promise<JailDetail> {
    await watch.refresh(name);
    return toDetail(findJail(watch, name));
  }

  async function writeManualJail(): Promise<void> {
    await addManualJail(configDir, tool).catch((error: unknown) => {
      throw configurationProblem(error, configDir, manualJailName);
    });
  }

  return {
    /** Is the daemon taking a jail's files for us? */
    isReloading: () => toolRuns > 0,

    list: (): JailSummary[] => watch.jails().map(toSummary),

    detail: (name: string): JailDetail => toDetail(findJail(watch, name)),

    /** Holds until the daemon restarts; the files stay as they are. */
    async changeThresholds(name: string, change: ThresholdChange): Promise<JailDetail> {
      findRunningJail(watch, name);
      if (change.findtimeSeconds !== undefined)
        await commands.setThreshold(name, 'findtime', change.findtimeSeconds);
      if (change.maxretry !== undefined) await commands.setThreshold(name, 'maxretry', change.maxretry);
      if (change.bantimeSeconds !== undefined)
        await commands.setThreshold(name, 'bantime', change.bantimeSeconds);
      return detailAfterRefresh(name);
    },

    async start(name: string): Promise<JailDetail> {
      requireDaemon(watch);
      if (findJail(watch, name).state !== 'running') await throughTool(tool.startJail(name));
      return detailAfterRefresh(name);
    },

    async stop(name: string): Promise<JailDetail> {
      findRunningJail(watch, name);
      // Once stopped, the daemon forgets the jail: only the files still know that there is one.
      await watch.refreshConfigured();
      await commands.stopJail(name);
      return detailAfterRefresh(name);
    },

    async reload(name: string): Promise<JailDetail> {
      findRunningJail(watch, name);
      await throughTool(tool.reloadJail(name));
      await watch.refreshConfigured();
      return detailAfterRefresh(name);
    },

    /** Takes the jail's files, whether it runs already or not. */
    async run(name: string): Promise<void> {
      const isRunning = watch.jail(name)?.state === 'running';
      await throughTool(isRunning ? tool.reloadJail(name) : tool.startJail(name));
      await watch.refreshConfigured();
      await watch.refresh(name);
    },

    /** @throws {Problem} jail_exists, configuration_not_writable, configuration_refused */
    async createManualJail(): Promise<JailDetail> {
      requireDaemon(watch);
      if (watch.jail(manualJailName)?.state === 'running') {
        throw new Problem('jail_exists', `The jail "${manualJailName}" is running already.`);
      }
      if (watch.jail(manualJailName) === undefined) await writeManualJail();
      await throughTool(tool.startJail(manualJailName));
      await watch.refreshConfigured();
      return detailAfterRefresh(manualJailName);
    },
  };
}

function toSummary({ name, state, counters, settings }: JailState): JailSummary {
  return {
    name,
    state,
    currentlyFailed: counters?.currentlyFailed ?? null,
    totalFailed: counters?.totalFailed ?? null,
    currentlyBanned: counters?.currentlyBanned ?? null,
    totalBanned: counters?.totalBanned ?? null,
    bantimeSeconds: settings?.bantimeSeconds ?? null,
    findtimeSeconds: settings?.findtimeSeconds ?? null,
    maxretry: settings?.maxretry ?? null,
  };
}

function toDetail(jail: JailState): JailDetail {
  const { settings, configured } = jail;
  return {
    ...toSummary(jail),
    configured: configured && thresholdsOf(configured),
    isLasting: settings && configured && isSameThresholds(settings, configured),
    logPaths: [...(settings?.logPaths ?? [])],
    journalMatches: [...(settings?.journalMatches ?? [])],
    failRegex: [...(settings?.failRegex ?? [])],
    ignoreRegex: [...(settings?.ignoreRegex ?? [])],
    datePattern: settings?.datePattern ?? null,
    useDns: settings?.useDns ?? null,
    logEncoding: settings?.logEncoding ?? null,
    ignoreIps: [...(settings?.ignoreIps ?? [])],
    ignoreSelf: settings?.ignoreSelf ?? null,
    actions: (settings?.actions ?? []).map(({ name, properties }) => ({
      name,
      properties: withoutSecrets(properties),
    })),
    increment: settings === null ? null : { ...settings.increment },
  };
}

const secretName =
  /pass(word|wd|phrase)?$|secret|token|credential|webhook|(api|auth|access|private|bl)_?key|^key$/i;
const hidden = '•••';
/** Shorter ones stand in too many commands by chance. */
const shortestSecretInside = 4;

/**
 * Actions that report to a service carry its key, which is nobody's business in a browser. fail2ban has put it into
 * the commands already, so it is hidden there too.
 */
function withoutSecrets(properties: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(properties);
  const secrets = entries.filter(([name, value]) => secretName.test(name) && value !== '');
  const inside = secrets.map(([, value]) => value).filter((value) => value.length >= shortestSecretInside);
  const names = new Set(secrets.map(([name]) => name));
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      names.has(name) ? hidden : inside.reduce((text, secret) => text.replaceAll(secret, hidden), value),
    ]),
  );
}

type Thresholds = Pick<ThresholdChange, 'bantimeSeconds' | 'findtimeSeconds' | 'maxretry'>;

function thresholdsOf({ bantimeSeconds, findtimeSeconds, maxretry }: ConfiguredJail) {
  return { bantimeSeconds, findtimeSeconds, maxretry };
}

function isSameThresholds(one: Thresholds, other: Thresholds): boolean {
  return (
    one.bantimeSeconds === other.bantimeSeconds &&
    one.findtimeSeconds === other.findtimeSeconds &&
    one.maxretry === other.maxretry
  );
}
