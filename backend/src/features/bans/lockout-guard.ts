/** Nobody locks himself out: which addresses must not be banned without a second, clear confirmation. */
import { type Address, overlaps, parseAddresses } from '../../network/address.ts';

export type GuardReason = 'requester' | 'loopback' | 'server' | 'gateway' | 'allow_list';

export interface GuardedAddress {
  readonly address: string;
  readonly reason: GuardReason;
  readonly detail: string;
}

export interface ProtectedAddresses {
  readonly requester: string;
  readonly server: readonly Address[];
  readonly gateways: readonly Address[];
  /** As fail2ban keeps them: addresses, networks, and host names, which guard nothing here. */
  readonly allowList: readonly string[];
}

const loopback = ['127.0.0.0/8', '::1'];

/** The first reason, by weight, why banning each of the addresses could lock somebody out. */
export function findGuarded(
  addresses: readonly Address[],
  protectedBy: ProtectedAddresses,
): GuardedAddress[] {
  const rules: [GuardReason, readonly Address[], (guarded: string) => string][] = [
    [
      'requester',
      parseAddresses([protectedBy.requester]),
      (text) => `You come from ${text}: you would lock yourself out.`,
    ],
    ['loopback', parseAddresses(loopback), (text) => `${text} is this machine talking to itself.`],
    ['server', protectedBy.server, (text) => `${text} is an address of this server.`],
    [
      'gateway',
      protectedBy.gateways,
      (text) => `${text} is this server's default gateway: without it nobody reaches the server.`,
    ],
    ['allow_list', parseAddresses(protectedBy.allowList), (text) => `${text} is on the allow-list.`],
  ];
  return addresses.flatMap((address) => {
    for (const [reason, guarded, explain] of rules) {
      const hit = guarded.find((candidate) => overlaps(candidate, address));
      if (hit !== undefined) return [{ address: address.text, reason, detail: explain(hit.text) }];
    }
    return [];
  });
}
