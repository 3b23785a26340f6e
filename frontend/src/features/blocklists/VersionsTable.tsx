import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { versionsQuery } from '../../api/blocklist-queries';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { VersionRow } from './VersionRow';
import classes from './VersionsTable.module.css';

/** The last compiled sets, and the way back to one. */
export function VersionsTable() {
  const { t } = useTranslation('blocklists');
  const { data, error, refetch } = useQuery(versionsQuery);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data?.items.length === 0) {
    return (
      <Quiet icon={<IconStack2 size={28} stroke={1.5} />} title={t('sets.none')}>
        {t('sets.noneDetail')}
      </Quiet>
    );
  }
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('sets.label')}
      aria-busy={!data}
    >
      <thead>
        <tr>
          <th scope="col">{t('sets.compiled')}</th>
          <th scope="col" className={listing.right}>
            {t('sets.entries')}
          </th>
          <th scope="col" className={listing.right}>
            {t('sets.covered')}
          </th>
          <th scope="col">{t('sets.sources')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {data?.items.map((version) => (
          <VersionRow key={version.id} version={version} />
        ))}
        {!data && <RowSkeletons rows={3} columns={5} />}
      </tbody>
    </table>
  );
}
