/**
 * The scheduler lock: of all instances that share it, one at a time runs the jobs. It takes the lock, keeps it by
 * heartbeats, and knows by its own monotonic clock when it may not rely on it any more, before anybody else can
 * have it.
 */
import type { SchedulerMode } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Instance, LockHolder, LockStore } from './lock-store.ts';

export interface SchedulerTimings {
  readonly heartbeatMs: number;
  /** A lock without a heartbeat for this long is anybody's. */
  readonly ttlMs: number;
  /** An update of the lock that takes longer is given up until the next heartbeat. */
  readonly heartbeatDeadlineMs: number;
}

export interface LockListener {
  /** Awaited before any job may run under this number. Where it fails, the lock is given back. */
  onAcquired(fence: number): Promise<void>;
  /** Jobs may run from now on. */
  onHeld(): void;
  /** Jobs have to stop at once. */
  onLost(): void;
  /** Another instance, or none, holds the lock now. */
  onChange(): void;
}

export interface SchedulerLock {
  readonly kind: LockStore['kind'];
  /** This one; not necessarily the holder. */
  readonly instance: Instance;
  /**
   * Takes the lock, and keeps it or waits for it from then on.
   * @throws {SchedulerLockHeldError} in the mode `exclusive`, where another instance holds it
   * @throws {SchedulerLockUnavailableError} in both modes: a lock that cannot be asked is most likely a wrong setting
   */
  start(listener: LockListener): Promise<void>;
  /** The fencing number under which jobs may run at this moment; null where they may not. */
  term(): number | null;
  /** As last seen; null where nobody holds the lock. */
  holder(): LockHolder | null;
  /** Why the lock could not be updated or taken last. */
  problem(): string | null;
  /** Gives the lock back. Jobs have to be stopped before. */
  stop(): Promise<void>;
}

export interface SchedulerLockOptions {
  readonly store: LockStore;
  readonly mode: SchedulerMode;
  readonly instance: Instance;
  readonly timings: SchedulerTimings;
  readonly log: Logger;
}

export class SchedulerLockHeldError extends Error {
  override readonly name = 'SchedulerLockHeldError';
}

interface Term {
  readonly fence: number;
  readonly acquiredAtMs: number;
  heartbeatAtMs: number;
  /** By the monotonic clock, when the last successful update was asked for. */
  renewedAt: number;
  mayRun: boolean;
}

/** After a loss this many heartbeats pass first: whoever took the lock away deserves the first try. */
const heartbeatsToSkip = 1;

