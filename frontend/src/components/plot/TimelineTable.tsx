import { useTranslation } from 'react-i18next';
import type { HistoryTimeline } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { Amount } from '../Amount';
import listing from '../Listing.module.css';
import { bucketInWords } from './bucket-words';
import { type PlotSeries, sumsOf } from './plot-series';
import classes from './TimelineTable.module.css';

interface Props {
  timeline: HistoryTimeline;
  series: readonly PlotSeries[];
  isSplit: boolean;
  /** As high as the plot, whatever is in it. */
  isScrolling?: boolean;
}

/** The plot in numbers: the buckets that have any bans. */
export function TimelineTable({ timeline, series, isSplit, isScrolling = false }: Props) {
  const { t } = useTranslation('plot');
  const locale = useLocale();
  const sums = sumsOf(series, timeline.starts.length);

  return (
    <section
      className={isScrolling ? classes.box : undefined}
      tabIndex={isScrolling ? 0 : undefined}
      aria-label={t('table')}
    >
      <table className={listing.table}>
        <caption className={classes.caption}>{t('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col" className={listing.right}>
              {t('bans')}
            </th>
            {isSplit &&
              series.map(({ id, name }) => (
                <th key={id} scope="col" className={listing.right}>
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {timeline.starts.map((start, index) =>
            sums[index] === 0 ? null : (
              <tr key={start}>
                <th scope="row" className={classes.time}>
                  {bucketInWords(timeline, index, locale)}
                </th>
                <td className={listing.right}>
                  <Amount value={sums[index] ?? 0} />
                </td>
                {isSplit &&
                  series.map(({ id, counts }) => (
                    <td key={id} className={listing.right}>
                      <Amount value={counts[index] ?? 0} />
                    </td>
                  ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
