import { IconFence, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { effectiveQuery } from '../../api/configuration-queries';
import type { ConfiguredJail } from '../../api/types';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { SearchField } from '../../components/SearchField';
import classes from './ConfigurationPage.module.css';
import { ConfiguredJailRow } from './ConfiguredJailRow';
import { FilesProblem } from './FilesProblem';
import table from './JailsTab.module.css';
import { NewJailButton } from './NewJailButton';
import type { ConfigurationSearch } from './search';
import { useSearchText } from './use-search-text';

/** Every jail that the files know, the enabled ones first. */
export function JailsTab({ search }: { search: ConfigurationSearch }) {
  const { t } = useTranslation('configuration');
  const { data, error, refetch } = useQuery(effectiveQuery);
  const find = useSearchText();
  const q = search.q ?? '';
  const jails = data && sorted(data.jails).filter(({ name }) => contains(name, q));

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.search}>
          <SearchField
            label={t('jails.search')}
            placeholder={t('jails.search')}
            value={q}
            onSearch={find}
            isMain
          />
        </div>
        <TextLink to="/configuration/jails/$jail" params={{ jail: 'DEFAULT' }}>
          {t('jails.defaults')}
        </TextLink>
        <NewJailButton />
      </div>
      <FilesProblem problem={data?.problem ?? null} />
      {jails?.length === 0 ? (
        <NoJails isSearched={q !== ''} />
      ) : (
        <table
          className={`${listing.table} ${listing.cards} ${table.table}`}
          aria-busy={!data}
          aria-label={t('tab.jails')}
        >
          <thead>
            <tr>
              <th scope="col">{t('jails.name')}</th>
              <th scope="col">{t('jails.state')}</th>
              <th scope="col">{t('jails.filter')}</th>
              <th scope="col">{t('jails.rule')}</th>
            </tr>
          </thead>
          <tbody>
            {jails?.map((jail) => (
              <ConfiguredJailRow key={jail.name} jail={jail} />
            ))}
            {!jails && <RowSkeletons rows={12} columns={4} />}
          </tbody>
        </table>
      )}
    </>
  );
}

function NoJails({ isSearched }: { isSearched: boolean }) {
  const { t } = useTranslation('configuration');
  const Icon = isSearched ? IconSearch : IconFence;
  return (
    <Quiet icon={<Icon size={28} stroke={1.5} />} title={t(isSearched ? 'noMatch' : 'jails.none')}>
      {!isSearched && t('jails.noneDetail')}
    </Quiet>
  );
}

function sorted(jails: readonly ConfiguredJail[]): ConfiguredJail[] {
  const rank = ({ isRunning, isEnabled }: ConfiguredJail) => (isRunning || isEnabled ? 0 : 1);
  return jails.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function contains(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}
