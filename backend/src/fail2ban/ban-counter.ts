/**
 * Counts failures and bans as fail2ban does: server/failmanager.py and ticket.py (failures), banmanager.py and
 * actions.py (bans), observer.py (addresses that were banned before). Its memory grows with the number of addresses
 * and with nothing else.
 */
import { type BanRules, incrementedBantime } from './ban-rules.ts';

export interface CountedBan {
  readonly address: string;
  /** The time of the failure that led to it; Unix seconds, as fine as the log has them. */
  readonly at: number;
  /** -1 is for ever. The listener may keep it up to date when the ban is prolonged. */
  seconds: number;
  readonly failures: number;
  /** 1 for the first ban that fail2ban remembers. */
  readonly count: number;
}

export interface CounterEvents {
  /** How many failures within findtime fail2ban sees in an address now. */
  onFailures(address: string, failures: number): void;
  onBan(ban: CountedBan): void;
  /** Banned already, and banned again: the ban then lasts until `endsAt`, infinite for ever. */
  onProlong(address: string, endsAt: number): void;
}

export interface BanCounter {
  /** @param at Unix seconds */
  add(address: string, at: number): void;
}

interface State {
  /** What fail2ban calls retry: failures, less those that findtime has outdated, more those of a known address. */
  retry: number;
  failures: number;
  firstAt: number;
  lastAt: number;
  /** What fail2ban knew of former bans at the first of these failures. */
  knownBans: number;
  bannedUntil: number;
  past: PastBans;
}

interface Cause {
  readonly at: number;
  readonly failures: number;
  readonly knownBans: number;
}

interface PastBans {
  readonly count: number;
  readonly lastAt: number;
  readonly lastSeconds: number;
}

const neverBanned: PastBans = { count: 0, lastAt: Number.NEGATIVE_INFINITY, lastSeconds: 0 };

// How many times its length ago a ban has to have begun to be forgotten; `_outDatedFactor` in server/database.py.
const outdatedFactor = 3;
// The exponent at which fail2ban stops counting failures of known addresses higher.
const mostDoublings = 20;

export function createBanCounter(rules: BanRules, events: CounterEvents): BanCounter {
  const { maxretry, findtimeSeconds, bantimeSeconds, increment } = rules;
  const states = new Map<string, State>();

  function stateOf(address: string): State {
    const known = states.get(address);
    if (known !== undefined) return known;
    const state = { ...noFailures, bannedUntil: Number.NEGATIVE_INFINITY, past: neverBanned };
    states.set(address, state);
    return state;
  }

  function addFailures(state: State, amount: number, at: number): void {
    if (state.retry === 0) state.firstAt = at;
    else if (at > state.lastAt) outdate(state, at, findtimeSeconds);
    state.lastAt = state.retry === 0 ? at : Math.max(state.lastAt, at);
    state.retry += amount;
    state.failures += 1;
  }

  function ban(address: string, state: State): void {
    const { lastAt: at, failures, knownBans, bannedUntil } = state;
    Object.assign(state, noFailures);
    if (at <= bannedUntil) prolong(address, state, at);
    else begin(address, state, { at, failures, knownBans });
  }

  function begin(address: string, state: State, { at, failures, knownBans }: Cause): void {
    const past = remembered(state.past, at, rules.purgeAgeSeconds);
    const isLonger = increment.isEnabled && bantimeSeconds !== -1 && past.count > 0;
    const seconds = isLonger ? incrementedBantime(bantimeSeconds, increment, past.count) : bantimeSeconds;
    const count = Math.max(knownBans, increment.isEnabled ? past.count : 0) + 1;
    state.past = { count, lastAt: roundHalfEven(at), lastSeconds: seconds };
    state.bannedUntil = endOf(at, seconds);
    events.onBan({ address, at, seconds, failures, count });
  }

  function prolong(address: string, state: State, at: number): void {
    const endsAt = endOf(at, bantimeSeconds);
    if (endsAt <= state.bannedUntil) return;
    state.bannedUntil = endsAt;
    events.onProlong(address, endsAt);
  }

  /** Failures of an address that was banned before count for several. Source: `failureFound` in observer.py. */
  function addForKnown(address: string, state: State, at: number): void {
    const past = remembered(state.past, at, rules.purgeAgeSeconds);
    if (past.count === 0 || at <= past.lastAt) return;
    const weight = Math.min(2 ** Math.min(past.count, mostDoublings) / 2 + 1, maxretry);
    if (weight <= 1 || state.retry === 0) return;
    if (state.failures === 1) state.knownBans = past.count;
    addFailures(state, weight - 1, at);
    if (state.retry >= maxretry) ban(address, state);
  }

  return {
    add(address, at) {
      const state = stateOf(address);
      if (state.lastAt <= at - findtimeSeconds) Object.assign(state, noFailures);
      addFailures(state, 1, at);
      events.onFailures(address, state.retry);
      if (state.retry >= maxretry) ban(address, state);
      else if (increment.isEnabled) addForKnown(address, state, at);
    },
  };
}

const noFailures = { retry: 0, failures: 0, firstAt: 0, lastAt: 0, knownBans: 0 };

/** Where findtime has passed since the first failure, fail2ban estimates how many of them lie within it. */
function outdate(state: State, at: number, findtimeSeconds: number): void {
  if (state.firstAt >= at - findtimeSeconds) return;
  state.retry = roundHalfEven((state.retry / (at - state.firstAt)) * findtimeSeconds);
  state.firstAt = at - findtimeSeconds;
}

/** Python's `round`. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function endOf(at: number, seconds: number): number {
  return seconds === -1 ? Number.POSITIVE_INFINITY : at + seconds;
}

/** What fail2ban's database still knows, as if it were purged all the time and not once an hour. */
function remembered(past: PastBans, now: number, purgeAgeSeconds: number): PastBans {
  const horizon = now - purgeAgeSeconds;
  const isOutdated =
    past.lastSeconds !== -1 &&
    past.lastAt < horizon &&
    past.lastAt + past.lastSeconds * outdatedFactor < horizon;
  return isOutdated ? neverBanned : past;
}
