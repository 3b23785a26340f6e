import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import classes from './AboutPage.module.css';
import { DataSection } from './DataSection';
import { PackagesSection } from './PackagesSection';
import { VersionSection } from './VersionSection';

export function AboutPage() {
  const { t } = useTranslation('about');
  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} />
      <div className={classes.sections}>
        <VersionSection />
        <DataSection />
        <PackagesSection />
      </div>
    </>
  );
}
