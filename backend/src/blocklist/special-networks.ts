/**
 * Networks that nobody on the Internet can send from, so that a list which holds them hurts only the own network.
 *
 * Those that IANA's special-purpose address registries call not globally reachable (RFC 6890, RFC 8190:
 * iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry), and multicast. Where
 * the registries say neither yes nor no (6to4, Teredo, the old 6to4 relays), packets may come from real machines:
 * these stay blockable.
 */
import { type Address, parseAddresses } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { entryText } from './entry-text.ts';
import { type Prefixes, type PrefixSet, toPrefixSet } from './prefixes.ts';
import { subtract } from './subtract.ts';

const notReachable = [
  '0.0.0.0/8', // this network, RFC 791
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // shared by a provider's customers (CGNAT), RFC 6598
  '127.0.0.0/8', // loopback, RFC 1122
  '169.254.0.0/16', // link-local, RFC 3927
  '172.16.0.0/12', // private use, RFC 1918
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890
  '192.0.2.0/24', // documentation (TEST-NET-1), RFC 5737
  '192.168.0.0/16', // private use, RFC 1918
  '198.18.0.0/15', // benchmarks, RFC 2544
  '198.51.100.0/24', // documentation (TEST-NET-2), RFC 5737
  '203.0.113.0/24', // documentation (TEST-NET-3), RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112; the last one is the limited broadcast, RFC 919
  '::/64', // unspecified, loopback, IPv4-compatible and IPv4-mapped, RFC 4291
  '64:ff9b:1::/48', // translation within a network, RFC 8215
  '100::/64', // discard, RFC 6666
  '100:0:0:1::/64', // dummy, RFC 9780
  '2001::/23', // IETF protocol assignments, RFC 2928
  '2001:db8::/32', // documentation, RFC 3849
  '3fff::/20', // documentation, RFC 9637
  '5f00::/16', // segment routing, RFC 9602
  'fc00::/7', // unique local, RFC 4193
  'fe80::/10', // link-local, RFC 4291
  'fec0::/10', // site-local, withdrawn, RFC 3879
  'ff00::/8', // multicast, RFC 4291
];

/** Within the above, but reachable, or said neither way. */
const reachable = [
  '192.0.0.9', // port control protocol, RFC 7723
  '192.0.0.10', // TURN, RFC 8155
  '2001::/32', // Teredo, RFC 4380
  '2001:1::1', // port control protocol, RFC 7723
  '2001:1::2', // TURN, RFC 8155
  '2001:1::3', // service registration, RFC 9665
  '2001:3::/32', // multicast tunnels, RFC 7450
  '2001:4:112::/48', // AS112, RFC 7535
  '2001:10::/28', // ORCHID, withdrawn, RFC 4843
  '2001:20::/28', // ORCHIDv2, RFC 7343
  '2001:30::/28', // drone tags, RFC 9374
];

export const specialNetworks: readonly Address[] = without(setOf(notReachable), setOf(reachable));

function setOf(texts: readonly string[]): PrefixSet {
  return aggregate(toPrefixSet(parseAddresses(texts))).set;
}

function without(special: PrefixSet, exceptions: PrefixSet): Address[] {
  const v4 = subtract(special.v4, exceptions.v4, () => {});
  const v6 = subtract(special.v6, exceptions.v6, () => {});
  return parseAddresses([...textsOf(v4), ...textsOf(v6)]);
}

function textsOf(prefixes: Prefixes): string[] {
  return Array.from({ length: prefixes.length }, (_, entry) => entryText(prefixes, entry));
}
