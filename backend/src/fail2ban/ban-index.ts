/**
 * Who is banned now, ordered in every way a page asks for, so that a page of a hundred thousand bans costs a
 * binary search and the rows it shows.
 */
import { addressSortKey, contains, lastAddress, parseAddress } from '../network/address.ts';

export interface Ban {
  readonly jail: string;
  readonly address: string;
  /** Unix seconds. */
  readonly bannedAt: number;
  /** null: without end. */
  readonly expiresAt: number | null;
  readonly banCount: number;
}

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

export interface BanIndex {
  count(jail?: string): number;
  get(jail: string, address: string): Ban | undefined;
  jailsOf(address: string): string[];
  /** Bans of a jail in the order in which they end; those without end come last. */
  byExpiry(jail: string): readonly Ban[];
  set(ban: Ban): void;
  remove(jail: string, address: string): Ban | undefined;
  /** Replaces a jail's bans and tells what came (also: was banned anew) and went. Known bans stay as they are. */
  replaceJail(jail: string, bans: readonly Ban[]): { added: Ban[]; removed: Ban[] };
  page(query: BanQuery): BanPage;
}

/** Of one address in one jail. fail2ban's list cuts fractions of a second off, and its database rounds them. */
export function isSameBan(one: Ban, other: Ban): boolean {
  return Math.abs(one.bannedAt - other.bannedAt) <= 1;
}

type SortValue = string | number;
type Order = (ban: Ban) => SortValue;

const orders: Record<string, Order> = {
  bannedAt: (ban) => ban.bannedAt,
  address: addressKey,
  jail: (ban) => ban.jail,
  expiresAt: (ban) => ban.expiresAt ?? Number.MAX_SAFE_INTEGER,
  text: (ban) => ban.address,
};

/** Replacing more than this share of a jail sorts anew instead of inserting one by one. */
const bulkShare = 0.05;

export function createBanIndex(): BanIndex {
  const everywhere = createOrderedBans();
  const byJail = new Map<string, OrderedBans>();

  function ofJail(jail: string): OrderedBans {
    const existing = byJail.get(jail);
    if (existing !== undefined) return existing;
    const created = createOrderedBans();
    byJail.set(jail, created);
    return created;
  }

  function set(ban: Ban): void {
    everywhere.set(ban);
    ofJail(ban.jail).set(ban);
  }

  function remove(jail: string, address: string): Ban | undefined {
    const bans = byJail.get(jail);
    const removed = bans?.remove(identity(jail, address));
    if (removed === undefined) return undefined;
    everywhere.remove(identity(jail, address));
    if (bans?.size() === 0) byJail.delete(jail);
    return removed;
  }

  return {
    count: (jail) => (jail === undefined ? everywhere.size() : (byJail.get(jail)?.size() ?? 0)),
    get: (jail, address) => byJail.get(jail)?.get(identity(jail, address)),
    jailsOf: (address) =>
      [...byJail].filter(([jail, bans]) => bans.get(identity(jail, address))).map(([jail]) => jail),
    byExpiry: (jail) => byJail.get(jail)?.ordered('expiresAt') ?? [],
    set,
    remove,
    replaceJail(jail, bans) {
      const current = ofJail(jail);
      const wanted = new Map(bans.map((ban) => [identity(jail, ban.address), ban]));
      const removed = current.all().filter((ban) => !wanted.has(identity(jail, ban.address)));
      const added = [...wanted.values()].filter((ban) => {
        const known = current.get(identity(jail, ban.address));
        return known === undefined || !isSameBan(known, ban);
      });
      if (added.length + removed.length > current.size() * bulkShare) {
        current.forgetOrders();
        everywhere.forgetOrders();
      }
      for (const ban of removed) remove(jail, ban.address);
      for (const ban of added) set(ban);
      return { added, removed };
    },
    page(query) {
      const bans = query.jail === undefined ? everywhere : byJail.get(query.jail);
      return bans === undefined ? { items: [], total: 0, nextCursor: null } : pageOf(bans, query);
    },
  };
}

interface OrderedBans {
  size(): number;
  get(id: string): Ban | undefined;
  all(): Ban[];
  set(ban: Ban): void;
  remove(id: string): Ban | undefined;
  /** Ascending; kept sorted from the first time on. */
  ordered(by: string): readonly Ban[];
  forgetOrders(): void;
  /** Bans of whole networks, which a search for an address inside them must find. */
  networks(): Iterable<Ban>;
}

function createOrderedBans(): OrderedBans {
  const bans = new Map<string, Ban>();
  const networks = new Map<string, Ban>();
  const sorted = new Map<string, Ban[]>();

  function remove(id: string): Ban | undefined {
    const ban = bans.get(id);
    if (ban === undefined) return undefined;
    bans.delete(id);
    networks.delete(id);
    for (const [by, list] of sorted) list.splice(positionOf(list, by, ban), 1);
    return ban;
  }

  return {
    size: () => bans.size,
    get: (id) => bans.get(id),
    all: () => [...bans.values()],
    set(ban) {
      const id = identity(ban.jail, ban.address);
      remove(id);
      bans.set(id, ban);
      if (ban.address.includes('/')) networks.set(id, ban);
      for (const [by, list] of sorted) list.splice(positionOf(list, by, ban), 0, ban);
    },
    remove,
    ordered(by) {
      const existing = sorted.get(by);
      if (existing !== undefined) return existing;
      const list = [...bans.values()].sort(comparison(by));
      sorted.set(by, list);
      return list;
    },
    forgetOrders: () => sorted.clear(),
    networks: () => networks.values(),
  };
}

