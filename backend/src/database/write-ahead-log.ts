import type { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY (sqlite.org/rescode.html). */
const busy = 5;
const pauseMilliseconds = 20;

/**
 * Has a database keep its journal beside the file, so that reading and writing do not wait for each other. Where another
 * process changes the same fresh file at this moment, SQLite refuses at once, whatever its own time-out: we try again.
 * Blocks meanwhile, for at most `patienceMilliseconds`.
 * @throws the error of SQLite
 */
export function useWriteAheadLog(database: DatabaseSync, patienceMilliseconds: number): void {
  const deadline = performance.now() + patienceMilliseconds;
  while (!tryWriteAheadLog(database, performance.now() < deadline)) pause();
}

function tryWriteAheadLog(database: DatabaseSync, mayBeBusy: boolean): boolean {
  try {
    database.exec('PRAGMA journal_mode = WAL');
    return true;
  } catch (error) {
    if (mayBeBusy && (error as { errcode?: number }).errcode === busy) return false;
    throw error;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
}
