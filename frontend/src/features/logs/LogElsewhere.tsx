import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Quiet } from '../../components/Quiet';

/** fail2ban writes its log where BanGUI cannot read it. */
export function LogElsewhere({ target }: { target: string | null }) {
  const { t } = useTranslation('logs');
  return (
    <Quiet
      icon={<IconFileOff size={28} stroke={1.5} />}
      title={target === null ? t('elsewhere.unknown') : t('elsewhere.title', { target })}
    >
      {target === null ? t('elsewhere.unknownDetail') : t('elsewhere.detail')}
    </Quiet>
  );
}
