/** A list from its bytes, as they arrive, to its entries. */
import { widestPrefixLength } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { detectFormat } from './detect-format.ts';
import { createDropCounter, type Drop } from './drops.ts';
import {
  blanksStart,
  createLineReaders,
  isComment,
  type LineReader,
  type ReadableFormat,
  skipBlanks,
} from './line-readers.ts';
import { createLineSplitter } from './line-splitter.ts';
import { ListError } from './list-error.ts';
import { createNetworkSlot, type NetworkSlot } from './network-slot.ts';
import { createPrefixBuilder, type PrefixSet } from './prefixes.ts';
import { splitRange } from './split-range.ts';

export type ListFormat = ReadableFormat | 'auto';

export interface ListParserOptions {
  /** `auto` finds it from the first lines. */
  readonly format: ListFormat;
  /** Counted from 1. */
  readonly csvColumn: number;
  /** Of networks, as which ranges count as well; before duplicates are left out. */
  readonly maxEntries: number;
  readonly maxBytes: number;
}

export interface ParsedList {
  /** Sorted and minimal. */
  readonly set: PrefixSet;
  readonly format: ReadableFormat;
  readonly lines: number;
  /** Read, before duplicates are left out. */
  readonly entries: number;
  readonly drops: readonly Drop[];
}

export type ListParser = ReturnType<typeof createListParser>;

/** So many lines with content tell the format. */
const linesForDetection = 100;
const longestSample = 100;

/**
 * The list is refused as a whole, by a ListError, where it is no list at all or larger than allowed:
 * `not_a_list`, `too_large`, `too_many_entries`.
 */
export function createListParser({ format: wanted, csvColumn, maxEntries, maxBytes }: ListParserOptions) {
  const readers = createLineReaders(csvColumn);
  const builders = { 4: createPrefixBuilder(4), 6: createPrefixBuilder(6) };
  const slots = { first: createNetworkSlot(), last: createNetworkSlot() };
  const counter = createDropCounter();
  const splitter = createLineSplitter({ onLine: takeLine, onLongLine: dropLongLine });
  let format: ReadableFormat | null = wanted === 'auto' ? null : wanted;
  let reader: LineReader | null = format === null ? null : readers[format];
  let undecided: Uint8Array[] = [];
  let receivedBytes = 0;
  let hasContent = false;
  let dropped = 0;
  let binaryLines = 0;

  const entries = () => builders[4].length() + builders[6].length();

  function takeLine(bytes: Uint8Array, lineStart: number, lineEnd: number): void {
    const start = skipBlanks(bytes, lineStart + byteOrderMarkLength(bytes, lineStart), lineEnd);
    if (start === lineEnd || isComment(bytes, start, lineEnd)) return;
    if (!hasContent) refuseMarkup(bytes, start);
    hasContent = true;
    const end = blanksStart(bytes, start, lineEnd);
    if (reader !== null) readLine(reader, bytes, start, end);
    else if (undecided.push(bytes.slice(start, end)) === linesForDetection) decide();
  }

  function byteOrderMarkLength(bytes: Uint8Array, start: number): number {
    const isMarked =
      splitter.lines() === 1 &&
      bytes[start] === 0xef &&
      bytes[start + 1] === 0xbb &&
      bytes[start + 2] === 0xbf;
    return isMarked ? 3 : 0;
  }

  function dropLongLine(beginning: Uint8Array): void {
    if (!hasContent)
      refuseMarkup(beginning, skipBlanks(beginning, byteOrderMarkLength(beginning, 0), beginning.length));
    hasContent = true;
    drop('line_too_long', beginning, 0, beginning.length);
  }

  function decide(): LineReader {
    format = detectFormat(undecided, csvColumn);
    const decided = readers[format];
    reader = decided;
    for (const line of undecided) readLine(decided, line, 0, line.length);
    undecided = [];
    return decided;
  }

  function readLine(read: LineReader, bytes: Uint8Array, start: number, end: number): void {
    const reading = read(bytes, start, end, slots);
    if (reading === 'nothing') return;
    if (reading === 'unreadable' || reading === 'host_name') drop(reading, bytes, start, end);
    else if (reading === 'network' ? isWide(slots.first) : isWideRange()) drop('too_wide', bytes, start, end);
    else if (reading === 'network') add(slots.first);
    else splitRange(slots.first, slots.last, add);
  }

  function isWideRange(): boolean {
    let isAnyWide = false;
    splitRange(slots.first, slots.last, (part) => {
      isAnyWide ||= isWide(part);
    });
    return isAnyWide;
  }

  function add({ family, words, prefixLength }: NetworkSlot): void {
    if (entries() === maxEntries)
      throw new ListError('too_many_entries', `The list has more than ${maxEntries} entries.`);
    builders[family].add(words, prefixLength);
  }

  function drop(
    reason: 'unreadable' | 'host_name' | 'line_too_long' | 'too_wide',
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    dropped += 1;
    if (reason === 'unreadable' && hasControlBytes(bytes, start, end)) binaryLines += 1;
    counter.drop(reason, () => printable(bytes.subarray(start, end)));
  }

  function refuseUseless(): void {
    if (binaryLines > entries()) throw new ListError('not_a_list', 'Most of the list is not text.');
    if (dropped > 0 && entries() === 0) {
      const sample = counter.drops()[0]?.samples[0];
      throw new ListError(
        'not_a_list',
        `The list has no address in ${splitter.lines()} lines. One of them: ${sample}`,
      );
    }
  }

  return {
    /** Lines and entries so far. */
    lines: () => splitter.lines(),
    entries,

    /** @throws ListError not_a_list, too_large, too_many_entries */
    push(chunk: Uint8Array): void {
      const room = maxBytes - receivedBytes;
      splitter.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      receivedBytes += chunk.length;
      if (receivedBytes > maxBytes)
        throw new ListError('too_large', `The list has more than ${maxBytes} bytes.`);
    },

    /** @throws ListError not_a_list, too_many_entries */
    finish(): ParsedList {
      splitter.finish();
      if (reader === null) decide();
      refuseUseless();
      const read = entries();
      const { set, duplicates, covered } = aggregate({ v4: builders[4].finish(), v6: builders[6].finish() });
      counter.count('duplicate', duplicates);
      counter.count('covered', covered);
      return {
        set,
        format: format ?? 'plain',
        lines: splitter.lines(),
        entries: read,
        drops: counter.drops(),
      };
    },
  };
}

function isWide({ family, prefixLength }: NetworkSlot): boolean {
  return prefixLength < widestPrefixLength[family];
}

function refuseMarkup(bytes: Uint8Array, start: number): void {
  if (bytes[start] !== '<'.charCodeAt(0)) return;
  throw new ListError('not_a_list', 'This is a web page (HTML) or XML, not a list.');
}

function hasControlBytes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte < 0x20 && byte !== 0x09) return true;
  }
  return false;
}

function printable(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 4 * longestSample)).toString('utf8');
  const visible = text.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '\u{fffd}');
  return [...visible].slice(0, longestSample).join('');
}
