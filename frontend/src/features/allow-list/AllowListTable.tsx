import { useTranslation } from 'react-i18next';
import type { AllowListEntry } from '../../api/types';
import listing from '../../components/Listing.module.css';
import { RowSkeletons } from '../../components/RowSkeletons';
import { AllowListRow } from './AllowListRow';
import classes from './AllowListTable.module.css';

export function AllowListTable({ entries }: { entries: readonly AllowListEntry[] | undefined }) {
  const { t } = useTranslation();
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('nav.allowList')}
      aria-busy={!entries}
    >
      <thead>
        <tr>
          <th scope="col">{t('column.address')}</th>
          <th scope="col">{t('column.scope')}</th>
          <th scope="col">{t('column.note')}</th>
          <th scope="col">{t('column.added')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {entries?.map((entry) => (
          <AllowListRow key={`${entry.jail} ${entry.address} ${entry.source}`} entry={entry} />
        ))}
        {!entries && <RowSkeletons rows={5} columns={5} />}
      </tbody>
    </table>
  );
}
