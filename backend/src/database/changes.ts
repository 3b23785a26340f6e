/** Notices that somebody else, such as another instance, has written into the database. */
import { sql } from 'kysely';
import type { Logger } from '../log.ts';
import type { Database } from './database.ts';

export interface DatabaseChanges {
  /**
   * Has `readAnew` called after every change by another connection, and once at the start. It is never called while it
   * is still busy, and called again after it has failed; others need not wait for it.
   */
  follow(readAnew: () => Promise<void>): void;
  start(): void;
  /** Resolves when nobody reads any more. */
  stop(): Promise<void>;
}

interface Follower {
  readonly readAnew: () => Promise<void>;
  /** The version of the data that it knows, or is about to read. */
  version: number | null;
  reading: Promise<void> | null;
}

const lookMilliseconds = 1_000;

/**
 * Asks the connection once a second for its `data_version`, which changes with the writes of all connections but this
 * one, and is answered from memory that the connections share (sqlite.org/pragma.html#pragma_data_version).
 */
export function createDatabaseChanges(database: Database, log: Logger): DatabaseChanges {
  const followers: Follower[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const version = await dataVersion(database);
    for (const follower of followers) {
      if (follower.version !== version && follower.reading === null)
        follower.reading = read(follower, version);
    }
  }

  async function read(follower: Follower, version: number): Promise<void> {
    follower.version = version;
    await follower.readAnew().catch((error: unknown) => {
      follower.version = null;
      warn(error);
    });
    follower.reading = null;
  }

  function warn(error: unknown): void {
    log.warn(
      { event: 'database_changes_missed', err: error },
      'What others changed could not be read; trying again',
    );
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look().catch(warn).then(schedule);
    }, lookMilliseconds);
  }

  return {
    follow: (readAnew) => void followers.push({ readAnew, version: null, reading: null }),
    start: schedule,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(followers.map(({ reading }) => reading));
    },
  };
}

async function dataVersion(database: Database): Promise<number> {
  const { rows } = await sql<{ data_version: number }>`PRAGMA data_version`.execute(database);
  return rows[0]?.data_version ?? 0;
}
