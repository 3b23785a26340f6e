/** The address that a request comes from, in the one writing that the throttle, the guard and the log share. */
import type { FastifyRequest } from 'fastify';
import { parseAddress } from '../network/address.ts';

/**
 * Canonical, as in `192.0.2.1`; what a trusted proxy forwards instead of an address is given as it stands. Some
 * proxies add the port, and the system adds the interface to a link-local address (`fe80::1%eth0`).
 */
export function clientAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = parseAddress(withoutPortAndZone(ip));
  return address === null || address.isNetwork ? ip : address.text;
}

function withoutPortAndZone(text: string): string {
  const [, bracketed, ipv4] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(text) ?? [];
  return (bracketed ?? ipv4 ?? text).replace(/%.*$/s, '');
}
