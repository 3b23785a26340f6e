import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { HistoryTimeline } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { theme } from '../../theme';
import { axisLabel, labelledBuckets } from './bucket-words';
import type { PlotSeries } from './plot-series';
import { plotMargin, plotSize } from './plot-size';

use([BarChart, GridComponent, SVGRenderer]);

const labelWidth = 64;

interface Props {
  timeline: HistoryTimeline;
  series: readonly PlotSeries[];
  /** In pixels. */
  width: number;
}

/**
 * The drawing itself: a bar a bucket, bans upwards, time to the right. It is drawn as SVG in CSS variables, so that it
 * follows the colour scheme by itself; pointer and keys are the business of what lies above it.
 */
export function StackedBars({ timeline, series, width }: Props) {
  const locale = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);

  useEffect(() => {
    chart.current = init(host.current, null, { renderer: 'svg', width: 0, height: plotSize.bars });
    return () => chart.current?.dispose();
  }, []);

  useEffect(() => {
    chart.current?.resize({ width, height: plotSize.bars });
    chart.current?.setOption(optionOf(timeline, series, width, locale), { notMerge: true });
  }, [timeline, series, width, locale]);

  return <div ref={host} aria-hidden />;
}

function optionOf(
  { bucket, starts, ...rest }: HistoryTimeline,
  series: readonly PlotSeries[],
  width: number,
  locale: string,
) {
  const room = Math.floor((width - plotMargin.left) / labelWidth);
  const labelled = new Set(labelledBuckets({ bucket, starts, to: rest.to }, room));
  const text = { color: 'var(--mantine-color-dimmed)', fontSize: 11 };
  return {
    animation: false,
    silent: true,
    textStyle: { fontFamily: theme.fontFamily ?? 'sans-serif' },
    grid: { ...plotMargin, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: starts,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--line)' } },
      axisLabel: {
        ...text,
        interval: (index: number) => labelled.has(index),
        formatter: (start: string) => axisLabel(bucket, Number(start), locale),
        hideOverlap: true,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
      },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: 'var(--line)' } },
      axisLabel: {
        ...text,
        formatter: (value: number) => value.toLocaleString(locale, { notation: 'compact' }),
      },
    },
    series: series.map(({ name, color, counts }) => ({
      type: 'bar',
      name,
      stack: 'bans',
      data: counts.map((count) => (count === 0 ? '-' : count)),
      itemStyle: { color },
      barCategoryGap: starts.length > 60 ? '12%' : '20%',
    })),
  };
}
