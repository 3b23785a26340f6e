/** Bans as a file, page by page, so that a file of any size takes the same memory. */
import { stringify } from 'csv-stringify/sync';
import type { ExportedEvent, ExportPage } from '../../archive/archive.ts';
import type { ArchivedEvent } from '../../archive/events.ts';
import type { HistoryEventItem } from './schema.ts';

type ToItem = (event: ArchivedEvent) => HistoryEventItem;
type Row = Record<string, string | number | null>;

const columns = [
  'banned_at',
  'jail',
  'address',
  'country',
  'asn',
  'operator',
  'origin',
  'ban_count',
  'failures',
  'duration_seconds',
  'ends_at',
  'end_reason',
  'released_by',
  'lines',
];

export async function* exportChunks(
  format: 'csv' | 'jsonl',
  first: ExportPage,
  read: (before: number) => Promise<ExportPage>,
  toItem: ToItem,
): AsyncGenerator<string> {
  const write = format === 'csv' ? toCsv : toJsonLines;
  // A file begins with its columns even where nothing follows.
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  let page = first;
  while (true) {
    if (page.items.length > 0) yield write(page.items.map((event) => toRow(event, toItem)));
    if (page.nextBefore === null) return;
    page = await read(page.nextBefore);
  }
}

function toRow(event: ExportedEvent, toItem: ToItem): Row {
  const { lines, ...archived } = event;
  const item = toItem(archived);
  return {
    banned_at: isoTime(item.bannedAt),
    jail: item.jail,
    address: item.address,
    country: item.country,
    asn: item.asn,
    operator: item.operator,
    origin: item.origin,
    ban_count: item.banCount,
    failures: item.failures,
    duration_seconds: item.durationSeconds,
    ends_at: item.endsAt === null ? null : isoTime(item.endsAt),
    end_reason: item.endReason,
    released_by: item.releasedBy,
    lines: lines.join('\n'),
  };
}

/** RFC 4180. What a spreadsheet would take for a formula is escaped, as OWASP's page on CSV injection asks. */
function toCsv(rows: readonly Row[]): string {
  return stringify([...rows], { columns, record_delimiter: 'windows', escape_formulas: true });
}

function toJsonLines(rows: readonly Row[]): string {
  return rows.map(({ lines, ...row }) => `${JSON.stringify({ ...row, lines: asLines(lines) })}\n`).join('');
}

function asLines(lines: string | number | null | undefined): string[] {
  return typeof lines === 'string' && lines !== '' ? lines.split('\n') : [];
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}
