import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { regexTestChoicesQuery } from '../../api/regex-test-queries';
import { Failure } from '../../components/Failure';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Lab } from './Lab';

const route = getRouteApi('/app/configuration/regex-lab');

/** A filter tried on a log. */
export function RegexLabPage() {
  const { t } = useTranslation('regexLab');
  const search = route.useSearch();
  const { data: choices, error, refetch } = useQuery(regexTestChoicesQuery);

  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} />
      {choices && <Lab key={search.jail} search={search} choices={choices} />}
      {!choices && error && (
        <Panel>
          <Failure error={error} onRetry={() => void refetch()} />
        </Panel>
      )}
      {!choices && !error && <Skeleton height={320} />}
    </>
  );
}
