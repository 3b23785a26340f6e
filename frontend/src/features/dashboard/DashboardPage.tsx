import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import classes from './DashboardPage.module.css';
import { Figures } from './Figures';
import { JailBars } from './JailBars';
import { LatestBans } from './LatestBans';
import { StatusSentence } from './StatusSentence';

export function DashboardPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('nav.dashboard')}
        summary={<StatusSentence />}
        actions={
          <ButtonLink
            to="/bans"
            search={{ dialog: 'ban' }}
            variant="default"
            leftSection={<IconBan size={16} aria-hidden />}
          >
            {t('ban.open')}
          </ButtonLink>
        }
      />
      <div className={classes.page}>
        <Figures />
        <LatestBans />
        <JailBars />
      </div>
    </>
  );
}
