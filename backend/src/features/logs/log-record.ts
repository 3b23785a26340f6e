/** What fail2ban has said at once: a line with its time and level, and the lines that go on with it. */
import { type LogLine, parseLogLine } from '../../fail2ban/log-line.ts';
import type { RawLine } from './raw-line.ts';

export interface LogRecord {
  /** Where it begins in its file. */
  readonly offset: number;
  /** Null for a line that nothing of fail2ban's comes before. */
  readonly line: LogLine | null;
  /** The whole first line. */
  readonly text: string;
  /** The lines that go on with it, such as a traceback. */
  readonly details: readonly string[];
  readonly isCut: boolean;
}

/** How many lines go on with one; further ones stand for themselves. */
export const mostDetails = 100;
const longestDetails = 8_192;

interface Open {
  readonly first: RawLine;
  readonly line: LogLine;
  readonly more: RawLine[];
}

/** Lines in the order of the file, into records. */
export function createForwardRecords() {
  let open: Open | null = null;

  function close(): LogRecord[] {
    const record = open === null ? [] : [toRecord(open.first, open.line, open.more)];
    open = null;
    return record;
  }

  function take(raw: RawLine): LogRecord[] {
    const line = parseLogLine(raw.text);
    if (line !== null) {
      const before = close();
      open = { first: raw, line, more: [] };
      return before;
    }
    if (open === null || open.more.length === mostDetails) return [...close(), toRecord(raw, null, [])];
    open.more.push(raw);
    return [];
  }

  return {
    push: (lines: readonly RawLine[]): LogRecord[] => lines.flatMap(take),
    /** Where the record begins that further lines may go on with; null without one. */
    openAt: (): number | null => open?.first.offset ?? null,
    /** The record that no further lines go on with. */
    close,
  };
}

/** The same records from lines in the opposite order, the last record first. */
export function createBackwardRecords() {
  /** Lines that go on with one that has not been reached, the last of them first. */
  const waiting: RawLine[] = [];

  function take(raw: RawLine): LogRecord[] {
    const line = parseLogLine(raw.text);
    if (line !== null) return [toRecord(raw, line, waiting.splice(0).reverse())];
    waiting.push(raw);
    return waiting.length > mostDetails ? [toRecord(waiting.shift() as RawLine, null, [])] : [];
  }

  return {
    push: (lines: readonly RawLine[]): LogRecord[] => lines.flatMap(take),
    /** The beginning of the file has been reached. */
    close: (): LogRecord[] => waiting.splice(0).map((raw) => toRecord(raw, null, [])),
  };
}

function toRecord(first: RawLine, line: LogLine | null, more: readonly RawLine[]): LogRecord {
  const details: string[] = [];
  let length = 0;
  for (const { text } of more) {
    length += text.length;
    if (length > longestDetails) break;
    details.push(text);
  }
  const isCut = first.isCut || more.some((raw) => raw.isCut) || details.length < more.length;
  return { offset: first.offset, line, text: first.text, details, isCut };
}
