/** What the kernel stops at one place, and what it would let pass before it comes there. */
import type { KernelListing, NftElement, NftRule } from '../../firewall/kernel-listing.ts';
import type { BanPlace, Family } from './ban-place.ts';

export interface HeldBans {
  readonly entries: readonly HeldEntry[];
  /** Packets get there: without a rule that leads to them, the entries stop nothing. */
  readonly isReached: boolean;
  readonly accepts: readonly Accept[];
}

export interface HeldEntry {
  /** An address, a network, or a range `FIRST-LAST`. */
  readonly text: string;
  /** The command that takes it out. */
  readonly removal: string;
  /** Rules that come before it in its own chain have a lower one. */
  readonly order: number;
}

/** A rule that lets a source pass whatever else the packet is. */
export interface Accept {
  /** Null: every source. */
  readonly source: string | null;
  readonly rule: string;
  readonly order: number;
}

/** More are not looked at, so that a long list of friends costs little. */
const mostAccepts = 200;
/** Targets after which a packet has not been stopped. */
const lettingOn: ReadonlySet<string> = new Set(['ACCEPT', 'RETURN', 'LOG', 'NFLOG', 'MARK', 'CONNMARK']);
/** Of what comes before the whole chain or set. */
const beforeAll = -1;

/** @returns null where that part of the kernel could not be listed */
export function heldBansAt(listing: KernelListing, place: BanPlace, family: Family): HeldBans | null {
  if (place.kind === 'nft') return inTable(listing, place);
  const rules = listing.rules[family];
  if (rules === null) return null;
  return place.kind === 'chain' ? inChain(rules, place.chain, family) : inSet(listing, rules, place.set);
}

function inChain(rules: readonly string[], chain: string, family: Family): HeldBans {
  const own = rules.filter((rule) => rule.startsWith(`-A ${chain} `)).map(parseRule);
  const tool = family === 4 ? 'iptables' : 'ip6tables';
  const entries = own.flatMap(({ text, source, target }, order) =>
    source === null || target === null || lettingOn.has(target)
      ? []
      : [{ text: source, removal: `${tool} ${text.replace(/^-A/, '-D')}`, order }],
  );
  const within = own.flatMap((rule, order) => toAccept(rule, order, isPassing));
  return withLead(rules, (rule) => rule.endsWith(` -j ${chain}`), entries, within);
}

function inSet(listing: KernelListing, rules: readonly string[], set: string): HeldBans | null {
  if (listing.sets === null) return null;
  const members = listing.sets.get(set) ?? [];
  const entries = members.map((text) => ({ text, removal: `ipset del ${set} ${text}`, order: 0 }));
  return withLead(rules, (rule) => rule.includes(` --match-set ${set} src `), entries, []);
}

/** Adds what comes before the first rule that leads there, in the chain of that rule. */
function withLead(
  rules: readonly string[],
  isLead: (rule: string) => boolean,
  entries: readonly HeldEntry[],
  within: readonly Accept[],
): HeldBans {
  const lead = rules.findIndex(isLead);
  const outer = lead === -1 ? '' : chainOf(rules[lead] ?? '');
  const before = rules.slice(0, Math.max(lead, 0)).filter((rule) => chainOf(rule) === outer);
  const accepts = before.map(parseRule).flatMap((rule) => toAccept(rule, beforeAll, isAccept));
  return { entries, isReached: lead !== -1, accepts: [...accepts, ...within].slice(0, mostAccepts) };
}

interface ParsedRule {
  readonly text: string;
  readonly source: string | null;
  /** Null where the rule asks for more than a source. */
  readonly target: string | null;
}

const plainRule =
  /^-A \S+(?: -s (\S+))?(?: -m comment --comment (?:"[^"]*"|\S+))? -j (\S+)(?: --reject-with \S+)?$/;

function parseRule(text: string): ParsedRule {
  const [, source = null, target = null] = plainRule.exec(text) ?? [];
  return { text, source, target };
}

function toAccept(
  { text, source, target }: ParsedRule,
  order: number,
  isPass: (target: string | null) => boolean,
): Accept[] {
  return isPass(target) ? [{ source, rule: text, order }] : [];
}

function isAccept(target: string | null): boolean {
  return target === 'ACCEPT';
}

function isPassing(target: string | null): boolean {
  return target === 'ACCEPT' || target === 'RETURN';
}

function chainOf(rule: string): string {
  return rule.split(' ', 2)[1] ?? '';
}

/** A rule of another chain or table has no say: what one accepts still comes to the others. */
function inTable(listing: KernelListing, place: BanPlace & { kind: 'nft' }): HeldBans | null {
  if (listing.tables === null) return null;
  const table = listing.tables.find(({ family, name }) => family === place.family && name === place.table);
  const elements = table?.sets.get(place.set) ?? [];
  const rules = table?.rules ?? [];
  const lead = rules.findIndex((rule) => sourceOf(rule).includes(`@${place.set}`));
  const chain = rules[lead]?.chain;
  const before = rules.slice(0, Math.max(lead, 0)).filter((rule) => rule.chain === chain);
  return {
    entries: elements.map((element) => toEntry(element, place)),
    isReached: lead !== -1,
    accepts: before.flatMap(toNftAccept).slice(0, mostAccepts),
  };
}

function toEntry({ first, last, prefixLength }: NftElement, place: BanPlace & { kind: 'nft' }): HeldEntry {
  const network = prefixLength === null ? first : `${first}/${prefixLength}`;
  const text = last === null ? network : `${first}-${last}`;
  const removal = `nft delete element ${place.family} ${place.table} ${place.set} '{ ${text} }'`;
  return { text, removal, order: 0 };
}

function toNftAccept(rule: NftRule): Accept[] {
  const last = rule.statements.at(-1);
  const conditions = rule.statements.slice(0, -1).filter((statement) => !('counter' in statement));
  const sources = sourceOf(rule);
  if (last === undefined || !('accept' in last) || conditions.length !== sources.length) return [];
  const [source = null] = sources;
  if (sources.length > 1 || source?.startsWith('@')) return [];
  return [{ source, rule: source === null ? 'accept' : `saddr ${source} accept`, order: beforeAll }];
}

interface SourceMatch {
  readonly op?: unknown;
  readonly left?: { readonly payload?: { readonly field?: unknown } };
  readonly right?: unknown;
}

/** The sources that a rule asks for: an address, a network, or a set as `@NAME`. */
function sourceOf({ statements }: NftRule): string[] {
  return statements.flatMap(({ match }) => {
    const { op, left, right } = (match ?? {}) as SourceMatch;
    if (op !== '==' || left?.payload?.field !== 'saddr') return [];
    const { prefix } = (right ?? {}) as { prefix?: { addr: unknown; len: unknown } };
    if (prefix !== undefined) return [`${prefix.addr}/${prefix.len}`];
    return typeof right === 'string' ? [right] : [];
  });
}
