/**
 * IP addresses and networks, IPv4 and IPv6, strictly read: no shortened or octal IPv4, no zone ids. The canonical
 * text is the one fail2ban writes: host bits of a network cleared, IPv4-mapped IPv6 as IPv4.
 */
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Address {
  /** Canonical: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::1`. A network as long as an address has no prefix. */
  readonly text: string;
  readonly family: 4 | 6;
  /** The (first) address as a number. */
  readonly value: bigint;
  /** 0 to 32, or 0 to 128. */
  readonly prefixLength: number;
  readonly isNetwork: boolean;
}

/** How long an address is, in bits. */
export const bitsOfFamily = { 4: 32, 6: 128 } as const;
const mappedPrefixLength = 96;
const longestText = '0000:0000:0000:0000:0000:ffff:255.255.255.255/128'.length;

/** Reads one address, or one network in CIDR notation; null for anything else. */
export function parseAddress(text: string): Address | null {
  if (text.length > longestText) return null;
  const [host = '', prefix, ...rest] = text.split('/');
  const parsed = rest.length === 0 ? parseHost(host) : null;
  if (parsed === null) return null;
  const bits = bitsOfFamily[parsed.family];
  const prefixLength = prefix === undefined ? bits : parsePrefixLength(prefix, bits);
  return prefixLength === null ? null : normalize(parsed, prefixLength);
}

/** Of many texts those that are addresses or networks; host names and anything else are left out. */
export function parseAddresses(texts: readonly string[]): Address[] {
  return texts.map((text) => parseAddress(text)).filter((address) => address !== null);
}

/** The shortest prefix that a ban or an exception may have. */
export const widestPrefixLength = { 4: 8, 6: 24 } as const;

/** Whether the network is wider than /8 (IPv6: /24): more of the world than a ban or an exception may ever touch. */
export function isTooWide({ family, prefixLength }: Address): boolean {
  return prefixLength < widestPrefixLength[family];
}

/** Whether every address of `inner` is one of `outer`'s; an address contains itself. */
export function contains(outer: Address, inner: Address): boolean {
  if (outer.family !== inner.family || inner.prefixLength < outer.prefixLength) return false;
  return clearHostBits(inner.value, outer.family, outer.prefixLength) === outer.value;
}

/** Whether the two share an address. */
export function overlaps(one: Address, other: Address): boolean {
  return contains(one, other) || contains(other, one);
}

/** Compared as strings, keys order IPv4 before IPv6, then by number, then wide networks before narrow ones. */
export function addressSortKey({ family, value, prefixLength }: Address): string {
  const digits = bitsOfFamily[family] / 4;
  return `${family}${value.toString(16).padStart(digits, '0')}/${String(prefixLength).padStart(3, '0')}`;
}

/** The last address of a network; an address is its own last. */
export function lastAddress({ family, value, prefixLength }: Address): Address {
  const bits = bitsOfFamily[family];
  const hostMask = (1n << BigInt(bits - prefixLength)) - 1n;
  return toAddress(family, value | hostMask, bits);
}

interface Host {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const mappedPrefix = 0xffffn;

/** `isIPv4` takes neither shortened nor octal numbers: `010.0.0.1` is 8.0.0.1 to some programs and 10.0.0.1 to others. */
function parseHost(host: string): Host | null {
  if (isIPv4(host)) return { family: 4, value: ipv4Value(host) };
  const groups = withoutDots(host);
  if (!/^[0-9a-fA-F:]+$/.test(groups) || !ipaddr.IPv6.isValid(groups)) return null;
  return {
    family: 6,
    value: BigInt(`0x${Buffer.from(ipaddr.IPv6.parse(groups).toByteArray()).toString('hex')}`),
  };
}

function ipv4Value(host: string): bigint {
  return BigInt(host.split('.').reduce((value, octet) => value * 256 + Number(octet), 0));
}

/** `::192.0.2.1` with its end in hexadecimal: ipaddr.js would take it for the IPv4-mapped `::ffff:192.0.2.1`. */
function withoutDots(host: string): string {
  const end = /(?<=:)[\d.]+$/.exec(host)?.[0] ?? '';
  if (!isIPv4(end)) return host;
  const value = ipv4Value(end);
  return `${host.slice(0, -end.length)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function parsePrefixLength(text: string, bits: number): number | null {
  const length = /^(0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN;
  return length <= bits ? length : null;
}

function normalize({ family, value }: Host, prefixLength: number): Address {
  const isMapped = family === 6 && value >> 32n === mappedPrefix && prefixLength >= mappedPrefixLength;
  return isMapped
    ? toAddress(4, value & 0xffff_ffffn, prefixLength - mappedPrefixLength)
    : toAddress(family, value, prefixLength);
}

function toAddress(family: 4 | 6, anyValue: bigint, prefixLength: number): Address {
  const value = clearHostBits(anyValue, family, prefixLength);
  const isNetwork = prefixLength < bitsOfFamily[family];
  const host = family === 4 ? toIpv4Text(value) : toIpv6Text(value);
  return { text: isNetwork ? `${host}/${prefixLength}` : host, family, value, prefixLength, isNetwork };
}

function clearHostBits(value: bigint, family: 4 | 6, prefixLength: number): bigint {
  const hostBits = BigInt(bitsOfFamily[family] - prefixLength);
  return (value >> hostBits) << hostBits;
}

function toIpv4Text(value: bigint): string {
  const number = Number(value);
  return [number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff].join('.');
}

/** As inet_ntop(3) of the C library writes it, which fail2ban uses: the lowest 32 bits alone look like IPv4. */
function toIpv6Text(value: bigint): string {
  if (value > 0xffffn && value <= 0xffff_ffffn) return `::${toIpv4Text(value)}`;
  const bytes = Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
  return new ipaddr.IPv6([...bytes]).toRFC5952String();
}
