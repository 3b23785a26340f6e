/** What no list may ever block: those without whom nobody reaches the server, and those who were allowed. */
import type { CarveOut } from '../../blocklist/compile.ts';
import { specialNetworks } from '../../blocklist/special-networks.ts';
import { parseAddresses } from '../../network/address.ts';
import { defaultGateways, ownAddresses, resolvers } from '../../network/own-addresses.ts';

export interface ProtectedPeople {
  /** As texts: host names among them protect nothing here. */
  readonly allowList: readonly string[];
  readonly signedIn: readonly string[];
}

export function carveOuts({ allowList, signedIn }: ProtectedPeople): CarveOut[] {
  return [
    { reason: 'special_use', networks: specialNetworks },
    { reason: 'allow_list', networks: parseAddresses(allowList) },
    { reason: 'own_address', networks: ownAddresses() },
    { reason: 'gateway', networks: defaultGateways() },
    { reason: 'resolver', networks: resolvers() },
    { reason: 'signed_in', networks: parseAddresses(signedIn) },
  ];
}
