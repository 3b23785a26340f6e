/** Whether the kernel holds what fail2ban calls banned: looks now and then, and on demand; repairs on demand only. */
import { Fail2banError } from '../../fail2ban/errors.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import { type BlocklistDriver, FirewallError } from '../../firewall/blocklist-driver.ts';
import type { Logger } from '../../log.ts';
import { findRunningJail } from '../../running-jail.ts';
import type { JailTruth } from './jail-truth.ts';
import { type KernelLookOptions, lookUntilSteady } from './kernel-look.ts';
import {
  type JailTruthItem,
  mostListed,
  type RepairRequest,
  type RepairResults,
  type TruthCheckState,
} from './schema.ts';

export interface TruthCheckTimings {
  /** From one check to the next. */
  readonly everyMilliseconds?: number;
  /** From a look that finds a difference to the one that must find it too. */
  readonly confirmMilliseconds?: number;
}

export interface TruthCheckOptions extends TruthCheckTimings {
  readonly watch: DaemonWatch;
  readonly bannedIps: KernelLookOptions['bannedIps'];
  /** Who can list what the kernel holds; null where nobody is allowed to. */
  readonly driver: BlocklistDriver | null;
  /** Of the jail by which fail2ban lists it; `not_needed` where BanGUI does. */
  readonly jailState: () => Promise<
    'running' | 'stopped' | 'missing' | 'outdated' | 'unknown' | 'not_needed'
  >;
  readonly banAgain: BanAgain;
  readonly log: Logger;
  /** What `state` tells is new. */
  readonly onChange: () => void;
}

