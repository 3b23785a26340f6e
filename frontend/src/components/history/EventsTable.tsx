import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import listing from '../Listing.module.css';
import { RowSkeletons } from '../RowSkeletons';
import { EventRow } from './EventRow';
import classes from './EventsTable.module.css';

interface Props {
  /** Undefined while they are on their way. */
  events: readonly HistoryEvent[] | undefined;
  isStale: boolean;
  /** Bans later than this, in Unix seconds, came while the page was open. */
  freshSince: number;
  open: ReadonlySet<number>;
  onToggle: (id: number) => void;
}

const skeletons = 15;

/** Bans of the past, each with the log lines that led to it. */
export function EventsTable({ events, isStale, freshSince, open, onToggle }: Props) {
  const { t } = useTranslation('history');
  const { t: common } = useTranslation();
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('list')}
      aria-busy={!events || isStale}
      data-stale={isStale || undefined}
    >
      <thead>
        <tr>
          <td />
          <th scope="col">{common('column.bannedAt')}</th>
          <th scope="col">{common('column.address')}</th>
          <th scope="col">{common('column.country')}</th>
          <th scope="col">{common('column.jail')}</th>
          <th scope="col">{t('column.origin')}</th>
          <th scope="col" className={listing.right}>
            {t('column.failures')}
          </th>
          <th scope="col">{t('column.length')}</th>
          <th scope="col">{t('column.end')}</th>
        </tr>
      </thead>
      <tbody>
        {events?.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            isOpen={open.has(event.id)}
            isFresh={event.bannedAt >= freshSince}
            onToggle={() => onToggle(event.id)}
          />
        ))}
        {!events && <RowSkeletons rows={skeletons} columns={9} />}
      </tbody>
    </table>
  );
}
