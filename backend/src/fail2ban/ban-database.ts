/** Who was banned, from fail2ban's own database. Source of the schema: fail2ban/server/database.py. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseBanData } from './ban-data.ts';
import { createDatabaseFile } from './database-file.ts';
import { createNewRows, rowsPerRead } from './new-rows.ts';

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

const maximumEvidenceLines = 200;
/** Ten thousand years: what SQLite can hold beyond that, a JavaScript number cannot. */
const longestSeconds = 315_576_000_000;
const maximumEvidenceLineLength = 2_000;

interface Statements {
  readonly dataVersion: StatementSync;
  readonly rowById: StatementSync;
  readonly rowsAfter: StatementSync;
  readonly newestRows: StatementSync;
  readonly latestBan: StatementSync;
  readonly latestBansAfter: StatementSync;
  readonly evidence: StatementSync;
}

export function openBanDatabase(path: string): BanDatabase {
  const file = createDatabaseFile(path, prepareStatements);
  const newRows = createNewRows();
  let lastVersion: string | null = null;

  return {
    newBans() {
      const rows = file.read(({ dataVersion, rowById, rowsAfter, newestRows }) => {
        const { data_version: current } = dataVersion.get() as { data_version: number };
        const version = `${file.openings()} ${current}`;
        if (version === lastVersion) return [];
        const added = newRows.take({
          row: (rowId) => toBanRows(rowById.all(rowId))[0],
          rowsAfter: (rowId, limit) => toBanRows(rowsAfter.all(rowId, limit)),
          newest: (limit) => toBanRows(newestRows.all(limit)).reverse(),
        });
        // A full read leaves more rows for the next look, so the version stays unknown until then.
        lastVersion = added.length < rowsPerRead ? version : null;
        return added;
      });
      return rows ?? [];
    },
    latestBan(jail, address) {
      const row = file.read(({ latestBan }) => latestBan.get(jail, address));
      return row ? toBanRow(row as unknown as BanTuple) : null;
    },
    async latestBans() {
      const rows: BanTuple[] = [];
      let slice: BanTuple[];
      do {
        const position = rows.at(-1)?.[0] ?? 0;
        slice =
          file.read(
            ({ latestBansAfter }) => latestBansAfter.all(position, rowsPerRead) as unknown as BanTuple[],
          ) ?? [];
        rows.push(...slice);
        await nextTurn();
      } while (slice.length === rowsPerRead);
      const byJail = Map.groupBy(rows, ([, jail]) => jail);
      return (jail) => new Map((byJail.get(jail) ?? []).map((row) => [row[2], toBanRow(row)]));
    },
    evidence(jail, address) {
      const row = file.read(
        (statements) => statements.evidence.get(jail, address) as { data: string | null } | undefined,
      );
      return row ? parseEvidence(row.data) : null;
    },
    problem: file.problem,
    close: file.close,
  };
}

function prepareStatements(database: DatabaseSync): Statements {
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
  const { failures, lines } = parseBanData(data);
  const kept = lines.slice(-maximumEvidenceLines).map((line) => line.slice(0, maximumEvidenceLineLength));
  return {
    failures,
    matches: kept,
    isTruncated: lines.length > kept.length || lines.some((line) => line.length > maximumEvidenceLineLength),
  };
}
