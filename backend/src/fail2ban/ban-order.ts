/** Bans kept in the orders that pages ask for. */
import { addressSortKey, parseAddress } from '../network/address.ts';

export interface Ban {
  readonly jail: string;
  readonly address: string;
  /** Unix seconds. */
  readonly bannedAt: number;
  /** null: without end. */
  readonly expiresAt: number | null;
  readonly banCount: number;
}

export type SortValue = string | number;
export type Order = (ban: Ban) => SortValue;

/** Every order is ascending; `text` orders addresses as they are written. */
export const orders = {
  bannedAt: (ban: Ban) => ban.bannedAt,
  address: addressKey,
  jail: (ban: Ban) => ban.jail,
  expiresAt: (ban: Ban) => ban.expiresAt ?? Number.MAX_SAFE_INTEGER,
  text: (ban: Ban) => ban.address,
} satisfies Record<string, Order>;

export type OrderName = keyof typeof orders;

export interface OrderedBans {
  size(): number;
  /** Ascending; kept sorted from the first time on. */
  ordered(by: OrderName): readonly Ban[];
  /** Bans of whole networks, which a search for an address inside them must find. */
  networks(): Iterable<Ban>;
}

export interface BanOrders extends OrderedBans {
  add(ban: Ban): void;
  remove(ban: Ban): void;
  /** Before many changes at once: sorting anew is then cheaper than to insert one by one. */
  forget(): void;
}

/** @param all the bans to order, asked for when an order is needed for the first time */
export function createBanOrders(all: () => Iterable<Ban>): BanOrders {
  const sorted = new Map<OrderName, Ban[]>();
  const networks = new Set<Ban>();
  let size = 0;

  return {
    size: () => size,
    networks: () => networks,
    ordered(by) {
      const existing = sorted.get(by);
      if (existing !== undefined) return existing;
      const list = [...all()].sort(comparison(by));
      sorted.set(by, list);
      return list;
    },
    add(ban) {
      size += 1;
      if (ban.address.includes('/')) networks.add(ban);
      for (const [by, list] of sorted) list.splice(positionOf(list, by, ban), 0, ban);
    },
    remove(ban) {
      size -= 1;
      networks.delete(ban);
      for (const [by, list] of sorted) list.splice(positionOf(list, by, ban), 1);
    },
    forget: () => sorted.clear(),
  };
}

/** Ties are broken by address and jail, so that every ban has one place and a cursor never skips or repeats. */
export function comparison(by: OrderName): (a: Ban, b: Ban) => number {
  const value: Order = orders[by];
  return (a, b) =>
    compareValues(value(a), value(b)) || compareValues(a.address, b.address) || compareValues(a.jail, b.jail);
}

export function compareValues(a: SortValue, b: SortValue): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many bans at the beginning of the list are before; the list must be ordered accordingly. */
export function lowerBound(list: readonly Ban[], isBefore: (ban: Ban) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as Ban)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function positionOf(list: readonly Ban[], by: OrderName, ban: Ban): number {
  const compare = comparison(by);
  return lowerBound(list, (other) => compare(other, ban) < 0);
}

/** Sorting asks for the same keys over and over, and parsing an address is slow. */
const knownKeys = new WeakMap<Ban, string>();

/** Whatever fail2ban banned that is no address (`usedns = raw`) sorts after all addresses. */
export function addressKey(ban: Ban): string {
  const known = knownKeys.get(ban);
  if (known !== undefined) return known;
  const address = parseAddress(ban.address);
  const key = address === null ? `~${ban.address}` : addressSortKey(address);
  knownKeys.set(ban, key);
  return key;
}
