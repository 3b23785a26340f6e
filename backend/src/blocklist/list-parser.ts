/** A list from its bytes, as they arrive, to its entries. */
import { detectFormat } from './detect-format.ts';
import type { Drop } from './drops.ts';
import { createEntryCollector } from './entry-collector.ts';
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
import type { PrefixSet } from './prefixes.ts';

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

/** Some editors begin a file with it; where files were joined, it is within. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** So many lines with content tell the format. */
const linesForDetection = 100;

/**
 * The list is refused as a whole, by a ListError, where it is no list at all or larger than allowed:
 * `not_a_list`, `too_large`, `too_many_entries`.
 */
export function createListParser({ format: wanted, csvColumn, maxEntries, maxBytes }: ListParserOptions) {
  const readers = createLineReaders(csvColumn);
  const collector = createEntryCollector(maxEntries);
  const splitter = createLineSplitter({ onLine: takeLine, onLongLine: dropLongLine });
  let format = wanted === 'auto' ? null : wanted;
  let undecided: Uint8Array[] = [];
  let receivedBytes = 0;
  let hasContent = false;

  /** Where the content of the line begins; `end` for a line without any. */
  function contentStart(bytes: Uint8Array, lineStart: number, end: number): number {
    const markEnd = lineStart + byteOrderMark.length;
    const isMarked = markEnd <= end && byteOrderMark.every((byte, at) => bytes[lineStart + at] === byte);
    const start = skipBlanks(bytes, isMarked ? markEnd : lineStart, end);
    if (start === end || isComment(bytes, start, end)) return end;
    if (!hasContent) refuseMarkup(bytes, start);
    hasContent = true;
    return start;
  }

  function takeLine(bytes: Uint8Array, lineStart: number, lineEnd: number): void {
    const start = contentStart(bytes, lineStart, lineEnd);
    if (start === lineEnd) return;
    const end = blanksStart(bytes, start, lineEnd);
    if (format !== null) readLine(readers[format], bytes, start, end);
    else if (undecided.push(bytes.slice(start, end)) === linesForDetection) decide();
  }

  function dropLongLine(beginning: Uint8Array): void {
    const start = contentStart(beginning, 0, beginning.length);
    collector.drop('line_too_long', beginning, start, beginning.length);
  }

  function decide(): ReadableFormat {
    const found = detectFormat(undecided, csvColumn);
    for (const line of undecided) readLine(readers[found], line, 0, line.length);
    undecided = [];
    format = found;
    return found;
  }

  function readLine(read: LineReader, bytes: Uint8Array, start: number, end: number): void {
    collector.take(read(bytes, start, end, collector.slots), bytes, start, end);
  }

  return {
    /** Lines so far. */
    lines: () => splitter.lines(),
    /** Entries so far. */
    entries: () => collector.entries(),

    /** @throws ListError not_a_list, too_large, too_many_entries */
    push(chunk: Uint8Array): void {
      const allowed = chunk.subarray(0, maxBytes - receivedBytes);
      receivedBytes += chunk.length;
      splitter.push(allowed);
      if (allowed.length === chunk.length) return;
      throw new ListError('too_large', `The list is larger than the ${maxBytes} bytes it may have.`);
    },

    /** @throws ListError not_a_list, too_many_entries */
    finish(): ParsedList {
      splitter.finish();
      return { format: format ?? decide(), lines: splitter.lines(), ...collector.finish() };
    },
  };
}

function refuseMarkup(bytes: Uint8Array, start: number): void {
  if (bytes[start] !== '<'.charCodeAt(0)) return;
  throw new ListError('not_a_list', 'This is a web page (HTML) or XML, not a list.');
}
