import { Checkbox } from '@mantine/core';
import { IconShieldCheck, IconZoomExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../../components/bans/ban-key';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { BanRow } from './BanRow';
import classes from './BansTable.module.css';
import { SortHeader } from './SortHeader';
import type { Bans } from './use-bans';
import type { Selection } from './use-selection';

export function BansTable({ bans, selection }: { bans: Bans; selection: Selection }) {
  const { t } = useTranslation();
  const { page, search, error } = bans;
  const items = page?.items ?? [];
  const ticked = items.filter(selection.has).length;

  if (error) return <Failure error={error} onRetry={bans.retry} />;
  if (page && items.length === 0) {
    return (search.q ?? search.jail ?? search.country) ? (
      <Quiet icon={<IconZoomExclamation size={28} stroke={1.5} />} title={t('bans.noMatch')}>
        {t('bans.noMatchDetail')}
      </Quiet>
    ) : (
      <Quiet icon={<IconShieldCheck size={28} stroke={1.5} />} title={t('bans.none')}>
        {t('bans.noneDetail')}
      </Quiet>
    );
  }
  return (
    <table
      className={`${listing.table} ${listing.cards} ${classes.table}`}
      aria-label={t('nav.bans')}
      aria-busy={!page || bans.isStale}
      data-stale={bans.isStale || undefined}
    >
      <thead>
        <tr>
          <td className={classes.tick}>
            <Checkbox
              size="xs"
              aria-label={t('bans.selectPage')}
              checked={items.length > 0 && ticked === items.length}
              indeterminate={ticked > 0 && ticked < items.length}
              onChange={(event) => selection.toggle(items, event.currentTarget.checked)}
            />
          </td>
          <SortHeader search={search} column="address" label={t('column.address')} />
          <th scope="col">{t('column.country')}</th>
          <SortHeader search={search} column="jail" label={t('column.jail')} />
          <SortHeader search={search} column="bannedAt" label={t('column.bannedAt')} />
          <SortHeader search={search} column="expiresAt" label={t('column.expiresAt')} />
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((ban) => (
          <BanRow key={keyOf(ban)} ban={ban} selection={selection} />
        ))}
        {!page && <RowSkeletons rows={bans.pageSize / 2} columns={7} />}
      </tbody>
    </table>
  );
}
