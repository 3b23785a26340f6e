/** What an address is reserved for, if anything: IANA's special-purpose address registries (RFC 6890, RFC 8190). */
import ipaddr from 'ipaddr.js';
import { type Address, contains, parseAddresses } from './address.ts';

const documentation = parseAddresses([
  '192.0.2.0/24', // RFC 5737
  '198.51.100.0/24',
  '203.0.113.0/24',
  '2001:db8::/32', // RFC 3849
  '3fff::/20', // RFC 9637
]);

/** A word such as `private`, `loopback`, `linkLocal` or `documentation`; null for an address like any other. */
export function specialUseOf(address: Address): string | null {
  if (documentation.some((network) => contains(network, address))) return 'documentation';
  const range = ipaddr.parse(address.text.split('/')[0] ?? '').range();
  return range === 'unicast' ? null : range;
}
