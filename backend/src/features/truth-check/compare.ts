/** What fail2ban calls banned against what one place of the kernel holds. */
import { type AddressRange, holdsRange, mergeRanges, parseRange } from './address-ranges.ts';
import type { Accept, HeldBans, HeldEntry } from './held-bans.ts';

export interface BannedThen {
  /** Banned before the kernel was listed and still banned after: these must be there. */
  readonly certain: ReadonlySet<string>;
  /** Banned before or after, also by other jails that use the same place: these may be there. */
  readonly possible: ReadonlySet<string>;
}

export interface Difference {
  readonly missing: readonly string[];
  readonly extra: readonly { readonly address: string; readonly removal: string }[];
  readonly shadowed: readonly { readonly address: string; readonly rule: string }[];
  /** Those of the missing that are so because no rule leads to the place where they should be. */
  readonly detached: readonly string[];
}

/** Texts are canonical, as `parseAddress` writes them; host names are nobody's in the kernel and are left out. */
export function compareBans(banned: BannedThen, held: HeldBans): Difference {
  const entries = new Map(held.entries.map((entry) => [withoutFullPrefix(entry.text), entry]));
  const extra = findExtra(entries, banned.possible);
  if (!held.isReached) {
    const missing = [...banned.certain].filter((address) => parseRange(address) !== null);
    return { missing, extra, shadowed: [], detached: missing };
  }
  const missing = findMissing(entries, banned.certain);
  const isMissing = new Set(missing);
  const present = [...banned.certain].filter((address) => !isMissing.has(address));
  return { missing, extra, shadowed: findShadowed(present, entries, held.accepts), detached: [] };
}

type Entries = ReadonlyMap<string, HeldEntry>;

/** Most entries read exactly like their ban; only the others are compared as ranges. */
function findMissing(entries: Entries, certain: ReadonlySet<string>): string[] {
  const unmatched = [...certain].filter((address) => !entries.has(address));
  if (unmatched.length === 0) return [];
  const ranges = rangesOf(entries.keys());
  return unmatched.filter((address) => {
    const range = parseRange(address);
    return range !== null && !holdsRange(ranges, range);
  });
}

function findExtra(entries: Entries, possible: ReadonlySet<string>): Difference['extra'] {
  const unmatched = [...entries].filter(([text]) => !possible.has(text));
  if (unmatched.length === 0) return [];
  const ranges = rangesOf(possible);
  return unmatched.flatMap(([text, { removal }]) => {
    const range = parseRange(text);
    return range === null || holdsRange(ranges, range) ? [] : [{ address: text, removal }];
  });
}

function findShadowed(
  addresses: readonly string[],
  entries: Entries,
  accepts: readonly Accept[],
): Difference['shadowed'] {
  if (accepts.length === 0) return [];
  const sources = accepts.map(({ source, ...accept }) => ({
    ...accept,
    ranges: source === null ? null : rangesOf([source]),
  }));
  return addresses.flatMap((address) => {
    const range = parseRange(address);
    const order = entries.get(address)?.order ?? 0;
    const accept = sources.find((each) => each.order < order && lets(each.ranges, range));
    return accept === undefined ? [] : [{ address, rule: accept.rule }];
  });
}

function lets(ranges: readonly AddressRange[] | null, range: AddressRange | null): boolean {
  return ranges === null || (range !== null && holdsRange(ranges, range));
}

function rangesOf(texts: Iterable<string>): AddressRange[] {
  return mergeRanges([...texts].map(parseRange).filter((range) => range !== null));
}

/** iptables writes `192.0.2.1/32`, fail2ban `192.0.2.1`. */
function withoutFullPrefix(text: string): string {
  return text.replace(text.includes(':') ? /\/128$/ : /\/32$/, '');
}
