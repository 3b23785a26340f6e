import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import classes from './RunLog.module.css';
import { RunRow } from './RunRow';
import { useRuns } from './use-runs';

/** All imports, the newest first; older ones on demand. */
export function RunLog() {
  const { t } = useTranslation('blocklists');
  const { runs, query } = useRuns();
  if (query.error && !runs) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (runs?.length === 0) {
    return (
      <Quiet icon={<IconHistory size={28} stroke={1.5} />} title={t('log.none')}>
        {t('log.noneDetail')}
      </Quiet>
    );
  }
  return (
    <>
      <table
        className={`${listing.table} ${listing.cards} ${classes.table}`}
        aria-label={t('log.label')}
        aria-busy={!runs}
      >
        <thead>
          <tr>
            <td className={classes.toggle} />
            <th scope="col">{t('log.when')}</th>
            <th scope="col">{t('log.what')}</th>
            <th scope="col">{t('log.state')}</th>
            <th scope="col">{t('log.why')}</th>
            <th scope="col" className={listing.right}>
              {t('log.duration')}
            </th>
            <th scope="col" className={listing.right}>
              {t('log.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs?.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
          {!runs && <RowSkeletons rows={5} columns={7} />}
        </tbody>
      </table>
      {query.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="subtle"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('log.older')}
          </Button>
        </div>
      )}
    </>
  );
}
