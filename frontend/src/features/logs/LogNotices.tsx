import { IconFileAlert, IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogPage } from '../../api/types';
import { Notice } from '../../components/Notice';
import classes from './LogNotices.module.css';

interface Props {
  incomplete: LogPage['incomplete'];
  isAbsent: boolean;
}

/** What is missing from the log that one looks at. */
export function LogNotices({ incomplete, isAbsent }: Props) {
  const { t } = useTranslation('logs');
  if (incomplete.length === 0 && !isAbsent) return null;
  return (
    <div className={classes.notices}>
      {isAbsent && (
        <Notice tone="warn" icon={<IconFileOff size={20} />} title={t('absent')}>
          {t('absentDetail')}
        </Notice>
      )}
      {incomplete.map(({ name, problem }) => (
        <Notice key={name} tone="warn" icon={<IconFileAlert size={20} />}>
          {t(`incomplete.${problem}`, { name })}
        </Notice>
      ))}
    </div>
  );
}
