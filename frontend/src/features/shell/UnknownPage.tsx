import { IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';

export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('unknownPage.title')} />
      <Panel>
        <Quiet
          icon={<IconCompass size={28} stroke={1.5} />}
          title={t('unknownPage.words')}
          action={
            <ButtonLink to="/" variant="default">
              {t('unknownPage.home')}
            </ButtonLink>
          }
        >
          {t('unknownPage.detail')}
        </Quiet>
      </Panel>
    </>
  );
}
