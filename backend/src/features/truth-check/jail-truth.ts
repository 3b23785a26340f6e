/** Every jail against the kernel, by all its actions that ban there. */
import type { KernelListing } from '../../firewall/kernel-listing.ts';
import { type BanPlace, banPlaceOf, type Family, placeKey } from './ban-place.ts';
import { compareBans, type Difference } from './compare.ts';
import { heldBansAt } from './held-bans.ts';

/** Canonical addresses by jail. */
export type BannedByJail = ReadonlyMap<string, ReadonlySet<string>>;

export interface CheckedJail {
  readonly name: string;
  readonly actions: readonly {
    readonly name: string;
    readonly properties: Readonly<Record<string, string>>;
  }[];
}

export interface JailTruth extends Difference {
  readonly jail: string;
  /** The actions whose bans were compared with the kernel. */
  readonly checkedActions: readonly string[];
  /** Those that do not ban in the kernel, or in a way that BanGUI does not read, or whose part could not be listed. */
  readonly otherActions: readonly string[];
}

interface Use {
  readonly jail: string;
  readonly action: string;
  readonly family: Family;
  readonly place: BanPlace;
  readonly key: string;
}

const families: readonly Family[] = [4, 6];

/**
 * @param before who was banned when the kernel was about to be listed
 * @param after who was banned once it had been
 */
export function judgeJails(
  jails: readonly CheckedJail[],
  listing: KernelListing,
  before: BannedByJail,
  after: BannedByJail,
): JailTruth[] {
  const uses = jails.flatMap(usesOf);
  const byPlace = Map.groupBy(uses, ({ key }) => key);
  const compared = uses.flatMap((use) => {
    const held = heldBansAt(listing, use.place, use.family);
    if (held === null) return [];
    const sharing = byPlace.get(use.key) ?? [];
    const possible = sharing.flatMap(({ jail }) => [...ofJail(before, jail), ...ofJail(after, jail)]);
    const certain = ofFamily(ofJail(before, use.jail).intersection(ofJail(after, use.jail)), use.family);
    const entries = held.entries.filter(({ text }) => familyOf(text) === use.family);
    const difference = compareBans({ certain, possible: new Set(possible) }, { ...held, entries });
    // What nobody banned is told once, although several jails use the place.
    return [{ use, difference: sharing[0] === use ? difference : { ...difference, extra: [] } }];
  });
  return jails.map(({ name, actions }) => {
    const own = compared.filter(({ use }) => use.jail === name);
    const isChecked = (action: string) => own.some(({ use }) => use.action === action);
    const names = actions.map((action) => action.name);
    return {
      jail: name,
      checkedActions: names.filter(isChecked),
      otherActions: names.filter((action) => !isChecked(action)),
      ...unite(own.map(({ difference }) => difference)),
    };
  });
}

function usesOf({ name: jail, actions }: CheckedJail): Use[] {
  return actions.flatMap(({ name: action, properties }) => {
    const places = families.map((family) => ({ family, place: banPlaceOf(properties, family) }));
    return places.flatMap(({ family, place }) =>
      place === null ? [] : [{ jail, action, family, place, key: placeKey(place, family) }],
    );
  });
}

function unite(differences: readonly Difference[]): Difference {
  return {
    missing: [...new Set(differences.flatMap(({ missing }) => missing))],
    extra: differences.flatMap(({ extra }) => extra),
    shadowed: differences.flatMap(({ shadowed }) => shadowed),
    detached: [...new Set(differences.flatMap(({ detached }) => detached))],
  };
}

/** What both looks have found: a ban or a release on its way shows in one of them only. */
export function agreedOn(first: readonly JailTruth[], second: readonly JailTruth[]): JailTruth[] {
  const firstByName = new Map(first.map((truth) => [truth.jail, truth]));
  return second.map((truth) => {
    const earlier = firstByName.get(truth.jail);
    const wasMissing = new Set(earlier?.missing);
    const wasExtra = new Set(earlier?.extra.map(({ address }) => address));
    const missing = truth.missing.filter((address) => wasMissing.has(address));
    const isMissing = new Set(missing);
    return {
      ...truth,
      missing,
      extra: truth.extra.filter(({ address }) => wasExtra.has(address)),
      detached: truth.detached.filter((address) => isMissing.has(address)),
    };
  });
}

function ofJail(banned: BannedByJail, jail: string): ReadonlySet<string> {
  return banned.get(jail) ?? new Set();
}

function ofFamily(addresses: ReadonlySet<string>, family: Family): ReadonlySet<string> {
  return new Set([...addresses].filter((address) => familyOf(address) === family));
}

function familyOf(text: string): Family {
  return text.includes(':') ? 6 : 4;
}
