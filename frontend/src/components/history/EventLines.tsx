import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyLinesQuery } from '../../api/history-queries';
import type { HistoryEvent } from '../../api/types';
import { Failure } from '../Failure';
import { LogLines } from '../LogLines';

/** The log lines that led to a ban of the past. */
export function EventLines({ event }: { event: HistoryEvent }) {
  const { t } = useTranslation('history');
  const { data, error, refetch } = useQuery({ ...historyLinesQuery(event.id), enabled: event.hasLines });
  const label = t('lines.label', { address: event.address });
  if (!event.hasLines) return <LogLines words={t(`lines.none.${event.origin}`)} label={label} lines={[]} />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  const { failures } = event;
  const words = failures === null ? t('lines.some') : t('lines.failures', { count: failures });
  const note = data.truncated ? ` ${t('lines.truncated')}` : '';
  return <LogLines words={`${words}${note}`} label={label} lines={data.lines} />;
}
