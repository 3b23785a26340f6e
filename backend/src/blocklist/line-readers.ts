/** How a line of each format is read. */
import { bitsOfFamily } from '../network/address.ts';
import { digitCount, nowhere, readDecimal, readNetwork } from './address-bytes.ts';
import { clearHostBits, createNetworkSlot, type NetworkSlot, setHostBits } from './network-slot.ts';
import { compareAddresses } from './split-range.ts';

export type ReadableFormat = 'plain' | 'ipset' | 'range' | 'csv' | 'dshield';

/** `network` is in `first`; a `range` goes from `first` to `last`; `nothing` is a line without an entry, as it may be. */
export type Reading = 'network' | 'range' | 'nothing' | 'unreadable' | 'host_name';

export interface LineSlots {
  readonly first: NetworkSlot;
  readonly last: NetworkSlot;
}

/** The line begins and ends with something visible, and is no comment. */
export type LineReader = (bytes: Uint8Array, start: number, end: number, slots: LineSlots) => Reading;

const tab = 0x09;
const space = 0x20;
const quote = 0x22;
const hash = 0x23;
const comma = 0x2c;
const dash = 0x2d;
const slash = 0x2f;
const colon = 0x3a;
const semicolon = 0x3b;

/** @param csvColumn counted from 1 */
export function createLineReaders(csvColumn: number): Record<ReadableFormat, LineReader> {
  return {
    plain: readPlain,
    ipset: readIpset,
    range: readRange,
    dshield: readDshield,
    csv: (bytes, start, end, slots) => readCsv(bytes, start, end, slots, csvColumn),
  };
}

/** An address, a network or a range; a comment or further columns may follow. */
function readPlain(bytes: Uint8Array, start: number, end: number, slots: LineSlots): Reading {
  const at = readEntry(bytes, start, end, slots);
  if (at !== nowhere && isBoundary(bytes, at, end)) return readingOf(slots);
  return whyUnreadable(bytes, start, wordEnd(bytes, start, end));
}

/** `first-last`, also as peer-to-peer programs write it: `name:first-last`, where the name may hold anything. */
function readRange(bytes: Uint8Array, start: number, end: number, slots: LineSlots): Reading {
  const reading = readPlain(bytes, start, end, slots);
  if (reading !== 'unreadable' && reading !== 'host_name') return reading;
  const nameEnd = bytes.subarray(start, end).lastIndexOf(colon);
  if (nameEnd === -1) return reading;
  const named = readPlain(bytes, skipBlanks(bytes, start + nameEnd + 1, end), end, slots);
  return named === 'range' ? named : reading;
}

const addCommand = Buffer.from('add');

/** What `ipset save` writes: `add NAME ENTRY …`. Exceptions of a set (`nomatch`) are no entries. */
function readIpset(bytes: Uint8Array, start: number, end: number, slots: LineSlots): Reading {
  const commandEnd = wordEnd(bytes, start, end);
  if (!isText(bytes, start, commandEnd, addCommand)) return 'nothing';
  const nameEnd = wordEnd(bytes, skipBlanks(bytes, commandEnd, end), end);
  const entry = skipBlanks(bytes, nameEnd, end);
  const reading = readPlain(bytes, entry, end, slots);
  const isException = Buffer.from(bytes.buffer, bytes.byteOffset + entry, end - entry).includes(' nomatch');
  return isException ? 'unreadable' : reading;
}

const headerWord = Buffer.from('start');

/** `start TAB end TAB prefix length TAB …`; the two ends and the length have to tell the same. */
function readDshield(bytes: Uint8Array, start: number, end: number, slots: LineSlots): Reading {
  if (isText(bytes, start, wordEnd(bytes, start, end), headerWord)) return 'nothing';
  const startEnd = readNetwork(bytes, start, end, slots.first);
  if (startEnd === nowhere) return whyUnreadable(bytes, start, wordEnd(bytes, start, end));
  const endEnd = readNetwork(bytes, skipBlanks(bytes, startEnd, end), end, slots.last);
  if (endEnd === nowhere) return 'unreadable';
  const length = skipBlanks(bytes, endEnd, end);
  const prefixLength = readDecimal(bytes, length, end);
  const isWhole = isBoundary(bytes, length + digitCount(prefixLength), end);
  return isWhole && isNetworkOf(slots, prefixLength) ? 'network' : 'unreadable';
}

const scratch = createNetworkSlot();

