import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../../api/blocklist-queries';
import { Failure } from '../../components/Failure';
import { ButtonLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { SourcesTable } from './SourcesTable';

/** The lists that the set is made of. */
export function SourcesPanel() {
  const { t } = useTranslation('blocklists');
  const { data, error, refetch } = useQuery(sourcesQuery);
  return (
    <Panel title={t('source.title')} isFlush>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data?.items.length === 0 ? (
        <Quiet
          icon={<IconListCheck size={28} stroke={1.5} />}
          title={t('source.none')}
          action={
            <ButtonLink to="/blocklists" search={{ dialog: 'add' }} variant="default">
              {t('source.add')}
            </ButtonLink>
          }
        >
          {t('source.noneDetail')}
        </Quiet>
      ) : (
        <SourcesTable sources={data?.items} />
      )}
    </Panel>
  );
}
