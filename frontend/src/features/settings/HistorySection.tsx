import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveQuery } from '../../api/history-queries';
import type { ArchiveState } from '../../api/types';
import { Bytes } from '../../components/Bytes';
import { Fact, Facts } from '../../components/Facts';
import { Failure } from '../../components/Failure';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { useLocale } from '../../i18n/use-locale';
import { CollectorState } from './CollectorState';
import { GeographyState } from './GeographyState';

const factsHeight = 176;

/** How much is remembered, and whether more is being taken in. */
export function HistorySection() {
  const { t } = useTranslation('settings');
  const { data: archive, error, refetch } = useQuery(archiveQuery);
  return (
    <Panel title={t('history.title')}>
      {error && !archive && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !archive && <Skeleton height={factsHeight} />}
      {archive && <ArchiveFacts archive={archive} />}
    </Panel>
  );
}

function ArchiveFacts({ archive }: { archive: ArchiveState }) {
  const { t } = useTranslation('settings');
  const locale = useLocale();
  const { events, addresses, oldestAt } = archive;
  return (
    <Facts>
      <Fact label={t('history.bans')}>{t('history.bansOf', { count: events, addresses })}</Fact>
      <Fact label={t('history.since')}>
        {oldestAt === null ? (
          t('history.nothing')
        ) : (
          <>
            {new Date(oldestAt * 1000).toLocaleDateString(locale, { dateStyle: 'long' })} (
            <RelativeTime at={oldestAt} />)
          </>
        )}
      </Fact>
      <Fact label={t('history.file')}>
        <Bytes value={archive.fileBytes} />
      </Fact>
      <Fact label={t('history.collector')}>
        <CollectorState collector={archive.collector} />
      </Fact>
      <Fact label={t('history.country')}>
        <GeographyState geography={archive.country} />
      </Fact>
      <Fact label={t('history.operator')}>
        {archive.operator === null ? (
          t('history.noOperators')
        ) : (
          <GeographyState geography={archive.operator} />
        )}
      </Fact>
    </Facts>
  );
}
