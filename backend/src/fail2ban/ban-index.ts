/** Who is banned now, by jail and address, and in every order that pages ask for. */
import { type Ban, type BanOrders, createBanOrders } from './ban-order.ts';
import { type BanPage, type BanQuery, pageOf } from './ban-page.ts';

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

/** Replacing more than this share of a jail sorts anew instead of inserting one by one. */
const bulkShare = 0.05;

interface JailBans {
  readonly bans: Map<string, Ban>;
  readonly orders: BanOrders;
}

export function createBanIndex(): BanIndex {
  const byJail = new Map<string, JailBans>();
  const everywhere = createBanOrders(() => [...byJail.values()].flatMap(({ bans }) => [...bans.values()]));

  function ofJail(jail: string): JailBans {
    const existing = byJail.get(jail);
    if (existing !== undefined) return existing;
    const bans = new Map<string, Ban>();
    const created = { bans, orders: createBanOrders(() => bans.values()) };
    byJail.set(jail, created);
    return created;
  }

  function set(ban: Ban): void {
    remove(ban.jail, ban.address);
    const { bans, orders } = ofJail(ban.jail);
    bans.set(ban.address, ban);
    orders.add(ban);
    everywhere.add(ban);
  }

  function remove(jail: string, address: string): Ban | undefined {
    const { bans, orders } = ofJail(jail);
    const ban = bans.get(address);
    if (ban === undefined) return undefined;
    bans.delete(address);
    orders.remove(ban);
    everywhere.remove(ban);
    return ban;
  }

  return {
    count: (jail) => (jail === undefined ? everywhere.size() : (byJail.get(jail)?.bans.size ?? 0)),
    get: (jail, address) => byJail.get(jail)?.bans.get(address),
    jailsOf: (address) => [...byJail].filter(([, { bans }]) => bans.has(address)).map(([jail]) => jail),
    byExpiry: (jail) => byJail.get(jail)?.orders.ordered('expiresAt') ?? [],
    set,
    remove,
    replaceJail(jail, replacement) {
      const { bans, orders } = ofJail(jail);
      const wanted = new Set(replacement.map(({ address }) => address));
      const removed = [...bans.values()].filter(({ address }) => !wanted.has(address));
      const added = replacement.filter((ban) => {
        const known = bans.get(ban.address);
        return known === undefined || !isSameBan(known, ban);
      });
      if (added.length + removed.length > bans.size * bulkShare) {
        orders.forget();
        everywhere.forget();
      }
      for (const ban of removed) remove(jail, ban.address);
      for (const ban of added) set(ban);
      return { added, removed };
    },
    page(query) {
      const bans = query.jail === undefined ? everywhere : byJail.get(query.jail)?.orders;
      return bans === undefined ? { items: [], total: 0, nextCursor: null } : pageOf(bans, query);
    },
  };
}