/** Each tells why an address could not be banned again, by address. */
export interface BanAgain {
  anew(jail: string, addresses: readonly string[], by: string): Promise<ReadonlyMap<string, string>>;
  again(jail: string, addresses: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export type TruthCheck = ReturnType<typeof createTruthCheck>;

type Reason = NonNullable<TruthCheckState['reason']>;

type Outcome =
  | { readonly state: 'not_checked' | 'settling' }
  | { readonly state: 'looked'; readonly jails: readonly JailTruth[] }
  | { readonly state: 'unavailable'; readonly reason: Reason; readonly problem: string | null };

const defaultEveryMilliseconds = 10 * 60_000;
const defaultConfirmMilliseconds = 2_000;
/** fail2ban puts its bans back when it starts. */
const firstCheckMilliseconds = 10_000;

export function createTruthCheck(options: TruthCheckOptions) {
  const { watch, bannedIps, driver, jailState, banAgain, log, onChange } = options;
  const everyMilliseconds = options.everyMilliseconds ?? defaultEveryMilliseconds;
  const confirmMilliseconds = options.confirmMilliseconds ?? defaultConfirmMilliseconds;
  const stopping = new AbortController();
  const { signal } = stopping;
  let last: Outcome = { state: 'not_checked' };
  let checkedAt: number | null = null;
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isInCharge = false;

  async function obstacle(): Promise<Reason | null> {
    if (driver === null) return 'driver_off';
    if (watch.daemon().state !== 'online') return 'fail2ban_offline';
    const jail = await jailState();
    if (jail === 'missing' || jail === 'stopped' || jail === 'outdated') return `jail_${jail}`;
    return jail === 'unknown' ? 'fail2ban_offline' : null;
  }

  async function look(): Promise<Outcome> {
    const reason = await obstacle();
    if (reason !== null || driver === null) {
      return { state: 'unavailable', reason: reason ?? 'driver_off', problem: null };
    }
    try {
      const jails = await lookUntilSteady({
        watch,
        bannedIps,
        listBans: driver.listBans,
        confirmMilliseconds,
        signal,
      });
      return jails === null ? { state: 'settling' } : { state: 'looked', jails };
    } catch (error) {
      const isForeseen = error instanceof FirewallError || error instanceof Fail2banError;
      if (!isForeseen) throw error;
      return { state: 'unavailable', reason: 'listing_failed', problem: error.message };
    }
  }

  async function lookAndTell(): Promise<void> {
    last = await look();
    checkedAt = Math.floor(Date.now() / 1000);
    warnOfMissing();
  }

  function warnOfMissing(): void {
    if (last.state !== 'looked') return;
    for (const { jail, missing } of last.jails) {
      if (missing.length === 0) continue;
      log.warn(
        { event: 'truth_check_failed', jail, missing: missing.length, addresses: missing.slice(0, 10) },
        'fail2ban calls these addresses banned, but the kernel does not stop them',
      );
    }
  }

  function begin(): Promise<void> {
    running = lookAndTell().finally(() => {
      running = null;
      onChange();
    });
    return running;
  }

  async function beginAfter(look: Promise<void>): Promise<void> {
    await look.catch(() => {});
    waiting = null;
    await begin();
  }

  /** A look that is under way may miss what the asker has just changed: another one follows it, for all who ask. */
  async function check(): Promise<TruthCheckState> {
    if (running !== null) waiting ??= beginAfter(running);
    await (waiting ?? begin());
    return state();
  }

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    if (!isInCharge) return;
    timer = setTimeout(() => void checkInBackground(), milliseconds);
  }

  async function checkInBackground(): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (signal.aborted) return;
      log.error({ event: 'truth_check_broken', err: error }, 'Comparing fail2ban with the kernel failed');
    }
    schedule(everyMilliseconds);
  }

  function state(): TruthCheckState {
    const jails = last.state === 'looked' ? last.jails.map(toItem) : [];
    const sum = (kind: 'missing' | 'extra' | 'shadowed') =>
      jails.reduce((total, jail) => total + jail[kind], 0);
    const counts = { missing: sum('missing'), extra: sum('extra'), shadowed: sum('shadowed') };
    const differs = counts.missing + counts.extra + counts.shadowed > 0;
    return {
      state: last.state === 'looked' ? (differs ? 'differs' : 'holds') : last.state,
      reason: last.state === 'unavailable' ? last.reason : null,
      problem: last.state === 'unavailable' ? last.problem : null,
      checkedAt,
      isChecking: running !== null,
      ...counts,
      jails,
    };
  }

  function truthOf(jail: string): JailTruth | undefined {
    return last.state === 'looked' ? last.jails.find((truth) => truth.jail === jail) : undefined;
  }

  return {
    state,
    check,

    /**
     * A jail whose chain or set is gone gets all its bans back, whichever of them are named.
     * @throws {Problem} jail_not_found, jail_not_running
     */
    async repair({ jail, addresses }: RepairRequest, by: string): Promise<RepairResults> {
      findRunningJail(watch, jail);
      const { missing = [], detached = [] } = truthOf(jail) ?? {};
      const named = new Set(addresses);
      const isDetached = new Set(detached);
      const known = missing.filter((address) => named.has(address));
      const single = known.filter((address) => !isDetached.has(address));
      const problems = new Map(await banAgain.anew(jail, single, by));
      if (single.length < known.length) {
        for (const [address, problem] of await banAgain.again(jail, detached)) problems.set(address, problem);
      }
      log.info({ event: 'truth_repaired', jail, count: known.length, username: by }, 'Banned again by hand');
      const after = await check();
      const stillMissing = new Set(truthOf(jail)?.missing);
      const outcomeOf = toOutcome(new Set(known), problems, stillMissing);
      return { results: [...named].map(outcomeOf), check: after };
    },

    /** This instance holds the scheduler lock: its checks are the ones that repeat. */
    onHeld(): void {
      isInCharge = true;
      schedule(Math.min(firstCheckMilliseconds, everyMilliseconds));
    },

    onLost(): void {
      isInCharge = false;
      clearTimeout(timer);
    },

    /** fail2ban came or went. */
    onDaemon(): void {
      schedule(Math.min(firstCheckMilliseconds, everyMilliseconds));
    },

    async stop(): Promise<void> {
      isInCharge = false;
      clearTimeout(timer);
      stopping.abort();
      await Promise.allSettled([running, waiting]);
    },
  };
}

function toOutcome(
  known: ReadonlySet<string>,
  problems: ReadonlyMap<string, string>,
  stillMissing: ReadonlySet<string>,
) {
  return (address: string): RepairResults['results'][number] => {
    const detail = problems.get(address);
    if (!known.has(address)) return { address, status: 'not_missing' };
    if (detail !== undefined) return { address, status: 'failed', detail };
    return { address, status: stillMissing.has(address) ? 'still_missing' : 'repaired' };
  };
}

function toItem({ missing, extra, shadowed, detached, ...truth }: JailTruth): JailTruthItem {
  return {
    jail: truth.jail,
    checkedActions: [...truth.checkedActions],
    otherActions: [...truth.otherActions],
    missing: missing.length,
    extra: extra.length,
    shadowed: shadowed.length,
    isDetached: detached.length > 0,
    missingAddresses: missing.slice(0, mostListed),
    extraAddresses: extra.slice(0, mostListed),
    shadowedAddresses: shadowed.slice(0, mostListed),
  };
}
