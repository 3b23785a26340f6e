import { IconFence } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { JailRow } from './JailRow';
import classes from './JailsPage.module.css';

export function JailsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(jailsQuery);

  return (
    <>
      <PageHeader title={t('nav.jails')} summary={t('jails.summary')} />
      <Panel isFlush>
        {error && !data ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : data?.items.length === 0 ? (
          <Quiet icon={<IconFence size={28} stroke={1.5} />} title={t('jails.none')}>
            {t('jails.noneDetail')}
          </Quiet>
        ) : (
          <table
            className={`${listing.table} ${listing.cards} ${classes.table}`}
            aria-busy={!data}
            aria-label={t('nav.jails')}
          >
            <thead>
              <tr>
                <th scope="col">{t('column.jail')}</th>
                <th scope="col">{t('column.state')}</th>
                <th scope="col" className={listing.right}>
                  {t('column.bannedNow')}
                </th>
                <th scope="col" className={`${listing.right} ${classes.total}`}>
                  {t('column.bannedTotal')}
                </th>
                <th scope="col" className={listing.right}>
                  {t('column.failedNow')}
                </th>
                <th scope="col" className={`${listing.right} ${classes.total}`}>
                  {t('column.failedTotal')}
                </th>
                <th scope="col">{t('column.rule')}</th>
              </tr>
            </thead>
            <tbody>
              {data?.items.map((jail) => (
                <JailRow key={jail.name} jail={jail} />
              ))}
              {!data && <RowSkeletons rows={6} columns={7} />}
            </tbody>
          </table>
        )}
      </Panel>
    </>
  );
}
