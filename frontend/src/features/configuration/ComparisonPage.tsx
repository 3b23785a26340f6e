import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { comparisonQuery } from '../../api/configuration-queries';
import type { ConfigurationVersion } from '../../api/types';
import { Failure } from '../../components/Failure';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './ConfigurationPage.module.css';
import { DiffView } from './DiffView';
import { PanelSkeleton } from './PanelSkeleton';
import { useIsWritable } from './use-is-writable';
import { useRestore } from './use-restore';
import { VersionAuthor } from './VersionAuthor';
import { WritableNotice } from './WritableNotice';

const route = getRouteApi('/app/configuration/versions');

/** What a version changed, or what is different between two. */
export function ComparisonPage() {
  const { t } = useTranslation('configuration');
  const { from, to = 0 } = route.useSearch();
  const { data, error, refetch } = useQuery(comparisonQuery(to, from));

  return (
    <>
      <PageHeader
        title={from === undefined ? t('versions.name', { id: to }) : t('versions.between', { from, to })}
        summary={data && <VersionWords version={data.to} />}
        actions={
          <>
            <ButtonLink to="/configuration" search={{ tab: 'versions' }} variant="default">
              {t('versions.all')}
            </ButtonLink>
            {data && !data.to.isCurrent && <RestoreButton version={data.to} />}
          </>
        }
      />
      <div className={classes.page}>
        <WritableNotice />
        {error && !data && (
          <Panel>
            <Failure error={error} onRetry={() => void refetch()} />
          </Panel>
        )}
        {!data && !error && <PanelSkeleton />}
        {data && <DiffView files={data.files} />}
      </div>
    </>
  );
}

function VersionWords({ version }: { version: ConfigurationVersion }) {
  return (
    <>
      <RelativeTime at={version.createdAt} /> · <VersionAuthor version={version} />
      {version.note !== '' && ` · ${version.note}`}
    </>
  );
}

function RestoreButton({ version }: { version: ConfigurationVersion }) {
  const { t } = useTranslation('configuration');
  const isWritable = useIsWritable();
  const restore = useRestore();
  return (
    <Button
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      loading={restore.isPending}
      disabled={!isWritable}
      onClick={() => restore.mutate(version.id)}
    >
      {t('versions.restore')}
    </Button>
  );
}
