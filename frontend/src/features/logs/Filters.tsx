import { Button, Select } from '@mantine/core';
import { IconFileText, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';
import type { LogLevel } from '../../api/types';
import { SearchField } from '../../components/SearchField';
import { parseAddress } from '../../network/address';
import classes from './Filters.module.css';
import {
  isFiltered,
  type LogFilters,
  type LogSearch,
  levels,
  longest,
  withFilter,
  withoutFilters,
} from './search';

export function Filters({ search }: { search: LogSearch }) {
  const { t } = useTranslation('logs');
  const navigate = useNavigate({ from: '/logs' });
  const { data: jails } = useQuery(jailsQuery);
  const names = new Set(jails?.items.map(({ name }) => name));
  if (search.jail) names.add(search.jail);
  const set = <Name extends keyof LogFilters>(name: Name, value: LogFilters[Name] | null) =>
    void navigate({ search: (before) => withFilter(before, name, value), replace: true, resetScroll: false });

  return (
    <search className={classes.filters}>
      <SearchField
        label={t('filter.text')}
        placeholder={t('filter.textPlaceholder')}
        icon={<IconFileText size={16} aria-hidden />}
        value={search.text ?? ''}
        onSearch={(text) => set('text', text)}
        maxLength={longest.text}
        isMain
      />
      <SearchField
        label={t('filter.address')}
        placeholder={t('filter.addressPlaceholder')}
        value={search.address ?? ''}
        onSearch={(address) => set('address', address)}
        problemOf={(text) => (text === '' || parseAddress(text).isValid ? null : t('filter.addressWrong'))}
        maxLength={longest.address}
      />
      <Select
        aria-label={t('filter.level')}
        placeholder={t('filter.anyLevel')}
        data={levels.map((value) => ({ value, label: t('filter.atLeast', { level: value }) }))}
        value={search.level ?? null}
        onChange={(level) => set('level', level as LogLevel | null)}
        clearable
      />
      <Select
        aria-label={t('filter.jail')}
        placeholder={t('filter.anyJail')}
        data={[...names].sort()}
        value={search.jail ?? null}
        onChange={(jail) => set('jail', jail)}
        clearable
      />
      {isFiltered(search) && (
        <Button
          className={classes.clear ?? ''}
          variant="subtle"
          color="gray"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={() => void navigate({ search: withoutFilters(search), resetScroll: false })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}
