import { IconUserPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { schedulerQuery } from '../../api/blocklist-queries';
import { Notice } from '../../components/Notice';
import { useStandbyRefresh } from './use-standby-refresh';

/** Another instance runs the jobs: what cannot be done here, and where it can. */
export function StandbyNotice() {
  const { t } = useTranslation('blocklists');
  const { data: scheduler } = useQuery(schedulerQuery);
  useStandbyRefresh(scheduler?.isHolder === false);
  if (!scheduler || scheduler.isHolder) return null;
  const { holder, problem } = scheduler;
  return (
    <Notice tone="warn" icon={<IconUserPause size={20} />} title={t('standby.title')}>
      {holder ? t('standby.detail', { host: holder.host, process: holder.process }) : t('standby.noHolder')}
      {problem && <div>{problem}</div>}
    </Notice>
  );
}
