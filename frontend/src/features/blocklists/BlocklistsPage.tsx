import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { useOnceTrue } from '../../components/use-once-true';
import { lazyPart } from '../../live/lazy-part';
import classes from './BlocklistsPage.module.css';
import { DetailTabs } from './DetailTabs';
import { EnforcementNotice } from './EnforcementNotice';
import { EnforcementSentence } from './EnforcementSentence';
import { HitsPanel } from './HitsPanel';
import { ImportButton } from './ImportButton';
import { RunPanel } from './RunPanel';
import { SchedulerLine } from './SchedulerLine';
import { SourcesPanel } from './SourcesPanel';
import { StandbyNotice } from './StandbyNotice';

const route = getRouteApi('/app/blocklists');
const SourceDialog = lazyPart(() =>
  import('./SourceDialog').then((module) => ({ default: module.SourceDialog })),
);

export function BlocklistsPage() {
  const { t } = useTranslation('blocklists');
  const { t: common } = useTranslation();
  const search = route.useSearch();
  const isDialogWanted = useOnceTrue(search.dialog !== undefined || search.edit !== undefined);

  return (
    <>
      <PageHeader
        title={common('nav.blocklists')}
        summary={<EnforcementSentence />}
        actions={
          <>
            <ImportButton />
            <ButtonLink
              to="/blocklists"
              search={{ ...search, dialog: 'add' }}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              {t('source.add')}
            </ButtonLink>
          </>
        }
      />
      <div className={classes.page}>
        <StandbyNotice />
        <EnforcementNotice />
        <RunPanel />
        <HitsPanel />
        <SourcesPanel />
        <DetailTabs search={search} />
        <SchedulerLine />
      </div>
      <Suspense>{isDialogWanted && <SourceDialog search={search} />}</Suspense>
    </>
  );
}
