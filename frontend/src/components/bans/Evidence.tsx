import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { evidenceQuery } from '../../api/queries';
import { Failure } from '../Failure';
import classes from './Evidence.module.css';

/** The log lines that led to a ban, as fail2ban kept them. */
export function Evidence({ jail, address }: { jail: string; address: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(evidenceQuery(jail, address));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={72} />;
  if (data.matches.length === 0) return <p className={classes.words}>{t('evidence.none')}</p>;
  return (
    <>
      <p className={classes.words}>
        {data.failures === null ? t('evidence.some') : t('evidence.failures', { count: data.failures })}
        {data.truncated && ` ${t('evidence.truncated')}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard */}
      <section className={classes.lines} tabIndex={0} aria-label={t('evidence.label', { address })}>
        <pre className="mono">{data.matches.join('\n')}</pre>
      </section>
    </>
  );
}
