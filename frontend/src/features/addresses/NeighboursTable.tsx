import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressLink } from '../../components/AddressLink';
import { Amount } from '../../components/Amount';
import listing from '../../components/Listing.module.css';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './NeighboursTable.module.css';
import type { Neighbourhood } from './neighbour-cells';

const shownFirst = 8;

/** The addresses of the neighbourhood that were banned, the most often banned first. */
export function NeighboursTable({ neighbours }: { neighbours: Neighbourhood['neighbours'] }) {
  const { t } = useTranslation('addresses');
  const { t: common } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? neighbours : neighbours.slice(0, shownFirst);
  return (
    <>
      <table className={`${listing.table} ${classes.table}`} aria-label={t('neighbours.title')}>
        <thead>
          <tr>
            <th scope="col">{common('column.address')}</th>
            <th scope="col" className={listing.right}>
              {common('nav.bans')}
            </th>
            <th scope="col" className={listing.right}>
              {t('neighbours.last')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ address, bans, lastAt, isBanned }) => (
            <tr key={address}>
              <td>
                <AddressLink value={address} />
                {isBanned && <div className={classes.banned}>{t('neighbours.bannedNow')}</div>}
              </td>
              <td className={listing.right}>
                <Amount value={bans} />
              </td>
              <td className={`${listing.right} ${listing.dimmed}`}>
                <RelativeTime at={lastAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {neighbours.length > shownFirst && !isWhole && (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setWhole(true)}>
          {t('neighbours.all', { count: neighbours.length })}
        </Button>
      )}
    </>
  );
}
