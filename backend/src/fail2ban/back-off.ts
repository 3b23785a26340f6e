import type { Fail2banError } from './errors.ts';

export type BackOff = {
  /** Begins a pause: half of its full length at least, the rest by chance. */
  start(error: Fail2banError): void;
  /** Ends the pause; the next one is short again. */
  reset(): void;
  /** The error of the last failure while its pause lasts. */
  recentError(): Fail2banError | undefined;
};

/** Pauses after failures in a row: the first is short, each further one twice as long, up to the longest. */
export function createBackOff(firstPauseMilliseconds: number, longestPauseMilliseconds: number): BackOff {
  let pause = firstPauseMilliseconds;
  let endsAt = 0;
  let lastError: Fail2banError | undefined;
  return {
    start(error) {
      // Jitter keeps several instances from knocking in step.
      endsAt = performance.now() + pause * (0.5 + Math.random() / 2);
      pause = Math.min(pause * 2, longestPauseMilliseconds);
      lastError = error;
    },
    reset() {
      pause = firstPauseMilliseconds;
      endsAt = 0;
    },
    recentError: () => (performance.now() < endsAt ? lastError : undefined),
  };
}
