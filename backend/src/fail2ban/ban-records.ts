/**
 * Every ban with the log lines that led to it, from fail2ban's own database, for whoever keeps them longer than fail2ban.
 * Nothing in the file is trusted: it may be damaged, of an old version, or written by somebody else.
 * Source of the schema and its versions: fail2ban/server/database.py.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parseBanData, toCount } from './ban-data.ts';
import { createDatabaseFile } from './database-file.ts';
import { createNewRows, type RowMark } from './new-rows.ts';

export interface BanRecord {
  readonly jail: string;
  /** As fail2ban wrote it: an address, a network, or with `usedns = raw` anything else. */
  readonly address: string;
  /** Unix seconds. */
  readonly bannedAt: number;
  /** null for a ban without end. */
  readonly durationSeconds: number | null;
  readonly banCount: number;
  readonly failures: number | null;
  /** The newest log lines, oldest first, without control characters: those are written as `\\x1b`. */
  readonly lines: readonly string[];
  /** Lines or characters were left out. */
  readonly isTruncated: boolean;
}

export interface BanRecords {
  /**
   * What came since the last call, some thousands at most; the first call only takes the position. Empty where nothing
   * changed or the file cannot be read.
   */
  newRecords(): BanRecord[];
  /** Everything in the table of bans, in slices. Ends early where the file cannot be read any more. */
  all(): Generator<BanRecord[]>;
  /** True once after the file was opened, be it at first or because it was replaced or could not be read before. */
  wasOpened(): boolean;
  /** Why the file cannot be read at the moment, or null when it can. */
  problem(): string | null;
  close(): void;
}

/** As the file has it. */
interface Row {
  readonly rowId: number;
  readonly jail: unknown;
  readonly address: unknown;
  readonly bannedAt: number | null;
  readonly duration: unknown;
  readonly banCount: unknown;
  /** null also where there is too much of it. */
  readonly data: string | null;
  readonly isTooLong: 0 | 1;
}

interface MarkedRecord extends RowMark {
  readonly record: BanRecord;
}

interface Statements {
  readonly dataVersion: StatementSync;
  readonly rowById: StatementSync;
  readonly rowsAfter: StatementSync;
  readonly newestRows: StatementSync;
}

/** Writing many at once costs the archive less for each. */
const rowsPerSlice = 20_000;
/** Characters of log lines in one slice. */
const longestSlice = 8_000_000;
/** Characters; more is not even read: it is the doing of somebody who wants to fill a disk. */
const longestData = 16_000_000;
const mostLines = 50;
const longestLine = 2_000;
const longestLines = 16_000;
const longestName = 255;
/** Ten thousand years: what SQLite can hold beyond that, a JavaScript number cannot. */
const longestSeconds = 315_576_000_000;
/** Before version 3 the length of a ban was not noted; fail2ban's own upgrade writes this for such rows. */
const unknownDuration = -2;

export function openBanRecords(path: string): BanRecords {
  const file = createDatabaseFile(path, prepareStatements);
  let newRows = createNewRows();
  let lastVersion: string | null = null;
  let openingsSeen = 0;

  return {
    newRecords() {
      const added = file.read((statements) => {
        const { data_version: current } = statements.dataVersion.get() as { data_version: number };
        const version = `${file.openings()} ${current}`;
        if (version === lastVersion) return [];
        const rows = newRows.take({
          row: (rowId) => {
            const row = statements.rowById.get(rowId) as Row | undefined;
            return row && toMark(row);
          },
          rowsAfter: (rowId, limit) => upToRoom(statements.rowsAfter.iterate(rowId, limit)),
          newest: (limit) => (statements.newestRows.all(limit) as unknown as Row[]).map(toMark).reverse(),
        });
        // There may be more, so the version stays unknown until a look finds nothing.
        lastVersion = rows.length === 0 ? version : null;
        return rows;
      });
      return added?.map(({ record }) => record) ?? [];
    },
    *all() {
      let position: number | undefined = 0;
      while (position !== undefined) {
        const after: number = position;
        const rows: MarkedRecord[] =
          file.read(({ rowsAfter }) => upToRoom(rowsAfter.iterate(after, rowsPerSlice))) ?? [];
        if (rows.length > 0) yield rows.map(({ record }) => record);
        position = rows.at(-1)?.rowId;
      }
    },
    wasOpened() {
      file.read(({ dataVersion }) => dataVersion.get());
      const isNew = file.openings() !== openingsSeen;
      openingsSeen = file.openings();
      // Another file's rows say nothing about this one's.
      if (isNew) newRows = createNewRows();
      return isNew;
    },
    problem: file.problem,
    close: file.close,
  };
}

