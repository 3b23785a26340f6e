/** Whom a jail never bans: `ignoreip` and `ignoreself`. */
import { lookup } from 'node:dns/promises';
import { type Address, contains, parseAddress, parseAddresses } from '../../network/address.ts';

export interface IgnoreListOptions {
  /** Addresses, networks and host names, as `ignoreip` has them. */
  readonly ignoreIps: readonly string[];
  readonly ignoreSelf: boolean;
  /** This machine's own. */
  readonly ownAddresses: readonly Address[];
}

export type IgnoreList = (address: Address) => boolean;

/** Host names are asked for once, as fail2ban's cache does; one that is not found ignores nobody. */
export async function createIgnoreList(options: IgnoreListOptions): Promise<IgnoreList> {
  const { ignoreIps, ignoreSelf, ownAddresses } = options;
  const listed = await Promise.all(ignoreIps.map(addressesOf));
  const networks = [...listed.flat(), ...(ignoreSelf ? ownAddresses : [])];
  return (address) => networks.some((network) => contains(network, address));
}

async function addressesOf(text: string): Promise<Address[]> {
  const address = parseAddress(text);
  if (address !== null) return [address];
  const found = await lookup(text, { all: true }).catch(() => []);
  return parseAddresses(found.map(({ address: one }) => one));
}