export function createSchedulerLock(options: SchedulerLockOptions): SchedulerLock {
  const { store, mode, instance, timings, log } = options;
  const { heartbeatMs, ttlMs, heartbeatDeadlineMs } = timings;
  /** One heartbeat before the lock can pass elsewhere. */
  const trustedMs = ttlMs - heartbeatMs;
  let listener: LockListener;
  let held: Term | null = null;
  let other: LockHolder | null = null;
  let problem: string | null = null;
  let skippedHeartbeats = 0;
  let isStopped = false;
  let turn: Promise<unknown> = Promise.resolve();
  let beginning: Promise<void> = Promise.resolve();
  let heartbeatTimer: NodeJS.Timeout | undefined;
  let expiryTimer: NodeJS.Timeout | undefined;

  function ownHolder({ fence, acquiredAtMs, heartbeatAtMs }: Term): LockHolder {
    return { ...instance, fence, acquiredAtMs, heartbeatAtMs };
  }

  function isTrusted({ renewedAt }: Term): boolean {
    return performance.now() - renewedAt < trustedMs;
  }

  function scheduleHeartbeat(): void {
    if (isStopped) return;
    heartbeatTimer = setTimeout(() => {
      turn = (held === null ? compete() : renew(held)).finally(scheduleHeartbeat);
    }, heartbeatMs);
  }

  function watchExpiry(term: Term): void {
    clearTimeout(expiryTimer);
    const remainingMs = trustedMs - (performance.now() - term.renewedAt);
    expiryTimer = setTimeout(() => lose(term, tooLongAgo), Math.max(0, remainingMs));
  }

  async function take(): Promise<Term | null> {
    const renewedAt = performance.now();
    const outcome = await store.acquire(instance, AbortSignal.timeout(heartbeatDeadlineMs));
    problem = null;
    if ('heldBy' in outcome) {
      noteOther(outcome.heldBy);
      return null;
    }
    const { fence } = outcome;
    other = null;
    held = { fence, renewedAt, acquiredAtMs: Date.now(), heartbeatAtMs: Date.now(), mayRun: false };
    watchExpiry(held);
    log.info({ event: 'scheduler_lock_acquired', fence }, 'This instance holds the scheduler lock');
    return held;
  }

  function noteOther(holder: LockHolder): void {
    const isNews = other?.instance !== holder.instance;
    other = holder;
    if (!isNews) return;
    log.warn({ event: 'scheduler_lock_held_by_other_instance', ...holder }, describe(holder));
    listener.onChange();
  }

  async function compete(): Promise<void> {
    skippedHeartbeats -= 1;
    if (skippedHeartbeats >= 0) return;
    try {
      const term = await take();
      if (term !== null) beginning = begin(term).catch(reportFailedBegin);
    } catch (error) {
      noteUnavailable((error as Error).message);
    }
  }

  async function begin(term: Term): Promise<void> {
    try {
      await listener.onAcquired(term.fence);
    } catch (error) {
      if (held === term) await giveBack(term);
      throw error;
    }
    if (held !== term || isStopped) return;
    term.mayRun = true;
    listener.onHeld();
    listener.onChange();
  }

  async function renew(term: Term): Promise<void> {
    if (!isTrusted(term)) return lose(term, tooLongAgo);
    const startedAt = performance.now();
    const signal = AbortSignal.timeout(heartbeatDeadlineMs);
    try {
      const isOurs = await store.renew(instance, term.fence, signal);
      if (held !== term) return;
      if (!isOurs) return lose(term, takenAway);
      Object.assign(term, { renewedAt: startedAt, heartbeatAtMs: Date.now() });
      problem = null;
      watchExpiry(term);
      reportHeartbeat(performance.now() - startedAt);
    } catch (error) {
      problem = (error as Error).message;
      if (signal.aborted) reportTimeout(performance.now() - startedAt, problem);
      else log.warn({ event: 'scheduler_lock_heartbeat_failed', fence: term.fence, isLost: false }, problem);
    }
  }

  function lose(term: Term, reason: string): void {
    if (held !== term) return;
    clearTimeout(expiryTimer);
    held = null;
    skippedHeartbeats = heartbeatsToSkip;
    problem = `The scheduler lock is lost: ${reason}. Jobs are stopped.`;
    log.warn({ event: 'scheduler_lock_heartbeat_failed', fence: term.fence, isLost: true }, problem);
    listener.onLost();
    listener.onChange();
  }

  async function giveBack({ fence }: Term): Promise<void> {
    clearTimeout(expiryTimer);
    held = null;
    skippedHeartbeats = heartbeatsToSkip;
    try {
      await store.release(instance, fence, AbortSignal.timeout(heartbeatDeadlineMs));
      log.info({ event: 'scheduler_lock_released', fence }, 'The scheduler lock is given back');
    } catch (error) {
      log.warn({ event: 'scheduler_lock_release_failed', fence }, (error as Error).message);
    }
  }

  function reportHeartbeat(durationMs: number): void {
    if (durationMs > heartbeatDeadlineMs) reportTimeout(durationMs, 'It was updated in the end.');
    else
      log.debug({ event: 'scheduler_lock_heartbeat_updated', durationMs }, 'The scheduler lock is renewed');
  }

  function reportTimeout(durationMs: number, reason: string): void {
    log.error(
      { event: 'scheduler_lock_heartbeat_timeout', durationMs: Math.round(durationMs) },
      `Updating the scheduler lock took longer than ${heartbeatDeadlineMs / 1000} s. ${reason}`,
    );
  }

  function noteUnavailable(message: string): void {
    if (message === problem) return;
    problem = message;
    log.warn({ event: 'scheduler_lock_unavailable' }, message);
    listener.onChange();
  }

  function reportFailedBegin(error: unknown): void {
    log.error({ event: 'scheduler_start_failed', err: error }, 'Jobs cannot start; the lock is given back');
  }

  return {
    kind: store.kind,
    instance,

    async start(startListener) {
      listener = startListener;
      const taking = take();
      turn = taking.then(ignore, ignore);
      const term = await taking;
      if (other !== null && mode === 'exclusive') throw new SchedulerLockHeldError(refusal(other, ttlMs));
      scheduleHeartbeat();
      if (term !== null) await begin(term);
    },

    term: () => (held?.mayRun && isTrusted(held) ? held.fence : null),
    holder: () => (held === null ? other : ownHolder(held)),
    problem: () => problem,

    async stop() {
      isStopped = true;
      clearTimeout(heartbeatTimer);
      await turn;
      await beginning;
      if (held !== null) await giveBack(held);
      await store.close();
    },
  };
}

const tooLongAgo = 'its last heartbeat is too long ago';
const takenAway = 'it was deleted, or another instance has taken it';

function ignore(): void {}

function describe({ host, process, acquiredAtMs, heartbeatAtMs }: LockHolder): string {
  return `Another BanGUI runs the jobs: ${host}, process ${process}, since ${timeOf(acquiredAtMs)}, last heartbeat ${timeOf(heartbeatAtMs)}.`;
}

function refusal(holder: LockHolder, ttlMs: number): string {
  return `${describe(holder)} Stop it first, or set BANGUI_SCHEDULER_MODE=standby to let this one wait. If it has crashed, its lock ends ${ttlMs / 1000} s after its last heartbeat.`;
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
