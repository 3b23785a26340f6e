/** A lock among processes that ends with its holder, however that ends: SQLite's own, on a file of its own. */
import { DatabaseSync } from 'node:sqlite';

/** @returns what gives the lock back, or null while another holds it */
export function takeExclusiveLock(path: string): (() => void) | null {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return () => database.close();
}

/** SQLITE_BUSY, see https://sqlite.org/rescode.html#busy. */
function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5;
}
