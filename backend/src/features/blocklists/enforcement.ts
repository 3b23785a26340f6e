/** Keeps the kernel on the current set: looks when asked to, repairs what is gone, counts what was stopped. */
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { type PreparedVersion, shortDigest } from '../../blocklist/version-files.ts';
import type { Tables } from '../../database/tables.ts';
import {
  type ApplyResult,
  type BlocklistDriver,
  FirewallError,
  type KernelState,
  type SetCounts,
  writeCurrent,
} from '../../firewall/blocklist-driver.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { createHitCounter } from './hits.ts';
import type { Enforcement } from './schema.ts';
import type { BlocklistStore } from './store.ts';
import type { Version } from './version-store.ts';
import { toVersionItem } from './versions.ts';

export interface EnforcementOptions {
  /** Null where the set is only compiled. */
  readonly driver: BlocklistDriver | null;
  readonly driverName: Enforcement['driver'];
  readonly exchangeDir: string;
  readonly store: BlocklistStore;
  /** The number of this instance's term as holder of the scheduler lock; null while another one holds it. */
  readonly term: () => number | null;
  readonly commit: <T>(fence: number, work: (writer: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /** Writes the files of a set that was compiled before. */
  readonly prepare: (digest: string) => Promise<PreparedVersion>;
  /** While an import runs, the kernel is its business. */
  readonly isImporting: () => boolean;
  /** Of the jail by which fail2ban enforces the set. */
  readonly jail: { state(): Promise<Enforcement['jail']>; create(): Promise<void> };
  readonly log: Logger;
  readonly onChange: () => void;
}

export interface WantedSet {
  readonly digest: string;
  readonly counts: SetCounts;
  /** The set from which the files of this one hold a delta. */
  readonly baseDigest: string | null;
}

export type EnforcementKeeper = ReturnType<typeof createEnforcement>;

interface Look {
  readonly at: number;
  readonly kernel: KernelState | null;
  readonly problem: string | null;
}

const noSignal = new AbortController().signal;

export function createEnforcement(options: EnforcementOptions) {
  const { driver, driverName, exchangeDir, store, term, commit, prepare, isImporting, jail, log, onChange } =
    options;
  const hitCounter = createHitCounter({ store, commit });
  let last: Look | null = null;
  let turn: Promise<void> = Promise.resolve();
  /** The term in which `settle` was done last. */
  let settledUnder: number | null = null;
  let isStopped = false;

  /** Looks never overlap, whether the clock or an event asks for them. */
  function check(): Promise<void> {
    turn = turn.then(look).catch((error: unknown) => {
      log.error({ event: 'blocklist_check_failed', err: error }, 'Looking at the kernel failed');
    });
    return turn;
  }

  async function look(): Promise<void> {
    const fence = term();
    if (driver === null || fence === null || isImporting() || isStopped) return;
    const current = await currentVersion();
    if (current === undefined && (await isNothingToDo())) return;
    try {
      const kernel = await driver.inspect();
      await hitCounter.sample(fence, kernel);
      note(kernel, null);
      if (current !== undefined) await mend(driver, kernel, current, fence);
    } catch (error) {
      if (!(error instanceof FirewallError)) throw error;
      note(null, error.message);
      log.warn({ event: 'blocklist_not_enforced', code: error.code }, error.message);
    }
  }

  /** Nobody asked for a blocklist yet, so that no jail and no rule is missed. */
  async function isNothingToDo(): Promise<boolean> {
    return driverName === 'daemon' && (await jail.state()) !== 'running';
  }

  async function mend(
    active: BlocklistDriver,
    kernel: KernelState,
    current: Version,
    fence: number,
  ): Promise<void> {
    const isWhole = holds(kernel, current);
    if (isWhole && !needsRule(kernel)) return adoptCurrent(current, fence);
    if (!isWhole) await applyAgain(current, fence);
    else await active.repair().then(async () => note(await active.inspect(), null));
    log.warn(
      { event: 'blocklist_repaired', before: kernel.rule, digest: kernel.digest },
      'The kernel had lost the blocklist or its rule; both are in place again',
    );
  }

  /** Whoever held the lock before may have been cut off between the commit and this. */
  async function adoptCurrent({ digest, statistics }: Version, fence: number): Promise<void> {
    if (settledUnder === fence) return;
    await settle({ digest, counts: statistics.counts, baseDigest: null }, fence);
  }

  async function applyAgain({ digest }: Version, fence: number): Promise<void> {
    const { counts } = await prepare(digest);
    await put({ digest, counts, baseDigest: null }, fence, noSignal);
    await settle({ digest, counts, baseDigest: null }, fence);
  }

  async function put(wanted: WantedSet, fence: number, signal: AbortSignal): Promise<ApplyResult | null> {
    if (driver === null) return null;
    try {
      const result = await driver.apply(toRequest(wanted, fence), signal);
      note(afterApply(wanted, result, last?.kernel ?? null), null);
      return result;
    } catch (error) {
      if (error instanceof FirewallError) note(last?.kernel ?? null, error.message);
      throw error;
    }
  }

  /** From now on fail2ban's own start puts this set into the kernel. */
  async function settle(wanted: WantedSet, fence: number): Promise<void> {
    if (driver === null) return;
    await writeCurrent(exchangeDir, toRequest(wanted, fence));
    settledUnder = fence;
  }

  function note(kernel: KernelState | null, problem: string | null): void {
    const before = JSON.stringify([last?.kernel ?? null, last?.problem ?? null]);
    last = { at: nowSeconds(), kernel, problem };
    if (JSON.stringify([kernel, problem]) !== before) onChange();
  }

  async function currentVersion(): Promise<Version | undefined> {
    return (await store.versions()).find(({ isCurrent }) => isCurrent);
  }

  async function state(): Promise<Enforcement> {
    const current = await currentVersion();
    const stopped = await store.allHits();
    return {
      driver: driverName,
      jail: driverName === 'daemon' ? await jail.state() : 'not_needed',
      state: stateOf(current),
      problem: last?.problem ?? null,
      checkedAt: last?.at ?? null,
      counts: last?.kernel?.counts ?? null,
      rule: last?.kernel?.rule ?? { v4: 'unknown', v6: 'unknown' },
      stopped: stopped ?? { packets: 0, bytes: 0, since: null },
      current: current === undefined ? null : toVersionItem(current),
    };
  }

  function stateOf(current: Version | undefined): Enforcement['state'] {
    if (current === undefined) return 'empty';
    if (driver === null) return isEmpty(current.statistics.counts) ? 'empty' : 'not_enforced';
    if (last?.problem) return 'not_enforced';
    if (last === null || last.kernel === null) return 'unknown';
    if (!holds(last.kernel, current) || last.kernel.rule.v4 !== 'in_place') return 'not_enforced';
    return isEmpty(current.statistics.counts) ? 'empty' : 'enforced';
  }

  return {
    check,

    /** Waits for a look that is under way: what it mends must not come after what is put now. */
    async put(wanted: WantedSet, fence: number, signal: AbortSignal): Promise<ApplyResult | null> {
      await turn;
      return put(wanted, fence, signal);
    },

    settle,
    state,
    /** As last seen, without looking; null in an instance that is not in charge of the kernel, and after a failed look. */
    kernel: (): KernelState | null => last?.kernel ?? null,
    hits: hitCounter.history,

    /** @throws {Problem} configuration_not_writable, configuration_refused, fail2ban_unavailable */
    async createJail(): Promise<Enforcement> {
      if (driverName !== 'daemon') {
        throw new Problem(
          'enforcement_failed',
          `BanGUI's driver for blocklists is "${driverName}", which needs no jail.`,
        );
      }
      await jail.create();
      await check();
      onChange();
      return state();
    },

    async stop(): Promise<void> {
      isStopped = true;
      await turn;
    },
  };
}

function toRequest({ digest, counts, baseDigest }: WantedSet, fence: number) {
  return {
    fence,
    digest: shortDigest(digest),
    base: baseDigest === null ? null : shortDigest(baseDigest),
    counts,
  };
}

/** Counted as well: what a flush took out of a set does not show in its digest. */
function holds({ digest, counts }: KernelState, { digest: wanted, statistics }: Version): boolean {
  return digest === shortDigest(wanted) && isDeepStrictEqual(counts, statistics.counts);
}

/**
 * What an apply has just counted and placed, without asking: the other slot is being filled now, and whoever asks
 * meanwhile waits, and fail2ban with him.
 */
function afterApply(
  { digest, counts }: WantedSet,
  { note }: ApplyResult,
  before: KernelState | null,
): KernelState {
  return {
    digest: shortDigest(digest),
    spareDigest: null,
    counts,
    rule: { v4: 'in_place', v6: note === null ? 'in_place' : 'unknown' },
    packets: before?.packets ?? 0,
    bytes: before?.bytes ?? 0,
  };
}

/** A machine without IPv6 has nothing to match there. */
function needsRule({ rule }: KernelState): boolean {
  return [rule.v4, rule.v6].some((each) => each === 'missing' || each === 'not_first');
}

function isEmpty({ ip4, net4, ip6, net6 }: SetCounts): boolean {
  return ip4 + net4 + ip6 + net6 === 0;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
