/** When a job is due: a cron expression (crontab(5), optionally with seconds first) in a time zone. */
import { Cron } from 'croner';

const shortestGapMinutes = 5;
const longestExpression = 100;
/** More than a day of the densest schedule that is allowed, so that every gap of it is seen. */
const runsToLookAt = 300;

/** @returns a sentence that says what is wrong; null for a schedule that can be used */
export function checkSchedule(expression: string, timeZone: string): string | null {
  const mistake = checkTimeZone(timeZone);
  if (mistake !== null) return mistake;
  const cron = expression.length > longestExpression ? null : parse(expression, timeZone);
  if (cron === null) {
    return `"${expression.slice(0, longestExpression)}" is not a cron expression such as "0 3 * * *".`;
  }
  const runs = cron.nextRuns(runsToLookAt).map((run) => run.getTime());
  if (runs.length === 0) return `"${expression}" never comes.`;
  const isTooOften = runs.some((run, index) => run - (runs[index - 1] ?? 0) < shortestGapMinutes * 60_000);
  return isTooOften ? `"${expression}" comes more often than every ${shortestGapMinutes} minutes.` : null;
}

/** @returns a sentence that says what is wrong; null for a time zone that is known */
export function checkTimeZone(timeZone: string): string | null {
  return isTimeZone(timeZone) ? null : `"${timeZone}" is not a time zone such as Europe/Berlin.`;
}

/** @returns Unix seconds of the first time after `after` (Unix seconds); null where it never comes */
export function nextRunAfter(expression: string, timeZone: string, after: number): number | null {
  const next = parse(expression, timeZone)?.nextRun(new Date(after * 1_000));
  return next ? next.getTime() / 1_000 : null;
}

function parse(expression: string, timeZone: string): Cron | null {
  try {
    return new Cron(expression, { timezone: timeZone });
  } catch {
    return null;
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
