import type { HistorySplit, HistoryTimeline } from '../../api/types';

/** One colour of the stacked bars. */
export interface PlotSeries {
  id: string;
  name: string;
  /** A CSS colour, as a variable that follows the colour scheme. */
  color: string;
  total: number;
  /** One for each bucket. */
  counts: readonly number[];
}

export interface SeriesWords {
  bans: string;
  unknown: string;
  others: (count: number) => string;
  /** What a jail, country or origin is called. */
  nameOf: (split: HistorySplit, key: string) => string;
}

/** The series of a timeline, largest first, the summed up rest last. */
export function seriesOf(timeline: HistoryTimeline, split: HistorySplit, words: SeriesWords): PlotSeries[] {
  const sorted = timeline.series.flatMap(({ key }) => key ?? []).sort();
  const series = timeline.series.map(({ key, ...rest }) => ({
    id: key === null ? 'unknown' : `key ${key}`,
    name: split === 'none' ? words.bans : key === null ? words.unknown : words.nameOf(split, key),
    color: colorOf(split, key, sorted),
    ...rest,
  }));
  if (timeline.others === null) return series;
  const { keys, ...rest } = timeline.others;
  return [...series, { id: 'others', name: words.others(keys), color: 'var(--series-others)', ...rest }];
}

/** By the order of names, which stays the same from one time to the next, where ranks change. */
function colorOf(split: HistorySplit, key: string | null, sorted: readonly string[]): string {
  if (split === 'none') return 'var(--series-1)';
  return key === null ? 'var(--series-unknown)' : `var(--series-${sorted.indexOf(key) + 1})`;
}

/** How many bans each bucket has in the series that are shown. */
export function sumsOf(series: readonly PlotSeries[], buckets: number): number[] {
  return Array.from({ length: buckets }, (_, index) =>
    series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
  );
}
