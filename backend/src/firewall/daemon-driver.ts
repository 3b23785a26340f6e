import type { BlocklistDriver } from './blocklist-driver.ts';
import { createExchange, type ScriptRun } from './exchange.ts';
import { FirewallError } from './firewall-error.ts';

export const blocklistJailName = 'blocklist-import';
export const blocklistActionName = 'bangui-blocklist';

export interface DaemonDriverOptions {
  /** As BanGUI sees it; the jail's action names it as fail2ban does. */
  readonly directory: string;
  /** Runs the action's `actionreload`. Rejects with an error whose `code` begins with `fail2ban_`. */
  readonly reloadAction: (jail: string, action: string) => Promise<void>;
  readonly lockWaitSeconds?: number;
}

/**
 * fail2ban changes the kernel, so that BanGUI needs no privilege: the jail `blocklist-import` has an action whose
 * `actionreload` takes the requests. It answers as soon as the work has begun, as fail2ban serves nobody meanwhile.
 */
export function createDaemonDriver(options: DaemonDriverOptions): BlocklistDriver {
  const { reloadAction, ...exchangeOptions } = options;
  const { directory } = options;

  async function start(): Promise<ScriptRun> {
    try {
      await reloadAction(blocklistJailName, blocklistActionName);
    } catch (error) {
      throw toFirewallError(error as Error & { code?: string }, directory);
    }
    return { end() {} };
  }

  return createExchange({ ...exchangeOptions, start });
}

function toFirewallError(error: Error & { code?: string }, directory: string): FirewallError {
  const options = { cause: error };
  if (error.code !== 'fail2ban_rejected') {
    return new FirewallError('daemon_unavailable', error.message, options);
  }
  if (/UnknownJail|Invalid Action name/.test(error.message)) {
    return new FirewallError(
      'jail_missing',
      `fail2ban has no running jail "${blocklistJailName}" with the action "${blocklistActionName}". Let BanGUI create it.`,
      options,
    );
  }
  return new FirewallError(
    'apply_failed',
    `fail2ban could not take the request. It must see the folder ${directory} where the jail "${blocklistJailName}" says, and be able to write there; its log says more. ${error.message}`,
    options,
  );
}
