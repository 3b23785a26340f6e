import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { configurationFilesQuery } from '../../api/configuration-queries';
import { Notice } from '../../components/Notice';

/** Why nothing can be saved here, where that is so, and what to do about it. */
export function WritableNotice() {
  const { t } = useTranslation('configuration');
  const { data } = useQuery(configurationFilesQuery);
  if (!data || data.isWritable) return null;
  return (
    <Notice tone="warn" icon={<IconLock size={18} />} title={t('notWritable')}>
      {data.problem}
    </Notice>
  );
}
