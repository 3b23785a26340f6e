import { IconLogs } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Quiet } from '../../components/Quiet';

export function NoLines({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('logs');
  return (
    <Quiet icon={<IconLogs size={28} stroke={1.5} />} title={isFiltered ? t('noMatch') : t('none')}>
      {isFiltered ? t('noMatchDetail') : t('noneDetail')}
    </Quiet>
  );
}
