import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { RelativeTime } from '../../components/RelativeTime';
import { ScheduleWords } from './ScheduleWords';
import classes from './SourcesTable.module.css';

/** When a list is imported next. Only the instance that runs the jobs knows the moment; any knows the schedule. */
export function NextImport({ source }: { source: BlocklistSource }) {
  const { t } = useTranslation('blocklists');
  const { enabled, nextRunAt, schedule, timeZone } = source;
  if (!enabled) return <span className={classes.off}>{t('source.off')}</span>;
  if (nextRunAt !== null) return <RelativeTime at={nextRunAt} />;
  if (schedule !== null) return <ScheduleWords cron={schedule} timeZone={timeZone} />;
  return <span className={classes.off}>{t('source.noPlan')}</span>;
}
