/**
 * The archive's own SQLite file. It lies beside BanGUI's other database and not in it, so that taking in a million bans
 * holds up neither the scheduler's heartbeats nor a login, and so that it can give deleted space back in small steps.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { useWriteAheadLog } from '../database/write-ahead-log.ts';

/** Another instance may be writing. */
const busyTimeoutMilliseconds = 5_000;
const pageBytes = 16_384;
const cacheKibibytes = 32_768;
/** Columns are read where the kernel keeps the file anyway, three times faster; SQLite maps no more than this. */
const mappedBytes = 0x7fff_0000;
/** Pages that many bans touch are written once for all of them. */
const pagesPerCheckpoint = 4_000;
const longestJournalBytes = 16_777_216;

/** Each step brings the file from the version that is its index to the next. A step that has landed is never edited. */
const steps = [
  `
  CREATE TABLE sources (id INTEGER PRIMARY KEY, jail TEXT NOT NULL, origin TEXT NOT NULL, bans INTEGER NOT NULL,
    UNIQUE (jail, origin));
  CREATE TABLE countries (id INTEGER PRIMARY KEY, code TEXT UNIQUE, bans INTEGER NOT NULL, addresses INTEGER NOT NULL);
  CREATE TABLE operators (id INTEGER PRIMARY KEY, asn INTEGER UNIQUE, name TEXT, bans INTEGER NOT NULL,
    addresses INTEGER NOT NULL);
  CREATE INDEX operators_bans ON operators (bans) WHERE bans > 1;
  CREATE TABLE networks (id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, bans INTEGER NOT NULL,
    addresses INTEGER NOT NULL);
  CREATE INDEX networks_bans ON networks (bans) WHERE bans > 1;
  CREATE TABLE addresses (id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, network_id INTEGER NOT NULL,
    country_id INTEGER NOT NULL, operator_id INTEGER NOT NULL, bans INTEGER NOT NULL,
    has_moved INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX addresses_moved ON addresses (id) WHERE has_moved = 1;
  CREATE INDEX addresses_bans ON addresses (bans) WHERE bans > 1;
  CREATE TABLE events (id INTEGER PRIMARY KEY, address_id INTEGER NOT NULL, source_id INTEGER NOT NULL,
    country_id INTEGER NOT NULL, operator_id INTEGER NOT NULL, duration_seconds INTEGER, ban_count INTEGER NOT NULL,
    failures INTEGER, ended_at INTEGER, end_reason TEXT, released_by TEXT);
  CREATE INDEX events_address ON events (address_id);
  CREATE TABLE lines (event_id INTEGER PRIMARY KEY, is_truncated INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE TABLE open_bans (event_id INTEGER PRIMARY KEY);
  CREATE TABLE chunks (first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL, events INTEGER NOT NULL);
  CREATE TABLE column_times (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_ordinals (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_addresses (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_networks (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_sources (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_countries (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE column_operators (first_id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE series (id INTEGER PRIMARY KEY, slots BLOB NOT NULL);
  CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO totals VALUES ('events', 0), ('addresses', 0), ('networks', 0);
  INSERT INTO countries VALUES (0, NULL, 0, 0);
  INSERT INTO operators VALUES (0, NULL, NULL, 0, 0);
  `,
];

/** The file was written by a newer BanGUI. */
class ArchiveFileError extends Error {
  override readonly name = 'ArchiveFileError';
}

/**
 * Opens (and creates, for its owner alone) the archive and brings it to the newest form.
 * @throws Error when the file cannot be opened or is no database, ArchiveFileError when a newer BanGUI has written it
 */
export function openArchiveFile(path: string): DatabaseSync {
  createForOwnerAlone(path);
  const database = new DatabaseSync(path, { timeout: busyTimeoutMilliseconds });
  try {
    database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL;`);
    useWriteAheadLog(database, busyTimeoutMilliseconds);
    database.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${pagesPerCheckpoint};
      PRAGMA journal_size_limit = ${longestJournalBytes};
      PRAGMA cache_size = -${cacheKibibytes}; PRAGMA mmap_size = ${mappedBytes};`);
    inTransaction(database, () => migrate(database));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `work` so that all of it happens or nothing does, and nobody else writes meanwhile. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function migrate(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > steps.length) {
    throw new ArchiveFileError(
      'The archive was written by a newer BanGUI. Start that one again, or restore the backup from before.',
    );
  }
  for (const step of steps.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${steps.length}`);
}

function createForOwnerAlone(path: string): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
