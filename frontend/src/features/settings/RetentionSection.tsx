import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveQuery } from '../../api/history-queries';
import type { HistoryRetention } from '../../api/types';
import { Panel } from '../../components/Panel';
import { RetentionForm } from './RetentionForm';
import classes from './RetentionForm.module.css';

/** For how long bans are remembered, and how to change it. */
export function RetentionSection() {
  const { t } = useTranslation('settings');
  const { data: archive } = useQuery(archiveQuery);
  // The section above says that it is on its way, or what went wrong; so nothing has to move when it comes.
  if (!archive) return null;
  return (
    <Panel title={t('retention.title')}>
      <p className={classes.now}>
        <RuleWords retention={archive.retention} />
        {archive.retentionRunning && ` ${t('retention.running')}`}
      </p>
      <RetentionForm key={JSON.stringify(archive.retention)} archive={archive} />
    </Panel>
  );
}

function RuleWords({ retention: { days, events } }: { retention: HistoryRetention }) {
  const { t } = useTranslation('settings');
  if (days === null && events === null) return t('retention.keptForEver');
  const words = [
    days !== null && t('retention.keptDays', { count: days }),
    events !== null && t('retention.keptEvents', { count: events }),
  ];
  return words.filter(Boolean).join(' ');
}
