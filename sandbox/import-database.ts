import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

export interface ImportRun {
  readonly id: number;
  readonly state: string;
  readonly fence: number;
}

export interface ImportVersion {
  readonly id: number;
  readonly digest: string;
  readonly run_id: number;
  readonly fence: number;
  readonly is_current: number;
}

/** Who has the scheduler lock: the process, and under which number. */
export interface Holder {
  readonly process: number;
  readonly fence: number;
}

/** BanGUI's database as an operator sees it from outside. Opened anew each time, as the file may be deleted. */
export function openFromOutside(file: string) {
  /** Without a right to write, so that no new file is made. */
  function rows<Row>(sql: string): Row[] {
    using database = new DatabaseSync(file, { timeout: 5_000, readOnly: true });
    return database.prepare(sql).all() as Row[];
  }

  return {
    holder: () => rows<Holder>('SELECT process, fence FROM scheduler_lock')[0],
    runs: () => rows<ImportRun>('SELECT id, state, fence FROM job_runs ORDER BY id'),
    versions: () => rows<ImportVersion>('SELECT * FROM blocklist_versions ORDER BY id'),

    deleteLock(): void {
      using database = new DatabaseSync(file, { timeout: 5_000 });
      database.exec('DELETE FROM scheduler_lock');
    },

    delete: () => rm(file),

    /** A process that is stopped within a transaction keeps the database to itself until it goes on. */
    isLocked(): boolean {
      using probe = new DatabaseSync(file, { timeout: 200 });
      try {
        probe.exec('BEGIN IMMEDIATE; ROLLBACK');
        return false;
      } catch {
        return true;
      }
    },
  };
}
