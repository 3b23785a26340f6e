/** The scheduler lock as this instance sees it. */
import type { Registry } from 'prom-client';
import type { SchedulerMode } from '../../config.ts';
import type { SchedulerLock } from '../../scheduler/lock.ts';
import { addPulledGauge, single } from './pulled-gauge.ts';

export type LockPicture = Pick<SchedulerLock, 'kind' | 'term' | 'holder' | 'problem'>;

export function addLockSeries(registry: Registry, lock: LockPicture, mode: SchedulerMode): void {
  addPulledGauge(registry, {
    name: 'bangui_scheduler_lock_info',
    help: 'Where the lock is kept, and what this instance does without it; always 1',
    labelNames: ['store', 'mode'],
    read: () => [[{ store: lock.kind, mode }, 1]],
  });
  addPulledGauge(registry, {
    name: 'bangui_scheduler_lock_held',
    help: 'Whether this instance holds the scheduler lock and runs the jobs',
    labelNames: [],
    read: () => single(lock.term() === null ? 0 : 1),
  });
  addPulledGauge(registry, {
    name: 'bangui_scheduler_lock_heartbeat_timestamp_seconds',
    help: 'Last heartbeat of the holder that this instance knows of; none while nobody holds the lock',
    labelNames: [],
    read: () => single(heartbeatOf(lock)),
  });
  addPulledGauge(registry, {
    name: 'bangui_scheduler_lock_failing',
    help: 'Whether the last try to take or to keep the lock failed',
    labelNames: [],
    read: () => single(lock.problem() === null ? 0 : 1),
  });
}

function heartbeatOf(lock: LockPicture): number | null {
  const holder = lock.holder();
  return holder === null ? null : holder.heartbeatAtMs / 1000;
}
