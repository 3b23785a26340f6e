/** The jail by which fail2ban puts the set into the kernel: whether it is there, and how it comes to be. */

import { configurationProblem } from '../../configuration-problem.ts';
import { addBlocklistJail, isBlocklistJailCurrent } from '../../fail2ban/blocklist-jail.ts';
import type { Fail2banClientTool } from '../../fail2ban/client-tool.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import { blocklistJailName } from '../../firewall/daemon-driver.ts';
import { requireDaemon } from '../../running-jail.ts';
import type { Enforcement } from './schema.ts';

export interface BlocklistJailOptions {
  readonly watch: DaemonWatch;
  readonly tool: Fail2banClientTool;
  readonly configDir: string;
  readonly exchangeDir: string;
  /** Lets fail2ban take the jail's files, whether it runs already or not. */
  readonly runJail: (name: string) => Promise<unknown>;
}

export function createBlocklistJail({ watch, tool, configDir, exchangeDir, runJail }: BlocklistJailOptions) {
  return {
    async state(): Promise<Enforcement['jail']> {
      const jail = watch.jail(blocklistJailName);
      if (jail === undefined) return watch.daemon().state === 'online' ? 'missing' : 'unknown';
      if (jail.state !== 'running') return jail.state;
      return (await isBlocklistJailCurrent(configDir, exchangeDir)) ? 'running' : 'outdated';
    },

    /** @throws {Problem} configuration_refused, configuration_not_writable, fail2ban_unavailable */
    async create(): Promise<void> {
      requireDaemon(watch);
      await addBlocklistJail(configDir, exchangeDir, tool).catch((error: unknown) => {
        throw configurationProblem(error, configDir, blocklistJailName);
      });
      await runJail(blocklistJailName);
    },
  };
}
