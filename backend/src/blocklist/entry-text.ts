/** Entries as text, written byte by byte: the canonical text of network/address.ts without a string for each. */
import { bitsOfFamily } from '../network/address.ts';
import { type Prefixes, wordsPerEntry } from './prefixes.ts';

/** `ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128` */
export const longestEntryText = 43;

const dot = 0x2e;
const colon = 0x3a;
const slash = 0x2f;
const digits = Buffer.from('0123456789abcdef', 'latin1');

/**
 * Writes one entry and returns where it ends.
 * @param isLengthShown writes the prefix length of addresses as well: `192.0.2.1/32`
 */
export function writeEntryText(
  target: Uint8Array,
  at: number,
  prefixes: Prefixes,
  entry: number,
  isLengthShown: boolean,
): number {
  const { family, words } = prefixes;
  const start = entry * wordsPerEntry(family);
  const end =
    family === 4 ? writeIpv4(target, at, words[start] as number) : writeIpv6(target, at, words, start);
  const prefixLength = prefixes.prefixLengths[entry] as number;
  if (prefixLength === bitsOfFamily[family] && !isLengthShown) return end;
  target[end] = slash;
  return writeDecimal(target, end + 1, prefixLength);
}

export function entryText(prefixes: Prefixes, entry: number): string {
  const bytes = Buffer.alloc(longestEntryText);
  return bytes.toString('latin1', 0, writeEntryText(bytes, 0, prefixes, entry, false));
}

function writeIpv4(target: Uint8Array, start: number, word: number): number {
  let at = writeDecimal(target, start, word >>> 24);
  for (let shift = 16; shift >= 0; shift -= 8) {
    target[at] = dot;
    at = writeDecimal(target, at + 1, (word >>> shift) & 0xff);
  }
  return at;
}

/** @param value 0 to 255 */
function writeDecimal(target: Uint8Array, start: number, value: number): number {
  let at = start;
  if (value >= 100) target[at++] = digits[Math.trunc(value / 100)] as number;
  if (value >= 10) target[at++] = digits[Math.trunc(value / 10) % 10] as number;
  target[at++] = digits[value % 10] as number;
  return at;
}

/** RFC 5952, but the lowest 32 bits alone look like IPv4, as the C library writes them. */
function writeIpv6(target: Uint8Array, start: number, words: Uint32Array, from: number): number {
  const isLowest = words[from] === 0 && words[from + 1] === 0 && words[from + 2] === 0;
  const lowest = words[from + 3] as number;
  if (isLowest && lowest > 0xffff) {
    target[start] = colon;
    target[start + 1] = colon;
    return writeIpv4(target, start + 2, lowest);
  }
  const gap = longestZeros(words, from);
  let at = start;
  for (let group = 0; group < 8; group += 1) {
    if (group === gap.start) {
      target[at++] = colon;
      target[at++] = colon;
      group += gap.length - 1;
    } else {
      if (group > 0 && group !== gap.start + gap.length) target[at++] = colon;
      at = writeHexadecimal(target, at, groupOf(words, from, group));
    }
  }
  return at;
}

function groupOf(words: Uint32Array, from: number, group: number): number {
  const word = words[from + (group >>> 1)] as number;
  return group % 2 === 0 ? word >>> 16 : word & 0xffff;
}

/** The first of the longest runs of two or more groups that are zero; none starts nowhere. */
function longestZeros(words: Uint32Array, from: number): { start: number; length: number } {
  let longest = { start: Number.NEGATIVE_INFINITY, length: 1 };
  let start = 0;
  for (let group = 0; group < 8; group += 1) {
    if (groupOf(words, from, group) !== 0) start = group + 1;
    else if (group + 1 - start > longest.length) longest = { start, length: group + 1 - start };
  }
  return longest;
}

/** @param value 0 to 65535 */
function writeHexadecimal(target: Uint8Array, start: number, value: number): number {
  let at = start;
  if (value >= 0x1000) target[at++] = digits[value >>> 12] as number;
  if (value >= 0x100) target[at++] = digits[(value >>> 8) & 15] as number;
  if (value >= 0x10) target[at++] = digits[(value >>> 4) & 15] as number;
  target[at++] = digits[value & 15] as number;
  return at;
}
