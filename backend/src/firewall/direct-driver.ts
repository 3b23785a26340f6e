import { spawn } from 'node:child_process';
import type { BlocklistDriver } from './blocklist-driver.ts';
import { createExchange, type ScriptRun } from './exchange.ts';
import { FirewallError } from './firewall-error.ts';
import { blocklistScript } from './script.ts';

export interface DirectDriverOptions {
  readonly directory: string;
  /** What starts a shell, if not plain `sh`: one in a network namespace, for example. */
  readonly shell?: readonly string[];
  readonly lockWaitSeconds?: number;
}

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * BanGUI changes the kernel itself, for which it needs root or CAP_NET_ADMIN.
 *
 * @example
 * const driver = createDirectDriver({ directory: config.blocklistDir });
 * await driver.apply({ fence, digest, base: null, counts }, signal);
 */
export function createDirectDriver(options: DirectDriverOptions): BlocklistDriver {
  const { directory, shell = ['sh'], ...exchangeOptions } = options;
  return createExchange({ ...exchangeOptions, directory, start: () => startScript(shell, directory) });
}

/** Resolves once the shell has taken the requests; an apply then goes on in the background. */
function startScript(shell: readonly string[], directory: string): Promise<ScriptRun> {
  const { promise, resolve, reject } = Promise.withResolvers<ScriptRun>();
  const [program = '', ...args] = shell;
  const child = spawn(program, [...args, '-c', blocklistScript], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: searchPath, directory, entry: 'take_requests' },
    // A process group of its own, so that all of it can be ended.
    detached: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.on('error', (error) =>
    reject(new FirewallError('tool_missing', `BanGUI cannot start ${program}: ${error.message}.`)),
  );
  child.on('close', (code) => {
    if (code === 0) resolve({ end: () => endGroup(child.pid) });
    else reject(new FirewallError('apply_failed', complaint.trim() || `The shell ended with ${code}.`));
  });
  return promise;
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
