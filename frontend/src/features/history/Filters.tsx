import { Button, Select } from '@mantine/core';
import { IconFileText, IconNetwork, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import { SearchField } from '../../components/SearchField';
import classes from './Filters.module.css';
import {
  fromTheStart,
  type HistoryFilters,
  type HistorySearch,
  isFiltered,
  longest,
  readAsn,
  withFilter,
  withoutFilters,
} from './search';
import { useFilterOptions } from './use-filter-options';

export function Filters({ search }: { search: HistorySearch }) {
  const { t } = useTranslation('history');
  const { t: plot } = useTranslation('plot');
  const navigate = useNavigate({ from: '/history' });
  const options = useFilterOptions(search.jail);
  const set = <Name extends keyof HistoryFilters>(name: Name, value: HistoryFilters[Name] | null) =>
    void navigate({ search: (before) => withFilter(before, name, value), replace: true, resetScroll: false });

  return (
    <search className={classes.filters}>
      <SearchField
        label={t('filter.address')}
        placeholder={t('filter.addressPlaceholder')}
        value={search.address ?? ''}
        onSearch={(address) => set('address', address)}
        maxLength={longest.address}
        isMain
      />
      <SearchField
        label={t('filter.text')}
        placeholder={t('filter.textPlaceholder')}
        icon={<IconFileText size={16} aria-hidden />}
        value={search.text ?? ''}
        onSearch={(text) => set('text', text)}
        maxLength={longest.text}
      />
      <Select
        aria-label={t('filter.jail')}
        placeholder={t('filter.anyJail')}
        data={options.jails}
        value={search.jail ?? null}
        onChange={(jail) => set('jail', jail)}
        clearable
      />
      <Select
        aria-label={t('filter.country')}
        placeholder={t('filter.anyCountry')}
        data={options.countries}
        value={search.country ?? null}
        onChange={(country) => set('country', country)}
        nothingFoundMessage={t('filter.noCountry')}
        searchable
        clearable
      />
      <Select
        aria-label={t('filter.origin')}
        placeholder={t('filter.anyOrigin')}
        data={(['jail', 'manual', 'blocklist'] as const).map((value) => ({
          value,
          label: plot(`origin.${value}`),
        }))}
        value={search.origin ?? null}
        onChange={(origin) => set('origin', origin as HistoryEvent['origin'] | null)}
        clearable
      />
      <SearchField
        label={t('filter.operator')}
        placeholder={t('filter.operatorPlaceholder')}
        icon={<IconNetwork size={16} aria-hidden />}
        value={search.asn === undefined ? '' : String(search.asn)}
        onSearch={(asn) => set('asn', readAsn(asn))}
        problemOf={(asn) => (asn === '' || readAsn(asn) !== null ? null : t('filter.operatorWrong'))}
      />
      {isFiltered(search) && (
        <Button
          className={classes.clear ?? ''}
          variant="subtle"
          color="gray"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={() => void navigate({ search: withoutFilters(fromTheStart(search)), resetScroll: false })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}
