import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './SourcesTable.module.css';

/** When a list was read last, or why it could not be. */
export function SourceChecked({ source }: { source: BlocklistSource }) {
  const { t } = useTranslation('blocklists');
  const { problem, checkedAt } = source;
  if (problem !== null) {
    return (
      <span className={classes.problem} title={problem}>
        <IconAlertTriangle size={15} aria-hidden />
        <span>{problem}</span>
      </span>
    );
  }
  if (checkedAt === null) return <span className={classes.off}>{t('source.never')}</span>;
  return <RelativeTime at={checkedAt} />;
}
