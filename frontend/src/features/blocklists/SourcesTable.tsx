import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import listing from '../../components/Listing.module.css';
import { RowSkeletons } from '../../components/RowSkeletons';
import { SourceRow } from './SourceRow';
import classes from './SourcesTable.module.css';

export function SourcesTable({ sources }: { sources: readonly BlocklistSource[] | undefined }) {
  const { t } = useTranslation();
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('blocklists.source.title')}
      aria-busy={!sources}
    >
      <thead>
        <tr>
          <td />
          <th scope="col">{t('blocklists.source.column.name')}</th>
          <th scope="col">{t('blocklists.source.column.on')}</th>
          <th scope="col" className={listing.right}>
            {t('blocklists.source.column.entries')}
          </th>
          <th scope="col">{t('blocklists.source.column.unique')}</th>
          <th scope="col">{t('blocklists.source.column.checked')}</th>
          <th scope="col">{t('blocklists.source.column.next')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {sources?.map((source) => (
          <SourceRow key={source.id} source={source} sources={sources} />
        ))}
        {!sources && <RowSkeletons rows={4} columns={8} />}
      </tbody>
    </table>
  );
}
