/** Looks until what differs does so for sure: fail2ban lists a ban a moment before its action has run. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import { blocklistJailName } from '../../firewall/daemon-driver.ts';
import { runWorker } from '../../scheduler/worker.ts';
import { agreedOn, type BannedByJail, type CheckedJail, type JailTruth } from './jail-truth.ts';
import type { JudgeTask } from './judge-worker.ts';

export interface KernelLookOptions {
  readonly watch: DaemonWatch;
  /** Asks fail2ban itself: what BanGUI knows may be some seconds old while fail2ban puts many bans back. */
  readonly bannedIps: (jail: string) => Promise<readonly string[]>;
  /** Rejects with a FirewallError. */
  readonly listBans: () => Promise<string>;
  readonly confirmMilliseconds: number;
  /** Ends the wait for the next look. */
  readonly signal: AbortSignal;
}

/** So long is waited for the actions of a jail that restores its bans, until the next check. */
const mostLooks = 10;
const judgeScript = new URL('./judge-worker.ts', import.meta.url);

/**
 * @returns null while fail2ban is still at work
 * @throws an AbortError, a FirewallError where the kernel cannot be listed, and a Fail2banError
 */
export async function lookUntilSteady(options: KernelLookOptions): Promise<readonly JailTruth[] | null> {
  let found = await look(options, new Set());
  for (let looks = 1; looks < mostLooks && differences(found) > 0; looks += 1) {
    await delay(options.confirmMilliseconds, undefined, { signal: options.signal });
    const next = await look(options, differingJails(found));
    if (differences(next) >= differences(found)) return agreedOn(found, next);
    found = next;
  }
  return differences(found) === 0 ? found : null;
}

/** @param asked the jails whose bans are asked for anew, which costs fail2ban time */
async function look(options: KernelLookOptions, asked: ReadonlySet<string>): Promise<JailTruth[]> {
  const { watch, listBans, signal } = options;
  signal.throwIfAborted();
  const jails = checkedJails(watch);
  const before = await bannedIn(options, jails, asked);
  const text = await listBans();
  const task: JudgeTask = { text, jails, before, after: await bannedIn(options, jails, asked) };
  return runWorker<JailTruth[]>({ script: judgeScript, data: task });
}

/** In the jail of the blocklist nobody is banned. */
function checkedJails(watch: DaemonWatch): CheckedJail[] {
  return watch
    .jails()
    .filter(({ name, state }) => state === 'running' && name !== blocklistJailName)
    .map(({ name, settings }) => ({ name, actions: settings?.actions ?? [] }));
}

async function bannedIn(
  { watch, bannedIps }: KernelLookOptions,
  jails: readonly CheckedJail[],
  asked: ReadonlySet<string>,
): Promise<BannedByJail> {
  const banned = new Map<string, ReadonlySet<string>>();
  for (const { name } of jails) {
    const known = () => watch.bans.byExpiry(name).map(({ address }) => address);
    banned.set(name, new Set(asked.has(name) ? await bannedIps(name) : known()));
  }
  return banned;
}

function differingJails(found: readonly JailTruth[]): ReadonlySet<string> {
  return new Set(found.filter((truth) => differences([truth]) > 0).map(({ jail }) => jail));
}

function differences(found: readonly JailTruth[]): number {
  return found.reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0);
}
