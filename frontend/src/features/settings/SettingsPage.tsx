import { useTranslation } from 'react-i18next';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { HistorySection } from './HistorySection';
import { RetentionSection } from './RetentionSection';
import classes from './SettingsPage.module.css';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  return (
    <>
      <PageHeader title={common('nav.settings')} summary={t('summary')} />
      <div className={classes.sections}>
        <HistorySection />
        <RetentionSection />
        <TextLink to="/about" className={classes.about ?? ''}>
          {t('about')}
        </TextLink>
      </div>
    </>
  );
}
