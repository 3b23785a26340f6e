import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyPageQuery } from '../../api/history-queries';
import { Failure } from '../../components/Failure';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import type { RangeSearch } from '../../components/time-range/time-range';
import { OpenEvents } from './OpenEvents';

const shown = 20;

/** The newest bans of the chosen time; all of them are on the page of the history. */
export function AddressEvents({ address, range }: { address: string; range: RangeSearch }) {
  const { t } = useTranslation('history');
  const { t: words } = useTranslation('addresses');
  const { data, error, isPlaceholderData, refetch } = useInfiniteQuery(
    historyPageQuery({ filter: { address }, range }, undefined, shown),
  );
  const [page] = data?.pages ?? [];

  return (
    <Panel
      isFlush
      title={t('list')}
      aside={
        <TextLink to="/history" search={{ address, ...range }} inherit>
          {words('inHistory')}
        </TextLink>
      }
    >
      {error && !page ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <OpenEvents key={page ? 'here' : 'on its way'} events={page?.items} isStale={isPlaceholderData} />
      )}
    </Panel>
  );
}
