/**
 * Slows down guessing: every failure doubles the wait before the next try is heard, per address and per account.
 * The wait for an account is short at most, so that a stranger cannot lock its owner out.
 */
export interface Throttle {
  /** Seconds until this key is heard again; 0 means now. */
  waitSeconds(key: string): number;
  recordFailure(key: string): void;
  forget(key: string): void;
}

export interface ThrottleOptions {
  /** Failures before the first wait. */
  readonly freeFailures: number;
  readonly longestWaitSeconds: number;
  readonly now?: () => number;
}

interface Failures {
  count: number;
  lastAt: number;
}

/** More keys than this and the oldest are forgotten, so that memory stays bounded under attack. */
const maximumKeys = 50_000;

export function createThrottle({
  freeFailures,
  longestWaitSeconds,
  now = nowSeconds,
}: ThrottleOptions): Throttle {
  const failures = new Map<string, Failures>();

  function waitAfter(count: number): number {
    return count <= freeFailures ? 0 : Math.min(2 ** (count - freeFailures), longestWaitSeconds);
  }

  /** Long quiet forgives: after ten times the longest wait a key starts anew. */
  function isForgiven({ lastAt }: Failures): boolean {
    return now() - lastAt > longestWaitSeconds * 10;
  }

  return {
    waitSeconds(key) {
      const entry = failures.get(key);
      if (entry === undefined || isForgiven(entry)) return 0;
      return Math.max(0, Math.ceil(entry.lastAt + waitAfter(entry.count) - now()));
    },
    recordFailure(key) {
      const entry = failures.get(key);
      const count = entry === undefined || isForgiven(entry) ? 1 : entry.count + 1;
      failures.delete(key);
      failures.set(key, { count, lastAt: now() });
      const oldest = failures.keys().next();
      if (failures.size > maximumKeys && !oldest.done) failures.delete(oldest.value);
    },
    forget(key) {
      failures.delete(key);
    },
  };
}

/** Not the time of day: a clock that is set back must not make anybody wait for as long. */
function nowSeconds(): number {
  return performance.now() / 1000;
}
