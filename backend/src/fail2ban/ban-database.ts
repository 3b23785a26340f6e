/**
 * fail2ban's own database, read-only and in short reads: the daemon waits at most five seconds for its lock.
 * Source of the schema: fail2ban/server/database.py.
 */
import { statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface BanRow {
  readonly rowId: number;
  readonly jail: string;
  /** As fail2ban wrote it: an address, a network, or with `usedns = raw` anything else. */
  readonly address: string;
  /** Unix seconds. */
  readonly bannedAt: number;
  /** null for a ban without end (fail2ban's bantime -1). */
  readonly durationSeconds: number | null;
  /** How often this address was banned, counted by fail2ban while it remembers. */
  readonly banCount: number;
}

export interface Evidence {
  readonly failures: number | null;
  readonly matches: readonly string[];
  /** Lines or characters were left out to keep the answer small. */
  readonly isTruncated: boolean;
}

export interface BanDatabase {
  /** Rows added since the last call; the first call only takes the position. Empty where the file cannot be read. */
  newBans(): BanRow[];
  /** The newest ban of this address in this jail; null when there is none or the file cannot be read. */
  latestBan(jail: string, address: string): BanRow | null;
  /**
   * The same for every address of every jail, by one pass over the file in slices, between which others get their
   * turn. What is returned gives a jail's part.
   */
  latestBans(): Promise<(jail: string) => Map<string, BanRow>>;
  /** The log lines that led to the newest ban; null when there is no such ban or the file cannot be read. */
  evidence(jail: string, address: string): Evidence | null;
  /** Why the file cannot be read at the moment, or null when it can. */
  problem(): string | null;
  close(): void;
}

/** As SQLite gives it, without names: half the cost where tens of thousands are read. */
type BanTuple = [
  rowId: number,
  jail: string,
  address: string,
  timeOfBan: number,
  bantime: number,
  banCount: number,
];

/** Waiting longer for the daemon's write lock would hold up our event loop; the next poll tries again. */
const lockTimeoutMilliseconds = 250;
const rowsPerRead = 5_000;
/** How far back rows are recognised after deletions: more than fail2ban can add between two polls. */
const rememberedRows = 5_000;
const maximumEvidenceLines = 200;
/** Ten thousand years: what SQLite can hold beyond that, a JavaScript number cannot. */
const longestSeconds = 315_576_000_000;
const maximumEvidenceLineLength = 2_000;

interface OpenFile {
  readonly database: DatabaseSync;
  /** Device and inode: which file it is, whatever its path. */
  readonly identity: string;
  readonly dataVersion: StatementSync;
  readonly rowById: StatementSync;
  readonly rowsAfter: StatementSync;
  readonly newestRows: StatementSync;
  readonly latestBan: StatementSync;
  readonly latestBansAfter: StatementSync;
  readonly evidence: StatementSync;
}

export function openBanDatabase(path: string): BanDatabase {
  let file: OpenFile | null = null;
  let lastProblem: string | null = null;
  let lastDataVersion: number | null = null;
  /**
   * The newest rows seen, ascending. fail2ban deletes the rows of a released address, and SQLite gives the
   * row ids at the end of a table out again, so a row id alone does not tell new from seen.
   */
  let seen: BanRow[] | null = null;

  function read<T>(ask: (open: OpenFile) => T): T | null {
    try {
      const current = currentFile(file, path);
      if (current !== file) lastDataVersion = null;
      file = current;
      const answer = ask(file);
      lastProblem = null;
      return answer;
    } catch (error) {
      closeFile();
      lastProblem = `fail2ban's database ${path} cannot be read: ${(error as Error).message}.`;
      return null;
    }
  }

  function closeFile(): void {
    file?.database.close();
    file = null;
    lastDataVersion = null;
  }

  function remember(rows: readonly BanRow[]): void {
    seen = [...(seen ?? []), ...rows].slice(-rememberedRows);
  }

  function rowsSinceLastRead(open: OpenFile, known: BanRow[]): BanRow[] {
    const stillThere = known.findLastIndex((row) => isSameBan(open.rowById.get(row.rowId), row));
    seen = known.slice(0, stillThere + 1);
    const added = toBanRows(open.rowsAfter.all(seen.at(-1)?.rowId ?? 0, rowsPerRead));
    remember(added);
    return added;
  }

  return {
    newBans() {
      const rows = read((open) => {
        const version = (open.dataVersion.get() as { data_version: number }).data_version;
        const isFirst = seen === null;
        if (version === lastDataVersion) return [];
        const added = seen === null ? [] : rowsSinceLastRead(open, seen);
        if (isFirst) remember(toBanRows(open.newestRows.all(rememberedRows)).reverse());
        // A full read leaves more rows for the next poll, so the version stays unknown until then.
        lastDataVersion = added.length < rowsPerRead ? version : null;
        return added;
      });
      return rows ?? [];
    },
    latestBan(jail, address) {
      const row = read((open) => open.latestBan.get(jail, address));
      return row ? toBanRow(row as unknown as BanTuple) : null;
    },
    async latestBans() {
      const rows: BanTuple[] = [];
      let slice: BanTuple[];
      do {
        const position = rows.at(-1)?.[0] ?? 0;
        slice =
          read((open) => open.latestBansAfter.all(position, rowsPerRead) as unknown as BanTuple[]) ?? [];
        rows.push(...slice);
        await nextTurn();
      } while (slice.length === rowsPerRead);
      const byJail = Map.groupBy(rows, ([, jail]) => jail);
      return (jail) => new Map((byJail.get(jail) ?? []).map((row) => [row[2], toBanRow(row)]));
    },
    evidence(jail, address) {
      const row = read((open) => open.evidence.get(jail, address) as { data: string | null } | undefined);
      return row ? parseEvidence(row.data) : null;
    },
    problem: () => lastProblem,
    close: closeFile,
  };
}

/** The open file, or a fresh one when the path now leads to another file. */
function currentFile(file: OpenFile | null, path: string): OpenFile {
  const { dev, ino } = statSync(path);
  const identity = `${dev}:${ino}`;
  if (file?.identity === identity) return file;
  file?.database.close();
  const database = new DatabaseSync(path, { readOnly: true, timeout: lockTimeoutMilliseconds });
  try {
    return { database, identity, ...prepareStatements(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareStatements(database: DatabaseSync): Omit<OpenFile, 'database' | 'identity'> {
  const prepareBans = (rest: string) => {
    const statement = database.prepare(
      `SELECT rowid, jail, ip, timeofban, min(bantime, ${longestSeconds}), bancount FROM ${rest}`,
    );
    statement.setReturnArrays(true);
    return statement;
  };
  return {
    dataVersion: database.prepare('PRAGMA data_version'),
    rowById: prepareBans('bans WHERE rowid = ?'),
    rowsAfter: prepareBans('bans WHERE rowid > ? ORDER BY rowid LIMIT ?'),
    newestRows: prepareBans('bans ORDER BY rowid DESC LIMIT ?'),
    latestBan: prepareBans('bips WHERE jail = ? AND ip = ?'),
    latestBansAfter: prepareBans('bips WHERE rowid > ? ORDER BY rowid LIMIT ?'),
    evidence: database.prepare('SELECT CAST(data AS TEXT) AS data FROM bips WHERE jail = ? AND ip = ?'),
  };
}

function isSameBan(row: unknown, known: BanRow): boolean {
  if (row === undefined) return false;
  const { jail, address, bannedAt } = toBanRow(row as BanTuple);
  return address === known.address && jail === known.jail && bannedAt === known.bannedAt;
}

function toBanRows(rows: unknown): BanRow[] {
  return (rows as BanTuple[]).map(toBanRow);
}

function toBanRow([rowId, jail, address, timeOfBan, bantime, banCount]: BanTuple): BanRow {
  return {
    rowId,
    jail: String(jail),
    address: String(address),
    bannedAt: Math.round(timeOfBan),
    // A growing ban time with a random part is stored with its fraction.
    durationSeconds: bantime < 0 ? null : Math.round(bantime),
    banCount: Number(banCount),
  };
}

function parseEvidence(data: string | null): Evidence {
  const { failures, matches } = parseObject(data);
  const lines = Array.isArray(matches) ? matches.map(toLine) : [];
  const kept = lines.slice(-maximumEvidenceLines).map((line) => line.slice(0, maximumEvidenceLineLength));
  return {
    failures: typeof failures === 'number' ? failures : null,
    matches: kept,
    isTruncated: lines.length > kept.length || lines.some((line) => line.length > maximumEvidenceLineLength),
  };
}

function parseObject(data: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** fail2ban keeps a line as text, or as its parts around the date: [before, date, after]. */
function toLine(match: unknown): string {
  return Array.isArray(match) ? match.join('') : String(match);
}
