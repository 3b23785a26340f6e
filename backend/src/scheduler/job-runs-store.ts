/** The run log. Every write is bound to the term of the scheduler lock under which the run began. */
import type { Selectable, Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { JobRunsTable, Tables } from '../database/tables.ts';
import { commitFenced } from './fence.ts';

export interface JobRun {
  readonly id: number;
  readonly job: string;
  readonly state: JobRunsTable['state'];
  readonly trigger: JobRunsTable['trigger'];
  readonly requestedBy: string | null;
  /** Unix seconds, as are the two times below. */
  readonly queuedAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** By the job's own rules, as are `progress` and `result`; nothing but JSON. */
  readonly parameters: unknown;
  readonly progress: unknown;
  readonly result: unknown;
  /** A sentence: why it failed, was cancelled or interrupted. */
  readonly problem: string | null;
}

export type NewJobRun = Pick<JobRun, 'job' | 'trigger' | 'requestedBy' | 'parameters'>;
export type JobRunChanges = Partial<
  Pick<JobRun, 'state' | 'startedAt' | 'endedAt' | 'parameters' | 'progress' | 'result' | 'problem'>
>;

export type FencedWork = (transaction: Transaction<Tables>) => Promise<void>;
export type JobRunsStore = ReturnType<typeof createJobRunsStore>;

const keptRuns = 500;

/** @param instance what the rows name as the process that ran the job */
export function createJobRunsStore(database: Database, instance: string) {
  async function forgetOldest(transaction: Transaction<Tables>, job: string): Promise<void> {
    const oldest = await transaction
      .selectFrom('job_runs')
      .select('id')
      .where('job', '=', job)
      .orderBy('id', 'desc')
      .offset(keptRuns)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) return;
    await transaction.deleteFrom('job_runs').where('job', '=', job).where('id', '<=', oldest.id).execute();
  }

  return {
    /** @throws {FenceError} */
    add(fence: number, { job, trigger, requestedBy, parameters }: NewJobRun): Promise<JobRun> {
      return commitFenced(database, fence, async (transaction) => {
        const row = await transaction
          .insertInto('job_runs')
          .values({
            job,
            trigger,
            requested_by: requestedBy,
            state: 'queued',
            instance,
            fence,
            queued_at: Math.floor(Date.now() / 1_000),
            parameters: JSON.stringify(parameters),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await forgetOldest(transaction, job);
        return toRun(row);
      });
    },

    /**
     * @param work what is committed together with the changes, or not at all
     * @throws {FenceError}
     */
    async change(fence: number, id: number, changes: JobRunChanges, work?: FencedWork): Promise<void> {
      await commitFenced(database, fence, async (transaction) => {
        await work?.(transaction);
        await transaction.updateTable('job_runs').set(toColumns(changes)).where('id', '=', id).execute();
      });
    },

    /** Closes what earlier terms have left open: nobody is there any more to do it. @throws {FenceError} */
    async interruptOlder(fence: number): Promise<void> {
      await commitFenced(database, fence, (transaction) =>
        transaction
          .updateTable('job_runs')
          .set({
            state: 'interrupted',
            ended_at: Math.floor(Date.now() / 1_000),
            problem: 'The instance that ran it stopped, or lost the scheduler lock, before it was done.',
          })
          .where('state', 'in', ['queued', 'running'])
          .where('fence', '<', fence)
          .execute(),
      );
    },

    async find(id: number): Promise<JobRun | null> {
      const row = await database.selectFrom('job_runs').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },

    /** When a run of the job last ended well, in Unix seconds; null where the run log knows of none. */
    async lastSuccessAt(job: string): Promise<number | null> {
      const row = await database
        .selectFrom('job_runs')
        .select(({ fn }) => fn.max('ended_at').as('at'))
        .where('job', '=', job)
        .where('state', '=', 'succeeded')
        .executeTakeFirst();
      return row?.at ?? null;
    },

    /** The newest first; with `before` only those with a lower id. */
    async list(job: string, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<JobRun[]> {
      const rows = await database
        .selectFrom('job_runs')
        .selectAll()
        .where('job', '=', job)
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toRun);
    },
  };
}

function toRun(row: Selectable<JobRunsTable>): JobRun {
  const { id, job, state, trigger, problem } = row;
  return {
    id,
    job,
    state,
    trigger,
    requestedBy: row.requested_by,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    parameters: JSON.parse(row.parameters),
    progress: row.progress === null ? null : JSON.parse(row.progress),
    result: row.result === null ? null : JSON.parse(row.result),
    problem,
  };
}

function toColumns({ startedAt, endedAt, parameters, progress, result, ...same }: JobRunChanges) {
  return {
    ...same,
    ...(startedAt !== undefined && { started_at: startedAt }),
    ...(endedAt !== undefined && { ended_at: endedAt }),
    ...(parameters !== undefined && { parameters: JSON.stringify(parameters) }),
    ...(progress != null && { progress: JSON.stringify(progress) }),
    ...(result !== undefined && { result: JSON.stringify(result) }),
  };
}
