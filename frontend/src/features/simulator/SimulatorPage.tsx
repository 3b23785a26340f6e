import { Skeleton } from '@mantine/core';
import { IconFence } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { savedSettingsQuery } from '../../api/simulation-queries';
import { Failure } from '../../components/Failure';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { JailSelect } from './JailSelect';
import { Simulator } from './Simulator';
import classes from './SimulatorPage.module.css';

const route = getRouteApi('/app/configuration/simulator');

export function SimulatorPage() {
  const { t } = useTranslation('simulator');
  const { jail } = route.useSearch();
  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} actions={<JailSelect jail={jail} />} />
      <div className={classes.page}>
        {jail === undefined ? (
          <Panel>
            <Quiet icon={<IconFence />} title={t('noJail.title')}>
              {t('noJail.detail')}
            </Quiet>
          </Panel>
        ) : (
          <OfJail key={jail} jail={jail} />
        )}
      </div>
    </>
  );
}

function OfJail({ jail }: { jail: string }) {
  const { data: saved, error, refetch } = useQuery(savedSettingsQuery(jail));
  if (saved) return <Simulator saved={saved} />;
  return (
    <Panel>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton height={320} />}
    </Panel>
  );
}
