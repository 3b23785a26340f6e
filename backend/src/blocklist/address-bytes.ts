/**
 * Addresses and networks read from bytes, as strictly as network/address.ts reads them from strings: no shortened or
 * octal IPv4, no zone ids; IPv4-mapped IPv6 is IPv4; host bits of a network are cleared.
 */
import { bitsOfFamily } from '../network/address.ts';
import { clearHostBits, type NetworkSlot } from './network-slot.ts';

/** Where nothing could be read. */
export const nowhere = -1;

const dot = 0x2e;
const slash = 0x2f;
const colon = 0x3a;
const mappedPrefixLength = 96;
const groupCount = 8;

/**
 * Reads the address or network that begins at `start`. What follows it is for the caller to judge.
 * @returns where it ends, or `nowhere`
 */
export function readNetwork(bytes: Uint8Array, start: number, end: number, slot: NetworkSlot): number {
  const ipv4End = readIpv4(bytes, start, end, slot.words, 0);
  slot.family = ipv4End === nowhere ? 6 : 4;
  const hostEnd = ipv4End === nowhere ? readIpv6(bytes, start, end, slot.words) : ipv4End;
  if (hostEnd === nowhere) return nowhere;
  const networkEnd = readPrefixLength(bytes, hostEnd, end, slot);
  if (networkEnd !== nowhere) normalize(slot);
  return networkEnd;
}

function readIpv4(bytes: Uint8Array, start: number, end: number, words: Uint32Array, word: number): number {
  let value = 0;
  let at = start;
  for (let part = 0; part < 4; part += 1) {
    if (part > 0) {
      if (at >= end || bytes[at] !== dot) return nowhere;
      at += 1;
    }
    const octet = readDecimal(bytes, at, end);
    if (octet > 255) return nowhere;
    value = value * 256 + octet;
    at += digitCount(octet);
  }
  words[word] = value;
  return at;
}

/** At most three digits; infinite for none, and for a leading zero, so that no octal number is read. */
export function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + 3);
  let value = 0;
  let at = start;
  for (; at < limit && isDigit(bytes[at] as number); at += 1)
    value = value * 10 + (bytes[at] as number) - 0x30;
  const isOctal = at - start > 1 && bytes[start] === 0x30;
  return at === start || isOctal ? Number.POSITIVE_INFINITY : value;
}

/** Of a number up to 999. */
export function digitCount(value: number): number {
  if (value < 10) return 1;
  return value < 100 ? 2 : 3;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** The value of a hexadecimal digit, or -1. */
function digitValue(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

const groups = new Uint16Array(groupCount);
const embedded = new Uint32Array(1);

/** What readGroups has come to. */
const progress = { count: 0, endsInIpv4: false };

/** RFC 4291, section 2.2: up to eight groups, one `::` for at least one group of zeros, an IPv4 address at the end. */
function readIpv6(bytes: Uint8Array, start: number, end: number, words: Uint32Array): number {
  const headEnd = readGroups(bytes, start, end, 0);
  if (headEnd === nowhere) return nowhere;
  const head = progress.count;
  if (progress.endsInIpv4 || !isDoubleColon(bytes, headEnd, end)) {
    return head === groupCount ? joinGroups(head, head, words, headEnd) : nowhere;
  }
  const tailEnd = readGroups(bytes, headEnd + 2, end, head);
  if (tailEnd === nowhere || progress.count >= groupCount) return nowhere;
  return joinGroups(head, progress.count, words, tailEnd);
}

/** Reads groups with single colons between, if there are any, the first as number `first`; returns where they end. */
function readGroups(bytes: Uint8Array, start: number, end: number, first: number): number {
  progress.count = first;
  progress.endsInIpv4 = false;
  for (let at = start; ; at += 1) {
    const groupEnd = readGroup(bytes, at, end, progress.count);
    if (groupEnd === at) return progress.count === first ? at : nowhere;
    if (groupEnd < end && bytes[groupEnd] === dot) return readEmbeddedIpv4(bytes, at, end);
    progress.count += 1;
    at = groupEnd;
    const isLast = progress.count >= groupCount || at >= end || bytes[at] !== colon;
    if (isLast || isDoubleColon(bytes, at, end)) return at;
  }
}

function isDoubleColon(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 1 < end && bytes[at] === colon && bytes[at + 1] === colon;
}

/** Where at most four hexadecimal digits end. */
function readGroup(bytes: Uint8Array, start: number, end: number, group: number): number {
  const limit = Math.min(end, start + 4);
  let at = start;
  let value = 0;
  for (; at < limit; at += 1) {
    const digit = digitValue(bytes[at] as number);
    if (digit === -1) break;
    value = value * 16 + digit;
  }
  groups[group] = value;
  return at;
}

function readEmbeddedIpv4(bytes: Uint8Array, start: number, end: number): number {
  if (progress.count > groupCount - 2) return nowhere;
  const at = readIpv4(bytes, start, end, embedded, 0);
  const value = embedded[0] as number;
  groups[progress.count] = value >>> 16;
  groups[progress.count + 1] = value & 0xffff;
  progress.count += 2;
  progress.endsInIpv4 = true;
  return at;
}

/** The first `head` groups at the beginning, those up to `count` at the end, zeros between; returns `at`. */
function joinGroups(head: number, count: number, words: Uint32Array, at: number): number {
  words.fill(0);
  for (let group = 0; group < count; group += 1) {
    const place = group < head ? group : group + groupCount - count;
    const word = place >>> 1;
    words[word] = (words[word] as number) | ((groups[group] as number) << (place % 2 === 0 ? 16 : 0));
  }
  return at;
}

/** Two slashes begin a comment. */
function readPrefixLength(bytes: Uint8Array, start: number, end: number, slot: NetworkSlot): number {
  const bits = bitsOfFamily[slot.family];
  slot.prefixLength = bits;
  if (start >= end || bytes[start] !== slash || (start + 1 < end && bytes[start + 1] === slash)) return start;
  slot.prefixLength = readDecimal(bytes, start + 1, end);
  return slot.prefixLength <= bits ? start + 1 + digitCount(slot.prefixLength) : nowhere;
}

function normalize(slot: NetworkSlot): void {
  if (slot.family === 6 && slot.prefixLength >= mappedPrefixLength && isMapped(slot.words)) {
    slot.family = 4;
    slot.words[0] = slot.words[3] as number;
    slot.prefixLength -= mappedPrefixLength;
  }
  clearHostBits(slot);
}

function isMapped(words: Uint32Array): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}
