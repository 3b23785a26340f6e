import { IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';

/** What stands in the address bar is neither an address nor the name of anything that was ever banned. */
export function UnknownAddress({ text }: { text: string }) {
  const { t } = useTranslation('addresses');
  return (
    <Quiet
      icon={<IconCompass size={28} stroke={1.5} />}
      title={t('unknown.title')}
      action={
        <ButtonLink to="/bans" variant="default">
          {t('unknown.toBans')}
        </ButtonLink>
      }
    >
      {t('unknown.detail', { text })}
    </Quiet>
  );
}
