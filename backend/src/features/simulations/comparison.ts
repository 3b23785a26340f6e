/** Today's setting and a proposed one, side by side. */
import { type Address, contains, parseAddress } from '../../network/address.ts';
import type { Outcome } from './outcome.ts';
import type { Fate, Protection, SimulationResult } from './schema.ts';

/** People and machines that a ban should not hit. */
export type ProtectedPeople = Readonly<Record<Exclude<Protection, 'ignored'>, readonly Address[]>>;

export interface ComparisonOptions {
  readonly today: Outcome;
  readonly proposed: Outcome;
  readonly people: ProtectedPeople;
  readonly countryOf: (address: string) => string | null;
}

interface Fates {
  readonly address: string;
  readonly today: Fate;
  readonly proposed: Fate;
}

const mostAddresses = 1_000;
const mostWarnings = 100;

const noFate: Fate = {
  failures: 0,
  mostFailures: 0,
  bans: 0,
  firstBanAt: null,
  bannedSeconds: 0,
  isIgnored: false,
  isNearly: false,
};

type Comparison = Pick<SimulationResult, 'today' | 'proposed' | 'warnings' | 'addresses' | 'addressesTotal'>;

export function compare({ today, proposed, people, countryOf }: ComparisonOptions): Comparison {
  const known = new Set([...today.addresses(), ...proposed.addresses()]);
  const all = [...known].map((address) => ({
    address,
    today: today.fateOf(address) ?? noFate,
    proposed: proposed.fateOf(address) ?? noFate,
  }));
  const worthTelling = all.filter((fates) => isHit(fates) || fates.today.isNearly || fates.proposed.isNearly);
  return {
    today: today.read(countryOf),
    proposed: proposed.read(countryOf),
    warnings: all
      .filter(({ today: one, proposed: other }) => one.bans + other.bans > 0)
      .map((fates) => ({ ...fates, protections: protectionsOf(fates, people) }))
      .filter(({ protections }) => protections.length > 0)
      .sort(byHarm)
      .slice(0, mostWarnings),
    addresses: worthTelling
      .sort(byDifference)
      .slice(0, mostAddresses)
      .map((fates) => ({ ...fates, country: countryOf(fates.address) })),
    addressesTotal: worthTelling.length,
  };
}

function isHit({ today, proposed }: Fates): boolean {
  return isBanned(today) || isBanned(proposed);
}

function isBanned({ bans, isIgnored }: Fate): boolean {
  return bans > 0 && !isIgnored;
}

function protectionsOf({ address: text, today, proposed }: Fates, people: ProtectedPeople): Protection[] {
  const address = parseAddress(text);
  const covers = (listed: readonly Address[]) =>
    address !== null && listed.some((each) => contains(each, address));
  return [
    ...(['signed_in', 'allow_list', 'server'] as const).filter((name) => covers(people[name])),
    ...(today.isIgnored || proposed.isIgnored ? (['ignored'] as const) : []),
  ];
}

/** Whoever the proposed setting would really ban comes first, then those banned today, then those spared. */
function byHarm(one: Fates, other: Fates): number {
  return (
    Number(isBanned(other.proposed)) - Number(isBanned(one.proposed)) ||
    Number(isBanned(other.today)) - Number(isBanned(one.today)) ||
    other.proposed.bans - one.proposed.bans
  );
}

/** Those that are banned by one setting only, then whose number of bans differs, then by bans and failures. */
function byDifference(one: Fates, other: Fates): number {
  return (
    Number(isDecided(other)) - Number(isDecided(one)) ||
    difference(other) - difference(one) ||
    other.proposed.bans - one.proposed.bans ||
    other.proposed.mostFailures - one.proposed.mostFailures
  );
}

function isDecided({ today, proposed }: Fates): boolean {
  return isBanned(today) !== isBanned(proposed);
}

function difference({ today, proposed }: Fates): number {
  return Math.abs(today.bans - proposed.bans);
}
