import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { schedulerQuery, sourcesQuery } from '../../api/blocklist-queries';
import { Elapsed } from '../../components/Elapsed';
import { RelativeTime } from '../../components/RelativeTime';
import { nextImport } from './next-import';
import classes from './SchedulerLine.module.css';

/** Who runs the jobs, and what comes next. */
export function SchedulerLine() {
  const { t } = useTranslation('blocklists');
  const { data: scheduler } = useQuery(schedulerQuery);
  const { data: sources } = useQuery(sourcesQuery);
  if (!scheduler) return null;
  const { holder, isHolder, lock } = scheduler;
  const next = nextImport(sources?.items ?? []);
  return (
    <p className={classes.line}>
      {holder ? (
        <>
          {t(isHolder ? 'scheduler.self' : 'scheduler.other', {
            host: holder.host,
            process: holder.process,
          })}{' '}
          <Elapsed since={holder.since} />
        </>
      ) : (
        t('scheduler.nobody')
      )}
      {` · ${t(`scheduler.lockIn.${lock}`)} · `}
      {next ? (
        <>
          {t('scheduler.next')} {next.name}, <RelativeTime at={next.at} />
        </>
      ) : (
        t('scheduler.nothingPlanned')
      )}
    </p>
  );
}