/** What fail2ban before 0.11 did not note is read as unknown. A time that is no number is none. */
function prepareStatements(database: DatabaseSync): Statements {
  const columns = database.prepare("SELECT name FROM pragma_table_info('bans')").all() as { name: string }[];
  const has = (name: string) => columns.some((column) => column.name === name);
  const mark = `rowid AS rowId, CAST(jail AS TEXT) AS jail, CAST(ip AS TEXT) AS address,
    iif(typeof(timeofban) IN ('integer', 'real'), CAST(timeofban AS REAL), NULL) AS bannedAt`;
  const row = `${mark},
    ${has('bantime') ? 'CAST(bantime AS REAL)' : unknownDuration} AS duration,
    ${has('bancount') ? 'CAST(bancount AS REAL)' : 1} AS banCount,
    iif(length(data) > ${longestData}, NULL, CAST(data AS TEXT)) AS data,
    coalesce(length(data) > ${longestData}, 0) AS isTooLong`;
  return {
    dataVersion: database.prepare('PRAGMA data_version'),
    rowById: database.prepare(`SELECT ${mark} FROM bans WHERE rowid = ?`),
    rowsAfter: database.prepare(`SELECT ${row} FROM bans WHERE rowid > ? ORDER BY rowid LIMIT ?`),
    newestRows: database.prepare(`SELECT ${mark} FROM bans ORDER BY rowid DESC LIMIT ?`),
  };
}

/**
 * As many records as fit into memory, for a single row can be as large as SQLite lets it be, and as come before the file
 * is damaged. @throws where it is damaged right at the beginning
 */
function upToRoom(rows: Iterable<unknown>): MarkedRecord[] {
  const taken: MarkedRecord[] = [];
  let room = longestSlice;
  try {
    for (const row of rows) {
      const marked = toMarkedRecord(row as Row);
      taken.push(marked);
      room -= marked.record.lines.reduce((length, line) => length + line.length, 0);
      if (room < 0) break;
    }
  } catch (error) {
    if (taken.length === 0) throw error;
  }
  return taken;
}

function toMark({ rowId, jail, address, bannedAt }: Row): RowMark {
  return {
    rowId,
    jail: toName(jail),
    address: toName(address),
    bannedAt: Math.round(bannedAt ?? Number.NaN),
  };
}

function toMarkedRecord(row: Row): MarkedRecord {
  const mark = toMark(row);
  const { jail, address, bannedAt } = mark;
  const { failures, lines: whole } = parseBanData(row.data);
  const { lines, isTruncated } = cut(whole);
  const record = {
    jail,
    address,
    bannedAt,
    durationSeconds: toDuration(Number(row.duration)),
    banCount: Math.max(1, toCount(row.banCount) ?? 1),
    failures,
    lines,
    isTruncated: isTruncated || row.isTooLong === 1,
  };
  return { ...mark, record };
}

function toName(value: unknown): string {
  return visible(String(value ?? ''))
    .slice(0, longestName)
    .toWellFormed();
}

/** A length that nobody noted is taken as none, so that such a ban does not count as one without end. */
function toDuration(seconds: number): number | null {
  if (seconds === unknownDuration || Number.isNaN(seconds)) return 0;
  return seconds < 0 ? null : Math.round(Math.min(seconds, longestSeconds));
}

function cut(whole: readonly string[]): Pick<BanRecord, 'lines' | 'isTruncated'> {
  const lines: string[] = [];
  let room = longestLines;
  let isTruncated = whole.length > mostLines;
  for (const text of whole.slice(-mostLines).reverse()) {
    // What is beyond the cut need not be made readable.
    const readable = visible(text.slice(0, longestLine + 1));
    const line = readable.slice(0, Math.min(longestLine, room)).toWellFormed();
    isTruncated ||= line.length < readable.length;
    if (line !== '') lines.push(line);
    room -= line.length;
  }
  return { lines: lines.reverse(), isTruncated };
}

/** Control characters could make a terminal, or whoever reads a file, do something. */
function visible(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
