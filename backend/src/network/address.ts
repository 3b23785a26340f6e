/**
 * IP addresses and networks, IPv4 and IPv6, strictly read: no shortened or octal IPv4, no zone ids. The canonical
 * text is the one fail2ban writes: RFC 5952 for IPv6, host bits of a network cleared, IPv4-mapped IPv6 as IPv4.
 */
import ipaddr from 'ipaddr.js';

export interface Address {
  /** Canonical: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::1`. A network as long as an address has no prefix. */
  readonly text: string;
  readonly family: 4 | 6;
  /** 0 to 32, or 0 to 128. */
  readonly prefixLength: number;
  readonly isNetwork: boolean;
  /** Orders IPv4 before IPv6, then by address, then wide networks before narrow: compare as strings. */
  readonly sortKey: string;
  /** Whether every address of `other` is one of these; an address contains itself. */
  contains(other: Address): boolean;
  overlaps(other: Address): boolean;
}

const bitsOfFamily = { 4: 32, 6: 128 } as const;
const maximumLength = '0000:0000:0000:0000:0000:0000:255.255.255.255/128'.length;

/** Reads one address, or one network in CIDR notation; null for anything else. */
export function parseAddress(text: string): Address | null {
  if (text.length === 0 || text.length > maximumLength || !/^[0-9a-fA-F.:/]+$/.test(text)) return null;
  const [host = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return null;
  const parsed = parseHost(host);
  if (parsed === null) return null;
  const prefixLength = prefix === undefined ? null : parsePrefix(prefix, parsed.kind() === 'ipv4' ? 32 : 128);
  if (prefix !== undefined && prefixLength === null) return null;
  return create(parsed, prefixLength);
}

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

function parseHost(host: string): Parsed | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(host)) return hasLeadingZero(host) ? null : ipaddr.IPv4.parse(host);
  return ipaddr.IPv6.isValid(host) ? ipaddr.IPv6.parse(host) : null;
}

/** `010.0.0.1` is 8.0.0.1 to some programs and 10.0.0.1 to others, so it is nothing to us. */
function hasLeadingZero(host: string): boolean {
  return /(^|\.)0\d/.test(host);
}

function parsePrefix(prefix: string, bits: number): number | null {
  const length = /^(0|[1-9]\d{0,2})$/.test(prefix) ? Number(prefix) : Number.NaN;
  return length <= bits ? length : null;
}

function create(parsed: Parsed, prefixLength: number | null): Address | null {
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) {
    if (prefixLength !== null && prefixLength < 96) return build(parsed, 6, prefixLength);
    return build(parsed.toIPv4Address(), 4, prefixLength === null ? 32 : prefixLength - 96);
  }
  const family = parsed.kind() === 'ipv4' ? 4 : 6;
  return build(parsed, family, prefixLength ?? bitsOfFamily[family]);
}

function build(parsed: Parsed, family: 4 | 6, prefixLength: number): Address {
  const bytes = maskBytes(parsed.toByteArray(), prefixLength);
  const host = ipaddr.fromByteArray(bytes);
  const isNetwork = prefixLength < bitsOfFamily[family];
  const hostText = host instanceof ipaddr.IPv6 ? host.toRFC5952String() : host.toString();
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    text: isNetwork ? `${hostText}/${prefixLength}` : hostText,
    family,
    prefixLength,
    isNetwork,
    sortKey: `${family}${hex}/${String(prefixLength).padStart(3, '0')}`,
    contains(other) {
      return other.family === family && other.prefixLength >= prefixLength && sharesPrefix(other, prefixLength, bytes);
    },
    overlaps(other) {
      return other.family === family && sharesPrefix(other, Math.min(prefixLength, other.prefixLength), bytes);
    },
  };
}

function sharesPrefix(other: Address, prefixLength: number, bytes: readonly number[]): boolean {
  const otherBytes = Buffer.from(other.sortKey.slice(1, 1 + bytes.length * 2), 'hex');
  return maskBytes(bytes, prefixLength).every((byte, index) => byte === maskBytes([...otherBytes], prefixLength)[index]);
}

function maskBytes(bytes: readonly number[], prefixLength: number): number[] {
  return bytes.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefixLength - index * 8));
    return byte & (0xff << (8 - bits)) & 0xff;
  });
}
