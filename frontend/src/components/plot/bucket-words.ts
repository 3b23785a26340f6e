import type { HistoryTimeline } from '../../api/types';

type Bucket = HistoryTimeline['bucket'];
type Buckets = Pick<HistoryTimeline, 'bucket' | 'starts' | 'to'>;

const clock = { hour: '2-digit', minute: '2-digit' } as const;
const date = { day: 'numeric', month: 'short' } as const;

/** Whether clocks matter for buckets of this width; wider ones are days and more. */
const isWithinDay = (bucket: Bucket) => !['day', 'week', 'month'].includes(bucket);

/** Where a bucket ends, exclusive, in Unix seconds. */
export function endOf({ starts, to }: Buckets, index: number): number {
  return starts[index + 1] ?? to;
}

/** A bucket for people, in their zone: `Tue, 24 Nov 2026, 14:00 – 15:00`, `Nov 2026`. */
export function bucketInWords(buckets: Buckets, index: number, locale: string): string {
  const start = (buckets.starts[index] ?? 0) * 1000;
  // The last second, so that a week is said to end on its Sunday.
  const last = endOf(buckets, index) * 1000 - 1000;
  if (buckets.bucket === 'month')
    return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(start);
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', ...date, year: 'numeric' });
  if (buckets.bucket === 'day') return day.format(start);
  if (buckets.bucket === 'week') return day.formatRange(start, last);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    ...date,
    year: 'numeric',
    ...clock,
  }).formatRange(start, last + 1000);
}

/** What the time axis says below a bucket: its day where one begins, else its time of day. */
export function axisLabel(bucket: Bucket, start: number, locale: string): string {
  const at = new Date(start * 1000);
  if (bucket === 'month') return at.toLocaleDateString(locale, { month: 'short', year: '2-digit' });
  const isClock = isWithinDay(bucket) && minuteOfDay(at) !== 0;
  return isClock ? at.toLocaleTimeString(locale, clock) : at.toLocaleDateString(locale, date);
}

const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440];

/** The buckets that the axis labels, at most `most`: at round times of day where there is a choice. */
export function labelledBuckets({ bucket, starts }: Buckets, most: number): number[] {
  const all = starts.map((_, index) => index);
  if (!isWithinDay(bucket)) return everyNth(all, most);
  const minutes = starts.map((start) => minuteOfDay(new Date(start * 1000)));
  const fitting = clockSteps
    .map((step) => all.filter((index) => (minutes[index] ?? 0) % step === 0))
    .find((indexes) => indexes.length <= most);
  return (
    fitting ??
    everyNth(
      all.filter((index) => minutes[index] === 0),
      most,
    )
  );
}

function everyNth(indexes: number[], most: number): number[] {
  const step = Math.max(1, Math.ceil(indexes.length / Math.max(1, most)));
  return indexes.filter((_, position) => position % step === 0);
}

function minuteOfDay(at: Date): number {
  return at.getHours() * 60 + at.getMinutes();
}
