/** Opens BanGUI's own SQLite file and brings it to the newest schema. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

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
  await migrate(database);
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

function connect(path: string, busyTimeout: number): Database {
  const sqlite = new DatabaseSync(path, { timeout: busyTimeout });
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  return new Kysely({ dialect: new SqliteDialect({ database: asKyselyDatabase(sqlite) }) });
}

/** SQLite would give the file, which holds password hashes, the rights of any file; its journals take after it. */
function createForOwnerAlone(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
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
