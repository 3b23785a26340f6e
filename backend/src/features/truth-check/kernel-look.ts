/** Looks until what differs does so for sure: fail2ban lists a ban a moment before its action has run. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import { blocklistJailName } from '../../firewall/daemon-driver.ts';
import { runWorker } from '../../scheduler/worker.ts';
import { agreedOn, type BannedByJail, type CheckedJail, type JailTruth } from './jail-truth.ts';
import type { JudgeTask } from './judge-worker.ts';

export interface KernelLookOptions {
  readonly watch: DaemonWatch;
  /** Rejects with a FirewallError. */
  readonly listBans: () => Promise<string>;
  readonly confirmMilliseconds: number;
}

/** So long is waited for the actions of a jail that restores its bans, until the next check. */
const mostLooks = 10;
const judgeScript = new URL('./judge-worker.ts', import.meta.url);

/** @returns null while fail2ban is still at work */
export async function lookUntilSteady(options: KernelLookOptions): Promise<readonly JailTruth[] | null> {
  let found = await look(options);
  for (let looks = 1; looks < mostLooks && differences(found) > 0; looks += 1) {
    await delay(options.confirmMilliseconds);
    const next = await look(options);
    if (differences(next) >= differences(found)) return agreedOn(found, next);
    found = next;
  }
  return differences(found) === 0 ? found : null;
}

async function look({ watch, listBans }: KernelLookOptions): Promise<JailTruth[]> {
  const jails = checkedJails(watch);
  const before = bannedIn(watch, jails);
  const text = await listBans();
  const task: JudgeTask = { text, jails, before, after: bannedIn(watch, jails) };
  return runWorker<JailTruth[]>({ script: judgeScript, data: task });
}

/** In the jail of the blocklist nobody is banned. */
function checkedJails(watch: DaemonWatch): CheckedJail[] {
  return watch
    .jails()
    .filter(({ name, state }) => state === 'running' && name !== blocklistJailName)
    .map(({ name, settings }) => ({ name, actions: settings?.actions ?? [] }));
}

function bannedIn(watch: DaemonWatch, jails: readonly CheckedJail[]): BannedByJail {
  return new Map(
    jails.map(({ name }) => [name, new Set(watch.bans.byExpiry(name).map(({ address }) => address))]),
  );
}

function differences(found: readonly JailTruth[]): number {
  return found.reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0);
}
