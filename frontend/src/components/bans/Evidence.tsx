import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { evidenceQuery } from '../../api/queries';
import { Failure } from '../Failure';
import { LogLines } from '../LogLines';

/** The log lines that led to a ban, as fail2ban kept them. */
export function Evidence({ jail, address }: { jail: string; address: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(evidenceQuery(jail, address));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  const { matches, failures, truncated } = data;
  const label = t('evidence.label', { address });
  if (matches.length === 0) return <LogLines words={t('evidence.none')} label={label} lines={[]} />;
  const words = failures === null ? t('evidence.some') : t('evidence.failures', { count: failures });
  const note = truncated ? ` ${t('evidence.truncated')}` : '';
  return <LogLines words={`${words}${note}`} label={label} lines={matches} />;
}
