/** Where the bars of a chart begin: hours, days, weeks and months as people in a time zone have them. */
import { Temporal } from 'temporal-polyfill';
import { type BucketName, bucketNames } from './bucket-names.ts';

/** Shorter than any bucket of that name is: a day has 23 hours in spring, a month 28 days. */
const shortestSeconds: Readonly<Record<BucketName, number>> = {
  minute: 60,
  five_minutes: 300,
  quarter_hour: 900,
  hour: 3_600,
  six_hours: 5 * 3_600,
  day: 23 * 3_600,
  week: 7 * 86_400 - 3_600,
  month: 28 * 86_400 - 3_600,
};

const usualSeconds: Readonly<Record<BucketName, number>> = {
  ...shortestSeconds,
  six_hours: 6 * 3_600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
};

/** As many bars as still can be told apart. */
const wantedBuckets = 120;

/** The narrowest bucket that cuts a window of this length into at most 120. */
export function narrowestBucket(windowSeconds: number): BucketName {
  return bucketNames.find((name) => windowSeconds / usualSeconds[name] <= wantedBuckets) ?? 'month';
}

/** How many buckets a window can have at most. */
export function mostBuckets(name: BucketName, windowSeconds: number): number {
  return Math.ceil(windowSeconds / shortestSeconds[name]) + 1;
}

/**
 * The beginnings of all buckets that have a part between `from` and `to` (Unix seconds, `to` exclusive), and the end of
 * the last one. Days are those of the time zone, with 23 or 25 hours where its clocks change; weeks begin on Monday.
 * @throws RangeError for a time zone that nobody knows
 */
export function bucketStarts(
  name: BucketName,
  from: number,
  to: number,
  timeZone: string,
): { starts: number[]; end: number } {
  let start = startOfBucket(name, zoned(from, timeZone));
  const starts: number[] = [];
  while (secondsOf(start) < to || starts.length === 0) {
    starts.push(secondsOf(start));
    start = startOfNext(name, start);
  }
  return { starts, end: secondsOf(start) };
}

function zoned(seconds: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone);
}

function secondsOf(time: Temporal.ZonedDateTime): number {
  return Math.floor(time.epochMilliseconds / 1000);
}

function startOfBucket(name: BucketName, time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  switch (name) {
    case 'month':
      return time.with({ day: 1 }).startOfDay();
    case 'week':
      return time.subtract({ days: time.dayOfWeek - 1 }).startOfDay();
    case 'day':
      return time.startOfDay();
    case 'six_hours':
      return time.startOfDay().withPlainTime({ hour: time.hour - (time.hour % 6) });
    default:
      // Offsets are whole quarters of an hour, so that shorter buckets are told by the hour's own minutes.
      return time.subtract({
        minutes: time.minute % (usualSeconds[name] / 60),
        seconds: time.second,
      });
  }
}

function startOfNext(name: BucketName, start: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  switch (name) {
    case 'month':
      return start.add({ months: 1 }).startOfDay();
    case 'week':
      return start.add({ days: 7 }).startOfDay();
    case 'day':
      return start.add({ days: 1 }).startOfDay();
    case 'six_hours':
      return start.hour >= 18
        ? start.add({ days: 1 }).startOfDay()
        : start.withPlainTime({ hour: start.hour - (start.hour % 6) + 6 });
    default:
      return start.add({ seconds: usualSeconds[name] });
  }
}
