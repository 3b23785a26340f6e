/**
 * fail2ban's own database file, read-only and in short reads: the daemon waits at most five seconds for its lock. It is
 * opened when it is needed, and again when its path leads to another file or its tables are made anew, as fail2ban does
 * when it brings an older file to its own version.
 */
import { statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export interface DatabaseFile<Statements> {
  /** null where the file cannot be read now; `problem` says why. */
  read<T>(ask: (statements: Statements) => T): T | null;
  /** Rises each time the file was opened: what was known about its rows may not hold any more. */
  openings(): number;
  /** Why the file cannot be read at the moment, or null when it can. */
  problem(): string | null;
  close(): void;
}

/** Waiting longer for the daemon's write lock would hold up our event loop; the next look tries again. */
const lockTimeoutMilliseconds = 250;

interface OpenFile<Statements> {
  readonly database: DatabaseSync;
  readonly identity: string;
  readonly schemaVersion: StatementSync;
  readonly schema: number;
  readonly statements: Statements;
}

export function createDatabaseFile<Statements>(
  path: string,
  prepare: (database: DatabaseSync) => Statements,
): DatabaseFile<Statements> {
  let open: OpenFile<Statements> | null = null;
  let lastProblem: string | null = null;
  let openings = 0;

  function close(): void {
    open?.database.close();
    open = null;
  }

  function currentStatements(): Statements {
    const { dev, ino } = statSync(path);
    const identity = `${dev}:${ino}`;
    if (open?.identity === identity && schemaOf(open.schemaVersion) === open.schema) return open.statements;
    close();
    const database = new DatabaseSync(path, { readOnly: true, timeout: lockTimeoutMilliseconds });
    try {
      const schemaVersion = database.prepare('PRAGMA schema_version');
      const schema = schemaOf(schemaVersion);
      open = { database, identity, schemaVersion, schema, statements: prepare(database) };
    } catch (error) {
      database.close();
      throw error;
    }
    openings += 1;
    return open.statements;
  }

  return {
    read(ask) {
      try {
        const answer = ask(currentStatements());
        lastProblem = null;
        return answer;
      } catch (error) {
        close();
        lastProblem = `fail2ban's database ${path} cannot be read: ${(error as Error).message}.`;
        return null;
      }
    },
    openings: () => openings,
    problem: () => lastProblem,
    close,
  };
}

/** SQLite counts up whenever tables are made or changed. */
function schemaOf(schemaVersion: StatementSync): number {
  return (schemaVersion.get() as { schema_version: number }).schema_version;
}
