/** Everything about one address: where it is, what became of it, who its neighbours are. */
import type { AddressHistory, KnownAddress } from '../../archive/address-history.ts';
import type { BanItem } from '../../ban-item.ts';
import type { Ban } from '../../fail2ban/ban-order.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { Geography } from '../../geography/geography.ts';
import { type Address, contains, parseAddress } from '../../network/address.ts';
import { reverseNames } from '../../network/reverse-name.ts';
import { specialUseOf } from '../../network/special-use.ts';
import { Problem } from '../../problem.ts';
import type { AddressPage, AddressSearch, ReverseName } from './schema.ts';

export interface AddressesOptions {
  readonly watch: Pick<DaemonWatch, 'bans'>;
  readonly geography: Pick<Geography, 'countryOf' | 'operatorOf'>;
  readonly history: (address: string) => Promise<AddressHistory>;
  readonly knownAddresses: (text: string, limit: number) => Promise<readonly KnownAddress[]>;
  readonly allowList: () => readonly { readonly address: string; readonly jail: string | null }[];
  readonly toBanItem: (ban: Ban) => BanItem;
}

export type Addresses = ReturnType<typeof createAddresses>;

const mostBans = 200;

export function createAddresses(options: AddressesOptions) {
  const { watch, geography, allowList, toBanItem } = options;

  function isBanned(address: string): boolean {
    return watch.bans.jailsOf(address).length > 0;
  }

  /** Its own in each jail, and those of the networks around it. */
  function bansOf(text: string, address: Address | null): Ban[] {
    const own = watch.bans.jailsOf(text).flatMap((jail) => watch.bans.get(jail, text) ?? []);
    if (address === null) return own;
    const isAround = (ban: Ban) => {
      const network = ban.address.includes('/') && ban.address !== text ? parseAddress(ban.address) : null;
      return network !== null && contains(network, address);
    };
    const around = watch.bans.page({ search: text, matches: isAround, sort: '-bannedAt', limit: mostBans });
    return [...own, ...around.items];
  }

  function allowedEntries(address: Address): { address: string; jail: string | null }[] {
    return allowList()
      .filter((entry) => {
        const allowed = parseAddress(entry.address);
        return allowed !== null && contains(allowed, address);
      })
      .map(({ address: text, jail }) => ({ address: text, jail }));
  }

  /** Of one that is banned now, but not among the first that the archive has found. */
  async function countBans(text: string): Promise<number> {
    const known = await options.knownAddresses(text, 1);
    return known.find(({ address }) => address === text)?.bans ?? 1;
  }

  return {
    /** @throws {Problem} not_found for what is no address and was never banned */
    async page(given: string): Promise<AddressPage> {
      const address = parseAddress(given.trim());
      const text = address?.text ?? given.trim();
      const bans = bansOf(text, address);
      const history = await options.history(text);
      if (address === null && bans.length === 0 && history.bans === 0) {
        throw new Problem(
          'not_found',
          `"${text}" is neither an address nor a network, and nothing of that name was ever banned.`,
        );
      }
      const { neighbourhood, jails, ...sums } = history;
      const operator = geography.operatorOf(text);
      return {
        address: text,
        kind: address === null ? 'name' : address.isNetwork ? 'network' : 'address',
        country: geography.countryOf(text),
        asn: operator?.asn ?? null,
        operator: operator?.name ?? null,
        special: address === null ? null : specialUseOf(address),
        bans: bans.map(toBanItem),
        allowed: address === null ? [] : allowedEntries(address),
        history: { ...sums, jails: [...jails] },
        neighbourhood: neighbourhood && {
          ...neighbourhood,
          neighbours: neighbourhood.neighbours.map((each) => ({ ...each, isBanned: isBanned(each.address) })),
        },
      };
    },

    /** The very address that was asked for comes first, then those that are banned now. */
    async search(q: string, limit: number): Promise<AddressSearch> {
      const banned = watch.bans.page({ search: q, sort: 'address', limit }).items;
      const known = await options.knownAddresses(q, limit);
      const bansOfKnown = new Map(known.map(({ address, bans }) => [address, bans]));
      const exact = parseAddress(q.trim())?.text ?? q.trim();
      const found = [...new Set([...banned, ...known].map(({ address }) => address))];
      const texts = found
        .sort((one, other) => Number(other === exact) - Number(one === exact))
        .slice(0, limit);
      const items = texts.map(async (address) => ({
        address,
        bans: bansOfKnown.get(address) ?? (await countBans(address)),
        isBanned: isBanned(address),
        country: geography.countryOf(address),
      }));
      return { items: await Promise.all(items) };
    },

    /** @throws {Problem} validation_failed for what is no single address */
    async reverseName(given: string): Promise<ReverseName> {
      const address = parseAddress(given.trim());
      if (address === null || address.isNetwork) {
        const message = `"${given}" is not a single address; only those have names.`;
        throw new Problem('validation_failed', message, { errors: [{ path: 'address', message }] });
      }
      const { names, problem } = await reverseNames(address);
      return { names: [...names], problem };
    },
  };
}
