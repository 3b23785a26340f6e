import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';
import { createLogger } from '../log.ts';
import { createActiveRun, type JobContext } from './active-run.ts';
import { raiseFence } from './fence.ts';
import { createJobRunsStore, type JobRun } from './job-runs-store.ts';

const fence = 7;
const log = createLogger('fatal');
let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
  await raiseFence(database, fence);
});

afterEach(() => database.destroy());

/** @returns the run as it is told, and as the run log has it */
async function execute(run: (context: JobContext<unknown>) => Promise<unknown>) {
  const store = createJobRunsStore(database, 'this one');
  const added = { job: 'tidy', trigger: 'manual', requestedBy: null, parameters: null } as const;
  const row = await store.add(fence, added);
  const options = { definition: { name: 'tidy', run }, fence, store, log, onChange() {} };
  const active = createActiveRun(row, options);
  await active.execute();
  return { told: active.run(), recorded: (await store.find(row.id)) as JobRun };
}

test('what has succeeded stays so, whatever fails afterwards', async () => {
  const { told, recorded } = await execute(async ({ succeed }) => {
    await succeed('imported', async () => {});
    throw new Error('The disk is full.');
  });
  expect(told).toMatchObject({ state: 'succeeded', result: 'imported' });
  expect(recorded).toMatchObject({ state: 'succeeded', result: 'imported', problem: null });
});

test('what has succeeded stays so where the lock is lost right afterwards', async () => {
  const { told, recorded } = await execute(async ({ succeed }) => {
    await succeed('imported', async () => {});
    await raiseFence(database, fence + 1);
    await createJobRunsStore(database, 'another one').interruptOlder(fence + 1);
  });
  expect(told.state).toBe('succeeded');
  expect(recorded).toMatchObject({ state: 'succeeded', result: 'imported' });
});

test('without what it is for, there is no success', async () => {
  const { recorded } = await execute(({ succeed }) =>
    succeed('imported', async (transaction) => {
      await transaction.insertInto('settings').values({ name: 'set', value: 'new' }).execute();
      throw new Error('The disk is full.');
    }),
  );
  expect(recorded).toMatchObject({ state: 'failed', problem: 'The disk is full.' });
  expect(await database.selectFrom('settings').selectAll().execute()).toEqual([]);
});
