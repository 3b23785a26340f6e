import { useElementSize } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryTimeline } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { lazyPart } from '../../live/lazy-part';
import { bucketInWords, endOf } from './bucket-words';
import { PlotReader } from './PlotReader';
import { PlotTip } from './PlotTip';
import { type PlotSeries, sumsOf } from './plot-series';
import { plotSize } from './plot-size';
import classes from './TimelinePlot.module.css';

const StackedBars = lazyPart(() =>
  import('./StackedBars').then((module) => ({ default: module.StackedBars })),
);

interface Props {
  timeline: HistoryTimeline;
  series: readonly PlotSeries[];
  isSplit: boolean;
  onZoom: (from: number, to: number) => void;
}

/** The bars, and above them what reads and zooms them. */
export function Bars({ timeline, series, isSplit, onZoom }: Props) {
  const { t } = useTranslation('plot');
  const locale = useLocale();
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<number | null>(null);
  const { starts } = timeline;
  const sums = sumsOf(series, starts.length);
  const words = (index: number) =>
    t('at', { span: bucketInWords(timeline, index, locale), count: sums[index] ?? 0 });

  return (
    <div ref={ref} className={classes.bars} style={{ height: plotSize.bars }}>
      <Suspense>{width > 0 && <StackedBars timeline={timeline} series={series} width={width} />}</Suspense>
      {timeline.total === 0 && <p className={classes.none}>{t('none')}</p>}
      <PlotReader
        count={starts.length}
        chosen={chosen}
        words={words}
        onChoose={setChosen}
        onZoom={(first, last) => onZoom(starts[first] ?? timeline.from, endOf(timeline, last))}
      />
      {chosen !== null && chosen < starts.length && (
        <PlotTip
          title={words(chosen)}
          series={series}
          isSplit={isSplit}
          index={chosen}
          buckets={starts.length}
        />
      )}
    </div>
  );
}
