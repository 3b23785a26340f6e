/**
 * What BanGUI may connect to on a stranger's word: public addresses only, so that nobody reads the own network, a
 * service on this machine or a cloud's metadata through it.
 */
import { type Address, contains, parseAddress, parseAddresses } from './address.ts';
import { ownAddresses } from './own-addresses.ts';

function networks(...texts: string[]): Address[] {
  return parseAddresses(texts);
}

/** Not globally reachable by the IANA special-purpose address registries (RFC 6890), multicast and reserved space. */
const notPublic = networks(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  // Public by number, but answered by Azure's host itself, with the machine's settings.
  '168.63.129.16',
);

const globalUnicast = networks('2000::/3');

/** IPv6 forms of IPv4 addresses that gateways take apart again, and how many bits follow the IPv4 address. */
const translated = [
  { prefix: networks('64:ff9b::/96'), bitsAfter: 0n }, // NAT64, RFC 6052
  { prefix: networks('2002::/16'), bitsAfter: 80n }, // 6to4, RFC 3056
];

/**
 * Whether the address is a public one and not this machine's own.
 * @param text an IPv4 or IPv6 address; IPv4 within IPv6 counts as what it holds. Anything else is not public.
 */
export function isPublicTarget(text: string): boolean {
  const address = parseAddress(text);
  if (address === null || address.isNetwork) return false;
  const target = withinIpv6(address) ?? address;
  const isRoutable = target.family === 4 || globalUnicast.some((network) => contains(network, target));
  return isRoutable && ![...notPublic, ...ownAddresses()].some((network) => contains(network, target));
}

function withinIpv6(address: Address): Address | null {
  const form = translated.find(({ prefix }) => prefix.some((network) => contains(network, address)));
  if (form === undefined) return null;
  const value = Number((address.value >> form.bitsAfter) & 0xffff_ffffn);
  return parseAddress([24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.'));
}
