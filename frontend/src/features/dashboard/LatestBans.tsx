import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { latestBansLimit, latestBansQuery } from '../../api/queries';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { nowSeconds } from '../../time/clock';
import { BanAnnouncer } from './BanAnnouncer';
import { LatestBan } from './LatestBan';
import classes from './LatestBans.module.css';

export function LatestBans() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(latestBansQuery);
  const [openedAt] = useState(nowSeconds);

  return (
    <Panel
      title={t('dashboard.latest')}
      isFlush
      aside={
        <TextLink to="/bans" inherit>
          {t('dashboard.allBans')}
        </TextLink>
      }
    >
      <BanAnnouncer bans={data?.items} />
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <Quiet icon={<IconShieldCheck size={28} stroke={1.5} />} title={t('dashboard.noBans')}>
          {t('dashboard.noBansDetail')}
        </Quiet>
      )}
      {(!data || data.items.length > 0) && !(error && !data) && (
        <table className={`${listing.table} ${listing.cards} ${classes.table}`} aria-busy={!data}>
          <thead>
            <tr>
              <th scope="col">{t('column.address')}</th>
              <th scope="col">{t('column.country')}</th>
              <th scope="col">{t('column.jail')}</th>
              <th scope="col" className={listing.right}>
                {t('column.bannedAt')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((ban) => (
              <LatestBan key={`${ban.jail} ${ban.address}`} ban={ban} isFresh={ban.bannedAt >= openedAt} />
            ))}
            {!data && <RowSkeletons rows={latestBansLimit} columns={4} />}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