function pageOf(bans: OrderedBans, query: BanQuery): BanPage {
  const by = query.sort.replace('-', '');
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
function search(bans: OrderedBans, text: string, by: string, limit: number): Found {
  const wanted = text.trim().toLowerCase();
  const inside = wanted.includes('/') ? insideNetwork(bans, wanted) : startingWith(bans, wanted);
  const around = aroundAddress(bans, wanted).filter((ban) => !inside.includes(ban));
  const total = inside.hits.length + around.length;
  if (isCheaperToSort(total, bans.size(), limit))
    return everyBan([...inside.hits, ...around].sort(comparison(by)));
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
  readonly hits: readonly Ban[];
  readonly includes: (ban: Ban) => boolean;
}

function rangeOf(hits: readonly Ban[], order: Order): Range {
  const [least, greatest] = [hits[0], hits.at(-1)];
  if (least === undefined || greatest === undefined) return { hits, includes: () => false };
  const [from, to] = [order(least), order(greatest)];
  const includes = (ban: Ban) => {
    const value = order(ban);
    return value >= from && value <= to;
  };
  return { hits, includes };
}

function startingWith(bans: OrderedBans, prefix: string): Range {
  const list = bans.ordered('text');
  const from = lowerBound(list, (ban) => ban.address < prefix);
  const to = lowerBound(list, (ban) => ban.address < prefix || ban.address.startsWith(prefix));
  return rangeOf(list.slice(from, to), (ban) => ban.address);
}

function insideNetwork(bans: OrderedBans, text: string): Range {
  const network = parseAddress(text);
  if (network === null) return rangeOf([], addressKey);
  const list = bans.ordered('address');
  const first = addressSortKey(network);
  const last = addressSortKey(lastAddress(network));
  const from = lowerBound(list, (ban) => addressKey(ban) < first);
  const to = lowerBound(list, (ban) => addressKey(ban) <= last);
  return rangeOf(list.slice(from, to), addressKey);
}

function aroundAddress(bans: OrderedBans, text: string): Ban[] {
  const wanted = parseAddress(text);
  if (wanted === null) return [];
  return [...bans.networks()].filter((ban) => {
    const network = parseAddress(ban.address);
    return network !== null && contains(network, wanted);
  });
}

function identity(jail: string, address: string): string {
  return `${address}\n${jail}`;
}

/** Ties are broken by address and jail, so that every ban has one place and a cursor never skips or repeats. */
function comparison(by: string): (a: Ban, b: Ban) => number {
  const value = orders[by] as Order;
  return (a, b) =>
    compareValues(value(a), value(b)) ||
    compareValues(identity(a.jail, a.address), identity(b.jail, b.address));
}

function compareValues(a: SortValue, b: SortValue): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function positionOf(list: readonly Ban[], by: string, ban: Ban): number {
  const compare = comparison(by);
  return lowerBound(list, (other) => compare(other, ban) < 0);
}

function lowerBound(list: readonly Ban[], isBefore: (ban: Ban) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as Ban)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toCursor(by: string, ban: Ban): string {
  return Buffer.from(JSON.stringify([orders[by]?.(ban), identity(ban.jail, ban.address)])).toString(
    'base64url',
  );
}

/** How many bans, in the asked direction, come up to and with the cursor's. A broken cursor starts from the top. */
function positionAfter(list: readonly Ban[], by: string, isDescending: boolean, cursor: string): number {
  const mark = parseCursor(cursor);
  if (mark === null) return 0;
  const value = orders[by] as Order;
  const compare = (ban: Ban) =>
    compareValues(value(ban), mark.value) || compareValues(identity(ban.jail, ban.address), mark.id);
  if (isDescending) return list.length - lowerBound(list, (ban) => compare(ban) < 0);
  return lowerBound(list, (ban) => compare(ban) <= 0);
}

function parseCursor(cursor: string): { value: SortValue; id: string } | null {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isValue = typeof value === 'string' || typeof value === 'number';
    return isValue && typeof id === 'string' ? { value, id } : null;
  } catch {
    return null;
  }
}

/** Sorting asks for the same keys over and over, and parsing an address is slow. */
const knownKeys = new WeakMap<Ban, string>();

/** Whatever fail2ban banned that is no address (`usedns = raw`) sorts after all addresses. */
function addressKey(ban: Ban): string {
  const known = knownKeys.get(ban);
  if (known !== undefined) return known;
  const address = parseAddress(ban.address);
  const key = address === null ? `~${ban.address}` : addressSortKey(address);
  knownKeys.set(ban, key);
  return key;
}
