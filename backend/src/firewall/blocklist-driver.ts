/**
 * What BanGUI wants of the kernel, whoever has the right to do it: one blocklist in two slots of sets, switched in
 * one step, and one rule that asks it before all others. See blocklist.sh for how that is done.
 */
import type { SetCounts } from '../blocklist/set-files.ts';

export { raiseFence, writeCurrent } from './exchange-folder.ts';
export { FirewallError } from './firewall-error.ts';
export type { SetCounts };

/** The files of a set, in `versions/DIGEST` of the exchange folder. */
export interface ApplyRequest {
  /** Refused unless it is the newest that `raiseFence` was given. */
  readonly fence: number;
  /** 16 hexadecimal digits. */
  readonly digest: string;
  /** The set from which `delta-from-BASE` leads to this one. */
  readonly base: string | null;
  readonly counts: SetCounts;
}

export interface ApplyResult {
  readonly how: 'delta' | 'full' | 'unchanged';
  readonly durationMs: number;
  /** `waitMs` for an earlier apply, `fillMs`, `countMs`, `swapMs`. */
  readonly stages: Readonly<Record<string, number>>;
  /** What is not as it should be although the set is in force, such as IPv6 without a rule. */
  readonly note: string | null;
}

/** `unknown`: there is no iptables or ip6tables that could tell. */
export type RuleState = 'in_place' | 'missing' | 'not_first' | 'unknown';

export interface KernelState {
  /** Of the set in force, 16 hexadecimal digits; null: none, or one that is not whole. */
  readonly digest: string | null;
  /** Of the other slot: from this one the next apply needs no more than a delta. */
  readonly spareDigest: string | null;
  readonly counts: SetCounts | null;
  readonly rule: { readonly v4: RuleState; readonly v6: RuleState };
  /** What the rule has stopped since it was placed, both families together. */
  readonly packets: number;
  readonly bytes: number;
}

/** Every function rejects with a FirewallError. */
export interface BlocklistDriver {
  /**
   * Resolves once the set is in force and counted; a failure leaves the one before in force.
   * An aborted signal rejects with its reason, and what the kernel then holds is for `inspect` to tell.
   */
  apply(request: ApplyRequest, signal: AbortSignal): Promise<ApplyResult>;
  /** Takes some hundredths of a second, and waits for no apply. */
  inspect(): Promise<KernelState>;
  /** What the kernel holds of fail2ban's own chains and sets: a text for `readKernelListing`. Waits for no apply. */
  listBans(): Promise<string>;
  /** Places the rule first, exactly once. */
  repair(): Promise<void>;
  /** Takes the rule and all sets out of the kernel, and forgets what was committed. */
  remove(): Promise<void>;
}
