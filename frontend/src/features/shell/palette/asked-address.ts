import { parseAddress } from '../../../network/address';

const wrapping = /^[\s"'`<(]+|[\s"'`>),;.]+$/g;
const bracketed = /^\[([^\]]+)\](?:\/\d{1,3}|:\d{1,5})?$/;
const ipv4WithPort = /^([\d.]+):\d{1,5}$/;
/** RFC 1123, with the underscore that people use all the same, and at least one dot. */
const hostName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const longestHostName = 253;

/**
 * The address, network or host name that somebody means who has pasted `[2001:db8::1]:22`, `(203.0.113.7)` or
 * `203.0.113.7:5123`; null where it is none, or not a whole one yet.
 */
export function askedAddress(text: string): string | null {
  const bare = text.replaceAll(wrapping, '');
  const inside = bracketed.exec(bare)?.[1] ?? ipv4WithPort.exec(bare)?.[1] ?? bare;
  const parsed = parseAddress(inside);
  if (parsed.isValid) return parsed.text;
  return inside.length <= longestHostName && hostName.test(inside) ? inside.toLowerCase() : null;
}
