import { Button, Group, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';
import { SearchField } from '../../components/SearchField';
import { useLocale } from '../../i18n/use-locale';
import { countries } from '../../network/country';
import classes from './Filters.module.css';
import { ReleaseJailButton } from './ReleaseJailButton';
import { type BansSearch, withFilter } from './search';

export function Filters({ search, total }: { search: BansSearch; total: number | undefined }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate({ from: '/bans' });
  const { data: jails } = useQuery(jailsQuery);
  const countryOptions = useMemo(
    () => countries(locale).map(({ code, name }) => ({ value: code, label: name })),
    [locale],
  );
  const set = (name: 'jail' | 'country') => (value: string | null) =>
    void navigate({ search: (before) => withFilter(before, name, value) });

  const isFiltered = Boolean(search.q ?? search.jail ?? search.country);
  const isWholeJail = search.jail !== undefined && search.q === undefined && search.country === undefined;

  return (
    <search className={classes.filters}>
      <SearchField
        label={t('bans.search')}
        placeholder={t('bans.searchPlaceholder')}
        value={search.q ?? ''}
        onSearch={(q) => void navigate({ search: (before) => withFilter(before, 'q', q), replace: true })}
        isMain
      />
      <Select
        aria-label={t('bans.filterJail')}
        placeholder={t('bans.anyJail')}
        data={withChosen(jails?.items.map((jail) => jail.name) ?? [], search.jail)}
        value={search.jail ?? null}
        onChange={set('jail')}
        clearable
      />
      <Select
        aria-label={t('bans.filterCountry')}
        placeholder={t('bans.anyCountry')}
        data={countryOptions}
        value={search.country ?? null}
        onChange={set('country')}
        nothingFoundMessage={t('bans.noCountry')}
        searchable
        clearable
      />
      <Group gap="xs" className={classes.extra}>
        {isFiltered && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => void navigate({ search: search.sort ? { sort: search.sort } : {} })}
          >
            {t('bans.clearFilters')}
          </Button>
        )}
        {isWholeJail && search.jail && total !== undefined && total > 0 && (
          <ReleaseJailButton jail={search.jail} total={total} />
        )}
      </Group>
    </search>
  );
}

/** A jail from a link may be gone; it is named all the same. */
function withChosen(names: string[], chosen: string | undefined): string[] {
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen];
}
