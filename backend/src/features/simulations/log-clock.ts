/**
 * The clock of a daemon that reads a log as it is written: the newest time so far. As `processLine` in fail2ban's
 * server/filter.py, it does not believe a line that is more than a minute away from it, nor one without a time.
 */
export interface LogClock {
  /**
   * @param at what the line says, Unix seconds; null where it says nothing
   * @returns when fail2ban takes it to have happened; null before the first line with a time
   */
  take(at: number | null): number | null;
}

const believedSeconds = 60;

/** @param now Unix seconds: no line can come from later */
export function createLogClock(now: number): LogClock {
  let newest: number | null = null;
  return {
    take(at) {
      if (at === null || at > now + believedSeconds) return newest;
      newest = Math.max(newest ?? at, at);
      return at < newest - believedSeconds ? newest : at;
    },
  };
}
