import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogueQuery } from '../../../api/configuration-queries';
import { Failure } from '../../../components/Failure';
import { ButtonLink } from '../../../components/links';
import { PageHeader } from '../../../components/PageHeader';
import { Panel } from '../../../components/Panel';
import classes from '../ConfigurationPage.module.css';
import { PanelSkeleton } from '../PanelSkeleton';
import { WritableNotice } from '../WritableNotice';
import { Catalogue } from './Catalogue';

const route = getRouteApi('/app/configuration/catalogue');

/** The jails that fail2ban brings, to be switched on. */
export function CataloguePage() {
  const { t } = useTranslation('configuration');
  const search = route.useSearch();
  const { data: jails, error, refetch } = useQuery(catalogueQuery);

  return (
    <>
      <PageHeader
        title={t('catalogue.title')}
        summary={t('catalogue.summary')}
        actions={
          <>
            <ButtonLink to="/configuration/new-jail" variant="default">
              {t('catalogue.fromScratch')}
            </ButtonLink>
            <ButtonLink to="/configuration" variant="default">
              {t('jails.all')}
            </ButtonLink>
          </>
        }
      />
      <div className={classes.page}>
        <WritableNotice />
        {error && !jails && (
          <Panel>
            <Failure error={error} onRetry={() => void refetch()} />
          </Panel>
        )}
        {!jails && !error && <PanelSkeleton />}
        {jails && <Catalogue jails={jails} search={search} />}
      </div>
    </>
  );
}
