/** Questions about who is banned, answered page by page. */
import { addressSortKey, contains, lastAddress, parseAddress } from '../network/address.ts';
import {
  addressKey,
  type Ban,
  compareValues,
  comparison,
  lowerBound,
  type Order,
  type OrderedBans,
  type OrderName,
  orders,
  type SortValue,
} from './ban-order.ts';

export const banSorts = [
  '-bannedAt',
  'bannedAt',
  'address',
  '-address',
  'jail',
  '-jail',
  'expiresAt',
  '-expiresAt',
] as const;
export type BanSort = (typeof banSorts)[number];

export interface BanQuery {
  readonly jail?: string | undefined;
  /** The beginning of an address, or a network: everything inside it and every banned network around it. */
  readonly search?: string | undefined;
  /** Keeps a ban when true; asked for each candidate. */
  readonly matches?: ((ban: Ban) => boolean) | undefined;
  readonly sort: BanSort;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface BanPage {
  readonly items: readonly Ban[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** A page costs a binary search and the rows it shows, unless `matches` asks for a look at every ban. */
export function pageOf(bans: OrderedBans, query: BanQuery): BanPage {
  const by = query.sort.replace('-', '') as OrderName;
  const isDescending = query.sort.startsWith('-');
  const found = query.search ? search(bans, query.search, by, query.limit) : everyBan(bans.ordered(by));
  const { candidates, isWanted, total } = query.matches ? narrowed(found, query.matches) : found;
  const start = query.cursor === undefined ? 0 : positionAfter(candidates, by, isDescending, query.cursor);
  const items = take(candidates, start, query.limit + 1, isDescending, isWanted);
  const last = items[query.limit - 1];
  const hasMore = items.length > query.limit;
  return {
    items: items.slice(0, query.limit),
    total,
    nextCursor: hasMore && last !== undefined ? toCursor(by, last) : null,
  };
}

/** An ordered list of which only some may be wanted; how many is known without looking at each. */
interface Found {
  readonly candidates: readonly Ban[];
  readonly isWanted: (ban: Ban) => boolean;
  readonly total: number;
}

function everyBan(candidates: readonly Ban[]): Found {
  return { candidates, isWanted: () => true, total: candidates.length };
}

function narrowed({ candidates, isWanted }: Found, matches: (ban: Ban) => boolean): Found {
  return everyBan(candidates.filter((ban) => isWanted(ban) && matches(ban)));
}

/** The wanted from `start` on, which counts from the end where the order is descending. */
function take(
  list: readonly Ban[],
  start: number,
  limit: number,
  isDescending: boolean,
  isWanted: (ban: Ban) => boolean,
): Ban[] {
  const taken: Ban[] = [];
  for (let offset = start; offset < list.length && taken.length < limit; offset += 1) {
    const ban = list[isDescending ? list.length - 1 - offset : offset] as Ban;
    if (isWanted(ban)) taken.push(ban);
  }
  return taken;
}

/**
 * Few hits are sorted. Many are left in the whole order, where the rows of a page are met soon: that is cheaper than
 * to sort them all.
 */
function search(bans: OrderedBans, text: string, by: OrderName, limit: number): Found {
  const wanted = text.trim().toLowerCase();
  const inside = wanted.includes('/') ? insideNetwork(bans, wanted) : startingWith(bans, wanted);
  const around = aroundAddress(bans, wanted).filter((ban) => !inside.includes(ban));
  const total = inside.count + around.length;
  if (isCheaperToSort(total, bans.size(), limit))
    return everyBan([...inside.hits(), ...around].sort(comparison(by)));
  return {
    candidates: bans.ordered(by),
    isWanted: (ban) => inside.includes(ban) || around.includes(ban),
    total,
  };
}

/** To sort k hits takes k log k steps; to meet `limit` of them among n in any order takes about `limit` n / k. */
function isCheaperToSort(hits: number, size: number, limit: number): boolean {
  return hits ** 2 * Math.log2(hits + 1) <= limit * size;
}

/** Neighbours in one order: everything from the least to the greatest hit. */
interface Range {
  readonly count: number;
  readonly hits: () => readonly Ban[];
  readonly includes: (ban: Ban) => boolean;
}

function rangeOf(list: readonly Ban[], from: number, to: number, order: Order): Range {
  const [least, greatest] = [list[from], list[to - 1]];
  if (from >= to || least === undefined || greatest === undefined) return emptyRange;
  const [first, last] = [order(least), order(greatest)];
  const includes = (ban: Ban) => {
    const value = order(ban);
    return value >= first && value <= last;
  };
  return { count: to - from, hits: () => list.slice(from, to), includes };
}

const emptyRange: Range = { count: 0, hits: () => [], includes: () => false };

function startingWith(bans: OrderedBans, prefix: string): Range {
  const list = bans.ordered('text');
  const from = lowerBound(list, (ban) => ban.address < prefix);
  const to = lowerBound(list, (ban) => ban.address < prefix || ban.address.startsWith(prefix));
  return rangeOf(list, from, to, orders.text);
}

function insideNetwork(bans: OrderedBans, text: string): Range {
  const network = parseAddress(text);
  if (network === null) return emptyRange;
  const list = bans.ordered('address');
  const first = addressSortKey(network);
  const last = addressSortKey(lastAddress(network));
  const from = lowerBound(list, (ban) => addressKey(ban) < first);
  const to = lowerBound(list, (ban) => addressKey(ban) <= last);
  return rangeOf(list, from, to, addressKey);
}

function aroundAddress(bans: OrderedBans, text: string): Ban[] {
  const wanted = parseAddress(text);
  if (wanted === null) return [];
  return [...bans.networks()].filter((ban) => {
    const network = parseAddress(ban.address);
    return network !== null && contains(network, wanted);
  });
}

interface Mark {
  readonly value: SortValue;
  readonly address: string;
  readonly jail: string;
}

function toCursor(by: OrderName, ban: Ban): string {
  const mark: Mark = { value: orders[by](ban), address: ban.address, jail: ban.jail };
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

/** How many bans, in the asked direction, come up to and with the cursor's. A broken cursor starts from the top. */
function positionAfter(list: readonly Ban[], by: OrderName, isDescending: boolean, cursor: string): number {
  const mark = parseCursor(cursor);
  if (mark === null) return 0;
  const compare = (ban: Ban) =>
    compareValues(orders[by](ban), mark.value) ||
    compareValues(ban.address, mark.address) ||
    compareValues(ban.jail, mark.jail);
  if (isDescending) return list.length - lowerBound(list, (ban) => compare(ban) < 0);
  return lowerBound(list, (ban) => compare(ban) <= 0);
}

function parseCursor(cursor: string): Mark | null {
  try {
    const mark = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Partial<Mark> | null;
    const { value, address, jail } = mark ?? {};
    const isValue = typeof value === 'string' || typeof value === 'number';
    return isValue && typeof address === 'string' && typeof jail === 'string'
      ? { value, address, jail }
      : null;
  } catch {
    return null;
  }
}
