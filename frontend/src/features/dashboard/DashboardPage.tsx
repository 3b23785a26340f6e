import { IconBan } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { useAfterPaint } from '../../components/use-after-paint';
import { withTexts } from '../../i18n/i18n';
import { lazyPart } from '../../live/lazy-part';
import classes from './DashboardPage.module.css';
import { Figures } from './Figures';
import { JailBars } from './JailBars';
import { LatestBans } from './LatestBans';
import { StatusSentence } from './StatusSentence';

const BansOverTime = lazyPart(
  withTexts(
    () => import('./BansOverTime').then((module) => ({ default: module.BansOverTime })),
    'plot',
    'dashboard',
  ),
);
const Tops = lazyPart(
  withTexts(() => import('./Tops').then((module) => ({ default: module.Tops })), 'dashboard'),
);

const TruthLine = lazyPart(
  withTexts(
    () => import('../../components/truth-check/TruthLine').then((module) => ({ default: module.TruthLine })),
    'truth',
  ),
);

export function DashboardPage() {
  const { t } = useTranslation();
  const isPainted = useAfterPaint();
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
        <div className={classes.truth}>
          <Suspense>{isPainted && <TruthLine />}</Suspense>
        </div>
        <div className={classes.overTime}>
          <Suspense>{isPainted && <BansOverTime />}</Suspense>
        </div>
        <LatestBans />
        <JailBars />
        <div className={classes.tops}>
          <Suspense>{isPainted && <Tops />}</Suspense>
        </div>
      </div>
    </>
  );
}
