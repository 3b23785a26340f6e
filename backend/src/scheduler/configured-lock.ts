/** The scheduler lock that the configuration asks for. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import { createSchedulerLock, type SchedulerLock, type SchedulerTimings } from './lock.ts';
import { createRedisLockStore } from './redis-lock-store.ts';
import { createSqliteLockStore } from './sqlite-lock-store.ts';

const sqliteTimings: SchedulerTimings = { heartbeatMs: 5_000, ttlMs: 60_000, heartbeatDeadlineMs: 5_000 };
const redisTimings: SchedulerTimings = { ...sqliteTimings, heartbeatMs: 2_500 };

export function createConfiguredLock(
  config: Pick<Config, 'schedulerLock' | 'schedulerMode'>,
  database: Database,
  log: Logger,
  wantedTimings?: SchedulerTimings,
): SchedulerLock {
  const { schedulerLock, schedulerMode: mode } = config;
  const timings = wantedTimings ?? (schedulerLock === 'sqlite' ? sqliteTimings : redisTimings);
  const store =
    schedulerLock === 'sqlite'
      ? createSqliteLockStore(database, timings.ttlMs)
      : createRedisLockStore(schedulerLock, database, timings.ttlMs);
  const instance = { instance: randomUUID(), host: hostname(), process: process.pid };
  return createSchedulerLock({ store, mode, instance, timings, log });
}
