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
  const series = timeline.series.map(({ key, ...rest }, index) => ({
    id: key === null ? 'unknown' : `key ${key}`,
    name: split === 'none' ? words.bans : key === null ? words.unknown : words.nameOf(split, key),
    color: split !== 'none' && key === null ? 'var(--series-unknown)' : `var(--series-${index + 1})`,
    ...rest,
  }));
  if (timeline.others === null) return series;
  const { keys, ...rest } = timeline.others;
  return [...series, { id: 'others', name: words.others(keys), color: 'var(--series-others)', ...rest }];
}

/** How many bans each bucket has in the series that are shown. */
export function sumsOf(series: readonly PlotSeries[], buckets: number): number[] {
  return Array.from({ length: buckets }, (_, index) =>
    series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
  );
}
