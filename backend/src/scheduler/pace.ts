/** Keeps what is asked for often from being done more often than makes sense. */

export interface Paced {
  /** Does the work now, or once the interval since the last time is over. */
  request(): void;
  /** Forgets what has been asked for and not been done. */
  cancel(): void;
}

export function createPaced(intervalMs: number, work: () => void): Paced {
  let doneAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function perform(): void {
    timer = undefined;
    doneAt = performance.now();
    work();
  }

  return {
    request() {
      const waitMs = intervalMs - (performance.now() - doneAt);
      if (waitMs <= 0) perform();
      else timer ??= setTimeout(perform, waitMs);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
