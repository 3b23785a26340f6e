import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import listing from '../../components/Listing.module.css';
import { RowSkeletons } from '../../components/RowSkeletons';
import { SourceRow } from './SourceRow';
import classes from './SourcesTable.module.css';

export function SourcesTable({ sources }: { sources: readonly BlocklistSource[] | undefined }) {
  const { t } = useTranslation('blocklists');
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('source.title')}
      aria-busy={!sources}
    >
      <thead>
        <tr>
          <td />
          <th scope="col">{t('source.column.name')}</th>
          <th scope="col">{t('source.column.on')}</th>
          <th scope="col" className={listing.right}>
            {t('source.column.entries')}
          </th>
          <th scope="col">{t('source.column.unique')}</th>
          <th scope="col">{t('source.column.checked')}</th>
          <th scope="col">{t('source.column.next')}</th>
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
