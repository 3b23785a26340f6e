import { useTranslation } from 'react-i18next';
import { Pager } from '../../components/Pager';
import type { PastBans } from './use-history';

/** A page that the search in log lines has not filled goes on by itself; it is not turned yet. */
export function HistoryPager({ bans, total }: { bans: PastBans; total: number | undefined }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('history');
  const { search, events, nextCursor, searchedTo, pageSize } = bans;
  if (!events) return null;
  const first = ((search.page ?? 1) - 1) * pageSize + 1;
  const last = first + events.length - 1;
  return (
    <Pager to="/history" search={search} nextCursor={searchedTo === null ? nextCursor : null}>
      {total === undefined ? words('pager.range', { first, last }) : t('pager.range', { first, last, total })}
    </Pager>
  );
}
