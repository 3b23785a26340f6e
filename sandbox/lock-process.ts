/**
 * An instance reduced to its scheduler lock and one job, which commits a row every few milliseconds: for the tests
 * that stop, pause and kill it. Its log goes to standard output.
 *
 *     node lock-process.ts DATABASE 'sqlite'|REDIS_URL exclusive|standby TIMINGS_AS_JSON
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { SchedulerMode } from '../backend/src/config.ts';
import { openDatabase } from '../backend/src/database/database.ts';
import { createLogger } from '../backend/src/log.ts';
import { createConfiguredLock } from '../backend/src/scheduler/configured-lock.ts';
import { commitFenced, FenceError } from '../backend/src/scheduler/fence.ts';
import { SchedulerLockHeldError, type SchedulerTimings } from '../backend/src/scheduler/lock.ts';

const [path = '', place = '', mode = '', timings = ''] = process.argv.slice(2);
const log = createLogger('info');
const database = await openDatabase(path);
const settings = {
  schedulerLock: place === 'sqlite' ? ('sqlite' as const) : new URL(place),
  schedulerMode: mode as SchedulerMode,
};
const lock = createConfiguredLock(settings, database, log, JSON.parse(timings) as SchedulerTimings);
const { instance } = lock.instance;
const row = { job: 'commit', state: 'succeeded', trigger: 'start', parameters: 'null' } as const;
const thinkingMs = 3;
let isStopping = false;

async function commit(fence: number): Promise<void> {
  // Long enough that a pause of the process comes between the decision and the commit as often as not.
  await pause(thinkingMs);
  try {
    await commitFenced(database, fence, (transaction) =>
      transaction
        .insertInto('job_runs')
        .values({ ...row, instance, fence, queued_at: Math.floor(Date.now() / 1_000) })
        .execute(),
    );
  } catch (error) {
    if (!(error instanceof FenceError)) throw error;
    log.info({ event: 'commit_refused', fence });
  }
}

process.on('SIGTERM', () => {
  isStopping = true;
});

try {
  await lock.start({ async onAcquired() {}, onHeld() {}, onLost() {}, onChange() {} });
} catch (error) {
  if (error instanceof SchedulerLockHeldError) process.exit(75);
  throw error;
}
log.info({ event: 'started' });
while (!isStopping) {
  const term = lock.term();
  if (term === null) await pause(thinkingMs);
  else await commit(term);
}
await lock.stop();
await database.destroy();
