import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AddressPage } from '../../api/types';
import { TimelinePanel } from '../../components/history/TimelinePanel';
import { rangeIn, withRange } from '../../components/time-range/time-range';
import { AddressEvents } from './AddressEvents';
import type { AddressSearch } from './search';

/** Every ban that is remembered of it, over time and one by one. */
export function AddressHistory({ page, search }: { page: AddressPage; search: AddressSearch }) {
  const { t } = useTranslation('history');
  const navigate = useNavigate({ from: '/addresses/$address' });
  const question = { filter: { address: page.address }, range: rangeIn(search, 'all') };
  if (page.history.bans === 0) return null;

  return (
    <>
      <TimelinePanel
        title={t('overTime')}
        question={question}
        split={search.split ?? 'jail'}
        onRange={(range) => void navigate({ search: withRange(search, range), resetScroll: false })}
        onSplit={(split) =>
          void navigate({ search: { ...search, split }, replace: true, resetScroll: false })
        }
      />
      <AddressEvents address={page.address} range={question.range} />
    </>
  );
}
