/**
 * Fencing: each acquisition of the scheduler lock has a higher number than the one before, and what a job commits is
 * bound to the number under which it ran. A holder that was paused for longer than the lock lives cannot commit.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** Another instance has acquired the lock since; nothing was committed. */
export class FenceError extends Error {
  override readonly name = 'FenceError';
}

/**
 * Runs `work` in a transaction that is committed only if `fence` is still the newest number. The check is a write,
 * so that it holds the database's write lock and no acquisition can come between it and the commit. Keep `work` short.
 * @throws {FenceError} before `work` is called
 */
export function commitFenced<T>(
  database: Database,
  fence: number,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('scheduler_fence')
      .set({ fence })
      .where('fence', '=', fence)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new FenceError('Another instance has taken over the scheduler lock; nothing was changed.');
    }
    return work(transaction);
  });
}

/**
 * Takes the next number: the time in milliseconds, or one more than the last where the clock is behind it. So numbers
 * rise even across a database that was lost.
 */
export async function takeNextFence(transaction: Transaction<Tables>, nowMs: number): Promise<number> {
  const { fence } = await transaction
    .updateTable('scheduler_fence')
    .set({ fence: sql<number>`max(fence + 1, ${nowMs})` })
    .returning('fence')
    .executeTakeFirstOrThrow();
  return fence;
}

/** Notes a number that was given out elsewhere; never lowers. */
export async function raiseFence(database: Database, fence: number): Promise<void> {
  await database
    .updateTable('scheduler_fence')
    .set({ fence: sql<number>`max(fence, ${fence})` })
    .execute();
}

export async function newestFence(database: Database): Promise<number> {
  const { fence } = await database.selectFrom('scheduler_fence').select('fence').executeTakeFirstOrThrow();
  return fence;
}
