import { IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';
import classes from './FilesProblem.module.css';

/** Says which of fail2ban's files cannot be read. */
export function FilesProblem({ problem }: { problem: string | null }) {
  const { t } = useTranslation('configuration');
  if (problem === null) return null;
  return (
    <div className={classes.problem}>
      <Notice tone="warn" icon={<IconFileAlert size={18} />} title={t('unreadable')}>
        {problem}
      </Notice>
    </div>
  );
}
