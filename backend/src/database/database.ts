/** Opens BanGUI's own SQLite file and brings it to the newest schema. */
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { useWriteAheadLog } from './write-ahead-log.ts';

export type Database = Kysely<Tables>;

/** The file can be read, but this version of BanGUI cannot work with it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

const busyTimeoutMilliseconds = 5_000;

/**
 * Opens (and creates, with its folder) the database file and applies missing migrations.
 * @param path a file, or `:memory:`
 * @throws Error when the file cannot be opened or is no database, DatabaseError when a newer BanGUI has written it.
 */
export async function openDatabase(path: string): Promise<Database> {
  if (path !== ':memory:') createForOwnerAlone(path);
  const database = connect(path, busyTimeoutMilliseconds);
  await migrateAlone(database);
  return database;
}

/**
 * A further connection to a file that `openDatabase` has opened. It fails at once, with SQLITE_BUSY, where another
 * one writes: a wait of SQLite's own would hold up the whole process.
 */
export function openBesides(path: string): Database {
  return connect(path, 0);
}

/** The absolute path of the file; empty for a database in memory. */
export async function databasePath(database: Database): Promise<string> {
  const { rows } = await sql<{ file: string }>`SELECT file FROM pragma_database_list`.execute(database);
  return rows[0]?.file ?? '';
}

/** Tells the file at this path from one that is there later; null where there is none. */
export function fileIdentity(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`;
}

function connect(path: string, busyTimeout: number): Database {
  const sqlite = new DatabaseSync(path, { timeout: busyTimeout });
  useWriteAheadLog(sqlite, busyTimeout);
  sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  const opened = fileIdentity(path);
  const close = () => {
    // SQLite removes the journals by their names, which may be those of another file by now.
    if (fileIdentity(path) === opened) sqlite.close();
  };
  return new Kysely({ dialect: new SqliteDialect({ database: { ...asKyselyDatabase(sqlite), close } }) });
}

/**
 * SQLite would give the file, which holds password hashes, the rights of any file; its journals take after it. Those of
 * a file that was deleted are still in use where another instance has it open, and must not be taken for the new one's.
 */
function createForOwnerAlone(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  for (const journal of ['-wal', '-shm']) rmSync(path + journal, { force: true });
}

/** Two instances that meet an empty file at once would both create its tables; the second one waits and finds them. */
async function migrateAlone(database: Database): Promise<void> {
  await sql`BEGIN IMMEDIATE`.execute(database);
  await migrate(database);
  await sql`COMMIT`.execute(database);
}

async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await database.destroy();
  throw new DatabaseError(
    `BanGUI's database cannot be brought to the form that this version needs: ${(error as Error).message}. If a newer BanGUI has written it, start that one again or restore the backup from before.`,
    { cause: error },
  );
}

/** Kysely's SQLite dialect speaks better-sqlite3; node:sqlite differs in how it takes parameters. */
function asKyselyDatabase(sqlite: DatabaseSync): SqliteDatabase {
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      const statement = sqlite.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}
