/**
 * The scheduler lock as a row of BanGUI's own database, on a connection of its own: that one waits for other writers
 * in small steps instead of holding up every request.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { type Database, databasePath, fileIdentity, openBesides } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { takeNextFence } from './fence.ts';
import {
  type Instance,
  type LockHolder,
  type LockStore,
  SchedulerLockUnavailableError,
} from './lock-store.ts';

const retryMilliseconds = 20;
/** https://www.sqlite.org/rescode.html */
const sqliteBusy = 5;

/** @param ttlMs how long a lock lives without a heartbeat, by the system's clock */
export function createSqliteLockStore(database: Database, ttlMs: number): LockStore {
  let file: OpenedFile | undefined;

  async function onFile<T>(signal: AbortSignal, work: (file: OpenedFile) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        file ??= await openFile(database);
        return await work(file);
      } catch (error) {
        if (!isBusy(error)) throw unavailable(error);
        if (signal.aborted) throw new SchedulerLockUnavailableError(lockedByAnother, { cause: error });
      }
      await pause(retryMilliseconds);
    }
  }

  async function acquire(instance: Instance, signal: AbortSignal) {
    return onFile(signal, async ({ connection, isReplaced }) => {
      if (isReplaced()) throw new SchedulerLockUnavailableError(fileReplaced);
      return connection.transaction().execute((transaction) => take(transaction, instance, ttlMs));
    });
  }

  return {
    kind: 'sqlite',
    acquire,

    renew: (instance, fence, signal) =>
      onFile(signal, async ({ connection, isReplaced }) => {
        if (isReplaced()) return false;
        const { numUpdatedRows } = await connection
          .updateTable('scheduler_lock')
          .set({ heartbeat_at_ms: Date.now() })
          .where('instance', '=', instance.instance)
          .where('fence', '=', fence)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    release: (instance, fence, signal) =>
      onFile(signal, async ({ connection }) => {
        await connection
          .deleteFrom('scheduler_lock')
          .where('instance', '=', instance.instance)
          .where('fence', '=', fence)
          .execute();
      }),

    async close() {
      await file?.connection.destroy();
    },
  };
}

async function take(
  transaction: Transaction<Tables>,
  instance: Instance,
  ttlMs: number,
): Promise<{ fence: number } | { heldBy: LockHolder }> {
  const now = Date.now();
  await transaction
    .deleteFrom('scheduler_lock')
    .where((row) =>
      row.or([
        row('instance', '=', instance.instance),
        row('heartbeat_at_ms', '<', now - ttlMs),
        // The clock was set back: this one would seem to live for as long as it was set back by.
        row('heartbeat_at_ms', '>', now + ttlMs),
      ]),
    )
    .execute();
  const row = await transaction.selectFrom('scheduler_lock').selectAll().executeTakeFirst();
  if (row !== undefined) {
    const { id: _, acquired_at_ms: acquiredAtMs, heartbeat_at_ms: heartbeatAtMs, ...holder } = row;
    return { heldBy: { ...holder, acquiredAtMs, heartbeatAtMs } };
  }
  const fence = await takeNextFence(transaction, now);
  await transaction
    .insertInto('scheduler_lock')
    .values({ id: 1, ...instance, fence, acquired_at_ms: now, heartbeat_at_ms: now })
    .execute();
  return { fence };
}

interface OpenedFile {
  readonly connection: Database;
  /** A deleted file lives on for those who have it open, while the next instance begins a new one. */
  isReplaced(): boolean;
}

async function openFile(database: Database): Promise<OpenedFile> {
  const path = await databasePath(database);
  const connection = openBesides(path);
  const own = fileIdentity(path);
  return { connection, isReplaced: () => fileIdentity(path) !== own };
}

const lockedByAnother =
  'Another program keeps BanGUI’s database locked, so that the scheduler lock cannot be written.';
const fileReplaced =
  'BanGUI’s database file was deleted or replaced while BanGUI had it open. Start BanGUI again, so that it uses the new one.';

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && (code & 0xff) === sqliteBusy;
}

function unavailable(error: unknown): SchedulerLockUnavailableError {
  if (error instanceof SchedulerLockUnavailableError) return error;
  return new SchedulerLockUnavailableError(
    `BanGUI’s database cannot keep the scheduler lock: ${(error as Error).message}. Check the disk and the rights of BANGUI_DATA_DIR.`,
    { cause: error },
  );
}
