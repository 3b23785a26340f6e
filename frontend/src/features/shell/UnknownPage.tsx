import { IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Gate } from '../../components/Gate';
import { ButtonLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';

export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <Gate title={t('unknownPage.title')}>
      <Quiet
        icon={<IconCompass size={28} stroke={1.5} />}
        title={t('unknownPage.words')}
        action={
          <ButtonLink to="/" variant="default" mt="xs">
            {t('unknownPage.home')}
          </ButtonLink>
        }
      />
    </Gate>
  );
}
