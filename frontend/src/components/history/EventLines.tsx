import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyLinesQuery } from '../../api/history-queries';
import type { HistoryEvent } from '../../api/types';
import { Failure } from '../Failure';
import classes from './EventLines.module.css';

/** The log lines that led to a ban of the past. */
export function EventLines({ event }: { event: HistoryEvent }) {
  const { t } = useTranslation('history');
  const { data, error, refetch } = useQuery({ ...historyLinesQuery(event.id), enabled: event.hasLines });
  if (!event.hasLines) return <p className={classes.words}>{t(`lines.none.${event.origin}`)}</p>;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  return (
    <>
      <p className={classes.words}>
        {event.failures === null ? t('lines.some') : t('lines.failures', { count: event.failures })}
        {data.truncated && ` ${t('lines.truncated')}`}
      </p>
      <section
        className={classes.lines}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label={t('lines.label', { address: event.address })}
      >
        <pre className="mono">{data.lines.join('\n')}</pre>
      </section>
    </>
  );
}
