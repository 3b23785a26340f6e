/** The addresses that this machine has, and the routers and name servers that it depends on. */
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { type Address, parseAddresses } from './address.ts';

export function ownAddresses(): Address[] {
  const texts = Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).map(({ address }) => address),
  );
  return parseAddresses(texts);
}

/** Linux only (elsewhere empty). Source of the formats: proc(5), `net/route` and `net/ipv6_route`. */
export function defaultGateways(): Address[] {
  const texts = [
    ...ipv4Gateways(readTable('/proc/net/route')),
    ...ipv6Gateways(readTable('/proc/net/ipv6_route')),
  ];
  return parseAddresses(texts);
}

/** The name servers that this machine asks. Source of the format: resolv.conf(5). */
export function resolvers(): Address[] {
  return parseAddresses(nameServers(readTable('/etc/resolv.conf')));
}

/** An address may carry the interface that it is reached by (`fe80::1%eth0`). */
export function nameServers(rows: readonly string[][]): string[] {
  return rows
    .filter(([keyword]) => keyword === 'nameserver')
    .map(([, address = '']) => address.replace(/%.*$/, ''));
}

function readTable(path: string): string[][] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
  } catch {
    return [];
  }
}

/** Columns: interface, destination, gateway …; addresses are hexadecimal in the machine's byte order. */
export function ipv4Gateways(rows: readonly string[][]): string[] {
  const gateways = rows
    .filter(([, destination]) => destination === '00000000')
    .map(([, , gateway = '']) => gateway);
  return gateways
    .filter((hex) => /^[0-9A-F]{8}$/.test(hex) && hex !== '00000000')
    .map((hex) => [...Buffer.from(hex, 'hex')].reverse().join('.'));
}

/** Columns: destination, prefix length, source, prefix length, next hop …; addresses are hexadecimal. */
export function ipv6Gateways(rows: readonly string[][]): string[] {
  const zero = '0'.repeat(32);
  return rows
    .filter(([destination, length]) => destination === zero && length === '00')
    .map(([, , , , nextHop = '']) => nextHop)
    .filter((hex) => /^[0-9a-f]{32}$/.test(hex) && hex !== zero)
    .map((hex) => (hex.match(/.{4}/g) ?? []).join(':'));
}
