import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEvent, HistorySplit, HistoryTimeline } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import { type PlotSeries, seriesOf } from './plot-series';

/** The series of a timeline in the reader's words. */
export function usePlotSeries(timeline: HistoryTimeline, split: HistorySplit): PlotSeries[] {
  const { t } = useTranslation('plot');
  const locale = useLocale();
  return useMemo(
    () =>
      seriesOf(timeline, split, {
        bans: t('bans'),
        unknown: t('unknown'),
        others: (count) => t('others', { count }),
        nameOf: (by, key) => {
          if (by === 'country') return countryName(key, locale);
          return by === 'origin' ? t(`origin.${key as HistoryEvent['origin']}`) : key;
        },
      }),
    [timeline, split, locale, t],
  );
}
