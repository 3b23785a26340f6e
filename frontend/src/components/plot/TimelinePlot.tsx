import { SegmentedControl, Skeleton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistorySplit, HistoryTimeline } from '../../api/types';
import { Bars } from './Bars';
import { Legend } from './Legend';
import classes from './TimelinePlot.module.css';
import { TimelineTable } from './TimelineTable';
import { usePlotSeries } from './use-plot-series';

interface Props {
  timeline: HistoryTimeline | undefined;
  split: HistorySplit;
  /** What is shown still answers the question before. */
  isStale?: boolean;
  /** Called with Unix seconds, `from` inclusive, `to` exclusive. */
  onZoom: (from: number, to: number) => void;
}

/** Bans over time as stacked bars, or as the table of the same numbers. */
export function TimelinePlot({ timeline, split, isStale = false, onZoom }: Props) {
  if (!timeline) return <Skeleton className={classes.pending} data-split={split} />;
  return <Timeline timeline={timeline} split={split} isStale={isStale} onZoom={onZoom} />;
}

function Timeline({ timeline, split, isStale, onZoom }: Props & { timeline: HistoryTimeline }) {
  const { t } = useTranslation('plot');
  const [form, setForm] = useState<'plot' | 'table'>('plot');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const series = usePlotSeries(timeline, split);
  const shown = series.filter(({ id }) => !hidden.has(id));

  const isSplit = split !== 'none';
  const numbers = { timeline, series, isSplit };

  return (
    <div className={classes.plot} data-split={split} data-stale={isStale || undefined} aria-busy={isStale}>
      <div className={classes.head}>
        <p className={classes.reading}>{timeline.total > 0 && t('total', { count: timeline.total })}</p>
        <SegmentedControl
          size="xs"
          aria-label={t('form')}
          data={(['plot', 'table'] as const).map((value) => ({ value, label: t(`forms.${value}`) }))}
          value={form}
          onChange={setForm}
        />
      </div>
      {form === 'table' ? (
        <TimelineTable {...numbers} isScrolling />
      ) : (
        <>
          <Bars timeline={timeline} series={shown} isSplit={isSplit} onZoom={onZoom} />
          {isSplit && <Legend series={series} hidden={hidden} onChange={setHidden} />}
          <VisuallyHidden>
            <TimelineTable {...numbers} />
          </VisuallyHidden>
        </>
      )}
    </div>
  );
}
