/** What one setting makes of the failures of a log. */
import { type CountedBan, createBanCounter } from '../../fail2ban/ban-counter.ts';
import type { BanRules } from '../../fail2ban/ban-rules.ts';
import { parseAddress } from '../../network/address.ts';
import type { IgnoreList } from './ignore-list.ts';
import type { Fate, SimulatedOutcome } from './schema.ts';
import type { Timeline } from './timeline.ts';

export interface OutcomeOptions {
  readonly rules: BanRules;
  readonly isIgnored: IgnoreList;
  readonly timeline: Timeline;
  readonly name: 'today' | 'proposed';
}

export interface Outcome {
  add(address: string, at: number): void;
  /** Undefined for an address without a failure. */
  fateOf(address: string): Fate | undefined;
  addresses(): Iterable<string>;
  read(countryOf: (address: string) => string | null): SimulatedOutcome;
}

type Tally = Omit<Fate, 'isNearly'>;

const mostBans = 1_000;
/** Each is held in memory until the end. */
const mostAddresses = 1_000_000;
const nearlyBelow = 2;

/** Ignored addresses are counted too, so that one sees whom the exceptions spare; their bans are not added up. */
export function createOutcome({ rules, isIgnored, timeline, name }: OutcomeOptions): Outcome {
  const tallies = new Map<string, Tally>();
  const totals = { failures: 0, ignoredFailures: 0, bans: 0, prolonged: 0 };
  const firstBans: CountedBan[] = [];
  const latestBans = new Map<string, CountedBan>();

  const counter = createBanCounter(rules, {
    onFailures(address, failures) {
      const tally = tallyOf(address);
      tally.failures += 1;
      tally.mostFailures = Math.max(tally.mostFailures, failures);
    },
    onBan(ban) {
      const tally = tallyOf(ban.address);
      tally.bans += 1;
      tally.firstBanAt ??= ban.at;
      latestBans.set(ban.address, ban);
      tally.bannedSeconds = addSeconds(tally.bannedSeconds, ban.seconds);
      if (tally.isIgnored) return;
      totals.bans += 1;
      timeline.add(`${name}Bans`, ban.at);
      if (firstBans.length < mostBans) firstBans.push(ban);
    },
    onProlong(address, endsAt) {
      const tally = tallyOf(address);
      const ban = latestBans.get(address);
      if (ban === undefined) return;
      const seconds = Number.isFinite(endsAt) ? endsAt - ban.at : -1;
      tally.bannedSeconds = addSeconds(tally.bannedSeconds, seconds === -1 ? -1 : seconds - ban.seconds);
      ban.seconds = seconds;
      if (!tally.isIgnored) totals.prolonged += 1;
    },
  });

  function tallyOf(address: string): Tally {
    const known = tallies.get(address);
    if (known !== undefined) return known;
    if (tallies.size === mostAddresses) throw new Error(tooManyAddresses);
    const parsed = parseAddress(address);
    const tally = { ...noFailures, isIgnored: parsed !== null && isIgnored(parsed) };
    tallies.set(address, tally);
    return tally;
  }

  const isNearly = ({ isIgnored: ignored, bans, mostFailures }: Tally) =>
    !ignored && bans === 0 && mostFailures >= Math.max(1, rules.maxretry - nearlyBelow);

  return {
    add(address, at) {
      counter.add(address, at);
      const { isIgnored: ignored } = tallyOf(address);
      totals[ignored ? 'ignoredFailures' : 'failures'] += 1;
      if (!ignored) timeline.add(`${name}Failures`, at);
    },
    fateOf(address) {
      const tally = tallies.get(address);
      return tally && { ...tally, isNearly: isNearly(tally) };
    },
    addresses: () => tallies.keys(),
    read(countryOf) {
      const all = [...tallies.values()];
      return {
        ...totals,
        addresses: all.filter(({ isIgnored: ignored, bans }) => !ignored && bans > 0).length,
        nearly: all.filter(isNearly).length,
        firstBans: firstBans.map((ban) => ({ ...ban, country: countryOf(ban.address) })),
      };
    },
  };
}

const noFailures = { failures: 0, mostFailures: 0, bans: 0, firstBanAt: null, bannedSeconds: 0 };

const tooManyAddresses = `There are failures of more than ${mostAddresses.toLocaleString('en')} addresses in this window. Choose a shorter one.`;

/** -1 is for ever, and stays so. */
function addSeconds(sum: number, seconds: number): number {
  return sum === -1 || seconds === -1 ? -1 : sum + seconds;
}
