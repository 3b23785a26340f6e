/** What a place that keeps the scheduler lock can do. */

export interface Instance {
  /** Random, one for each start of a process. */
  readonly instance: string;
  readonly host: string;
  readonly process: number;
}

export interface LockHolder extends Instance {
  readonly fence: number;
  readonly acquiredAtMs: number;
  readonly heartbeatAtMs: number;
}

/** Each call ends at the latest when its signal aborts, and throws SchedulerLockUnavailableError where it fails. */
export interface LockStore {
  readonly kind: 'sqlite' | 'redis';
  /** Takes the lock with the next fencing number unless another instance has a living one. */
  acquire(instance: Instance, signal: AbortSignal): Promise<{ fence: number } | { heldBy: LockHolder }>;
  /** @returns whether the lock is still this instance's, under this number */
  renew(instance: Instance, fence: number, signal: AbortSignal): Promise<boolean>;
  /** Gives the lock back if it is still this instance's. */
  release(instance: Instance, fence: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The lock can be neither taken nor refused now; the message says why and what to do. */
export class SchedulerLockUnavailableError extends Error {
  override readonly name = 'SchedulerLockUnavailableError';
}
