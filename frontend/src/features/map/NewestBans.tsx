import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';
import { RelativeTime } from '../../components/RelativeTime';
import { RowSkeletons } from '../../components/RowSkeletons';
import classes from './NewestBans.module.css';

interface Props {
  events: readonly HistoryEvent[] | undefined;
  isStale: boolean;
}

export function NewestBans({ events, isStale }: Props) {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  if (events?.length === 0) {
    return <Quiet icon={<IconShieldCheck size={28} stroke={1.5} />} title={t('none')} />;
  }
  return (
    <table
      className={`${listing.table} ${classes.table}`}
      aria-label={t('newest')}
      aria-busy={!events || isStale}
      data-stale={isStale || undefined}
    >
      <thead>
        <tr>
          <th scope="col">{common('column.address')}</th>
          <th scope="col">{common('column.jail')}</th>
          <th scope="col" className={listing.right}>
            {common('column.bannedAt')}
          </th>
        </tr>
      </thead>
      <tbody>
        {events?.map(({ id, address, jail, bannedAt }) => (
          <tr key={id}>
            <td>
              <AddressLink value={address} />
            </td>
            <td>
              <TextLink to="/jails/$jail" params={{ jail }} inherit c="inherit">
                {jail}
              </TextLink>
            </td>
            <td className={`${listing.right} ${listing.dimmed}`}>
              <RelativeTime at={bannedAt} />
            </td>
          </tr>
        ))}
        {!events && <RowSkeletons rows={10} columns={3} />}
      </tbody>
    </table>
  );
}