function isNetworkOf({ first, last }: LineSlots, prefixLength: number): boolean {
  if (!isRange({ first, last }) || prefixLength > bitsOfFamily[first.family]) return false;
  first.prefixLength = prefixLength;
  scratch.family = first.family;
  scratch.prefixLength = prefixLength;
  scratch.words.set(first.words);
  clearHostBits(scratch);
  if (compareAddresses(scratch, first) !== 0) return false;
  setHostBits(scratch);
  return compareAddresses(scratch, last) === 0;
}

/** RFC 4180, also with semicolons or tabs: whichever comes first parts the whole line. */
function readCsv(bytes: Uint8Array, start: number, end: number, slots: LineSlots, column: number): Reading {
  let separator = 0;
  let isQuoted = false;
  let current = 1;
  let fieldStart = start;
  let at = start;
  for (; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === quote) isQuoted = !isQuoted;
    if (isQuoted || !(separator === 0 ? isSeparator(byte) : byte === separator)) continue;
    if (current === column) break;
    separator = byte;
    current += 1;
    fieldStart = at + 1;
  }
  return current === column ? readField(bytes, fieldStart, at, slots) : 'unreadable';
}

function isSeparator(byte: number): boolean {
  return byte === comma || byte === semicolon || byte === tab;
}

function readField(bytes: Uint8Array, fieldStart: number, fieldEnd: number, slots: LineSlots): Reading {
  let start = fieldStart;
  let end = fieldEnd;
  while (start < end && isPadding(bytes[start] as number)) start += 1;
  while (start < end && isPadding(bytes[end - 1] as number)) end -= 1;
  return readEntry(bytes, start, end, slots) === end && start < end
    ? readingOf(slots)
    : whyUnreadable(bytes, start, end);
}

function isPadding(byte: number): boolean {
  return byte === quote || isBlank(byte);
}

/** Reads an address or network, or a range of addresses; returns where it ends, or `nowhere`. */
function readEntry(bytes: Uint8Array, start: number, end: number, slots: LineSlots): number {
  const firstEnd = readNetwork(bytes, start, end, slots.first);
  slots.last.prefixLength = noLast;
  if (firstEnd === nowhere) return nowhere;
  const sign = skipBlanks(bytes, firstEnd, end);
  if (sign === end || bytes[sign] !== dash) return firstEnd;
  const lastEnd = readNetwork(bytes, skipBlanks(bytes, sign + 1, end), end, slots.last);
  if (lastEnd !== nowhere) return isRange(slots) ? lastEnd : nowhere;
  slots.last.prefixLength = noLast;
  return firstEnd;
}

/** Says in `last` that there is only a `first`. */
const noLast = -1;

function readingOf({ last }: LineSlots): Reading {
  return last.prefixLength === noLast ? 'network' : 'range';
}

function isRange({ first, last }: LineSlots): boolean {
  const bits = bitsOfFamily[first.family];
  const isOfAddresses = first.prefixLength === bits && last.prefixLength === bits;
  return first.family === last.family && isOfAddresses && compareAddresses(first, last) <= 0;
}

/** RFC 1123 without its limits on single labels; the last one is no number. */
const hostName = /^(?=.{4,253}$)([a-z0-9_-]+\.)+[a-z][a-z0-9-]+\.?$/i;

function whyUnreadable(bytes: Uint8Array, start: number, end: number): Reading {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return hostName.test(text) ? 'host_name' : 'unreadable';
}

function isText(bytes: Uint8Array, start: number, end: number, lowerCase: Uint8Array): boolean {
  if (end - start !== lowerCase.length) return false;
  return lowerCase.every((byte, index) => ((bytes[start + index] as number) | 0x20) === byte);
}

function isBlank(byte: number): boolean {
  return byte === space || (byte >= 0x09 && byte <= 0x0d);
}

export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at] as number)) at += 1;
  return at;
}

/** Where the blanks at the end begin. */
export function blanksStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(bytes[at - 1] as number)) at -= 1;
  return at;
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && !isBoundary(bytes, at, end)) at += 1;
  return at;
}

/** Whether what is read ends here: at the end of the line, a blank or a comment. */
function isBoundary(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || isBlank(bytes[at] as number) || isComment(bytes, at, end);
}

export function isComment(bytes: Uint8Array, at: number, end: number): boolean {
  const byte = bytes[at];
  return byte === hash || byte === semicolon || (byte === slash && at + 1 < end && bytes[at + 1] === slash);
}
