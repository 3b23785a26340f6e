import { IconChecks, IconFence, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueJail } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { Quiet } from '../../../components/Quiet';
import { SearchField } from '../../../components/SearchField';
import page from '../ConfigurationPage.module.css';
import type { CatalogueSearch } from '../search';
import { useSearchText } from '../use-search-text';
import classes from './Catalogue.module.css';
import { CatalogueEntry } from './CatalogueEntry';
import { type CatalogueGroup, type FoldedGroup, foldedGroups, jailsToEnable } from './catalogue-groups';

interface Props {
  jails: readonly CatalogueJail[];
  search: CatalogueSearch;
}

/** What can be switched on: first the jails whose logs are there, the others folded. */
export function Catalogue({ jails, search }: Props) {
  const { t } = useTranslation('configuration');
  const find = useSearchText('/configuration/catalogue');
  const { q = '' } = search;
  const groups = jailsToEnable(jails, q);
  const isSearched = q !== '';

  if (jails.every(({ isEnabled }) => isEnabled)) return <NothingToEnable isEmpty={jails.length === 0} />;
  return (
    <Panel isFlush>
      <div className={page.bar}>
        <div className={page.search}>
          <SearchField
            label={t('jails.search')}
            placeholder={t('jails.search')}
            value={q}
            onSearch={find}
            isMain
          />
        </div>
      </div>
      {Object.values(groups).every(({ length }) => length === 0) && (
        <Quiet icon={<IconSearch size={28} stroke={1.5} />} title={t('noMatch')} />
      )}
      {groups.found.length === 0 && !isSearched && (
        <p className={classes.words}>{t('catalogue.noneFound')}</p>
      )}
      <Entries group="found" jails={groups.found} opened={search.jail} />
      {foldedGroups
        .filter((group) => groups[group].length > 0)
        .map((group) => (
          <Folded
            key={`${group} ${isSearched}`}
            group={group}
            jails={groups[group]}
            opened={search.jail}
            isSearched={isSearched}
          />
        ))}
    </Panel>
  );
}

interface EntriesProps {
  group: CatalogueGroup;
  jails: readonly CatalogueJail[];
  opened: string | undefined;
}

/** Folded once and left to whoever looks, so that a list does not close around a jail that is closed. */
function Folded({
  group,
  isSearched,
  ...entries
}: EntriesProps & { group: FoldedGroup; isSearched: boolean }) {
  const { t } = useTranslation('configuration');
  const { jails, opened } = entries;
  const [isOpened] = useState(isSearched || jails.some(({ name }) => name === opened));
  return (
    <details className={classes.folded} open={isOpened}>
      <summary>{t(`catalogue.folded.${group}`, { count: jails.length })}</summary>
      <Entries group={group} {...entries} />
    </details>
  );
}

function Entries({ group, jails, opened }: EntriesProps) {
  const { t } = useTranslation('configuration');
  if (jails.length === 0) return null;
  return (
    <ul className={classes.entries} aria-label={t(`catalogue.groups.${group}`)}>
      {jails.map((jail) => (
        <CatalogueEntry key={jail.name} group={group} jail={jail} isOpen={jail.name === opened} />
      ))}
    </ul>
  );
}

function NothingToEnable({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useTranslation('configuration');
  const Icon = isEmpty ? IconFence : IconChecks;
  return (
    <Panel>
      <Quiet
        icon={<Icon size={28} stroke={1.5} />}
        title={t(isEmpty ? 'catalogue.empty' : 'catalogue.allEnabled')}
      >
        {t(isEmpty ? 'catalogue.emptyDetail' : 'catalogue.allEnabledDetail')}
      </Quiet>
    </Panel>
  );
}
