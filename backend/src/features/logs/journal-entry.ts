/**
 * What `journalctl --output=json` prints: one entry a line.
 * Source: https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format, systemd.journal-fields(7)
 */
import { z } from 'zod';
import { type LineLevel, parseLogLine } from '../../fail2ban/log-line.ts';
import type { LogRecord } from './log-record.ts';
import { longestLineBytes } from './raw-line.ts';

/** Text that is no UTF-8 comes as numbers, and text that is too long as null. */
const text = z.union([z.string(), z.array(z.int().min(0).max(255)), z.null()]);

const entrySchema = z.object({
  __CURSOR: z.string(),
  __REALTIME_TIMESTAMP: z.coerce.number().describe('Unix microseconds'),
  MESSAGE: text.default(''),
  PRIORITY: z.string().default('6'),
  SYSLOG_IDENTIFIER: z.string().default(''),
  LOGGER: z.string().optional().describe('Written by the handler of logtarget SYSTEMD-JOURNAL'),
});

/** syslog's severities; fail2ban's handler for the journal writes its NOTICE as a warning. */
const levels: Record<string, LineLevel> = {
  2: 'CRITICAL',
  3: 'ERROR',
  4: 'WARNING',
  5: 'NOTICE',
  7: 'DEBUG',
};

export interface JournalEntry {
  readonly cursor: string;
  readonly record: LogRecord;
}

/** @returns null for a line that is no entry */
export function parseJournalEntry(json: string): JournalEntry | null {
  const { data } = entrySchema.safeParse(parseJson(json));
  if (data === undefined) return null;
  const message = data.MESSAGE === null ? '' : toText(data.MESSAGE);
  const [first = '', ...details] = message.slice(0, longestLineBytes).split('\n');
  const line = parseLogLine(withHead(first, data));
  return {
    cursor: data.__CURSOR,
    record: {
      offset: 0,
      line: line && { ...line, atMs: Math.floor(data.__REALTIME_TIMESTAMP / 1_000) },
      text: first,
      details,
      isCut: data.MESSAGE === null || message.length > longestLineBytes,
    },
  };
}

/** As fail2ban would write it to a file: syslog takes the head off, and the journal's own handler writes none. */
function withHead(
  first: string,
  { LOGGER, PRIORITY, SYSLOG_IDENTIFIER }: z.infer<typeof entrySchema>,
): string {
  if (LOGGER !== undefined) return `${LOGGER} [0]: ${levels[PRIORITY] ?? 'INFO'} ${first}`;
  return SYSLOG_IDENTIFIER.startsWith('fail2ban.') ? `${SYSLOG_IDENTIFIER} [0]: ${first}` : first;
}

function toText(message: string | number[]): string {
  return typeof message === 'string' ? message : Buffer.from(message).toString();
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
