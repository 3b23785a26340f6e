import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { commitFenced, FenceError, newestFence, raiseFence, takeNextFence } from './fence.ts';

let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
});

afterEach(() => database.destroy());

const note = (fence: number) =>
  commitFenced(database, fence, (transaction) =>
    transaction
      .insertInto('settings')
      .values({ name: `by ${fence}`, value: '' })
      .execute(),
  );

const names = async () =>
  (await database.selectFrom('settings').select('name').execute()).map(({ name }) => name);

test('the newest number commits, an older one commits nothing and is told so', async () => {
  await raiseFence(database, 7);
  await note(7);
  await raiseFence(database, 8);
  await expect(note(7)).rejects.toThrow(FenceError);
  await note(8);
  expect(await names()).toEqual(['by 7', 'by 8']);
});

test('a number that nobody has been given does not commit', async () => {
  await expect(note(1)).rejects.toThrow(FenceError);
});

test('work that fails leaves nothing behind', async () => {
  await raiseFence(database, 7);
  const failing = commitFenced(database, 7, async (transaction) => {
    await transaction.insertInto('settings').values({ name: 'half', value: '' }).execute();
    throw new Error('no further');
  });
  await expect(failing).rejects.toThrow('no further');
  expect(await names()).toEqual([]);
});

test('numbers follow the clock, rise while it stands still or is set back, and are never lowered', async () => {
  const take = (nowMs: number) =>
    database.transaction().execute((transaction) => takeNextFence(transaction, nowMs));
  expect(await take(1_000)).toBe(1_000);
  expect(await take(1_000)).toBe(1_001);
  expect(await take(5)).toBe(1_002);
  await raiseFence(database, 3);
  expect(await newestFence(database)).toBe(1_002);
});
