import licences from 'virtual:licences';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { SearchField } from '../../components/SearchField';
import { PackageItem } from './PackageItem';
import classes from './PackagesSection.module.css';
import { findPackages } from './packages';

const route = getRouteApi('/app/about');

/** Every package that BanGUI is shipped with, and under which licence. */
export function PackagesSection() {
  const { t } = useTranslation('about');
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const found = findPackages(licences.packages, q);
  return (
    <Panel
      title={t('packages.title')}
      aside={
        <span role="status">
          {t('packages.found', { found: found.length, count: licences.packages.length })}
        </span>
      }
    >
      <SearchField
        label={t('packages.search')}
        placeholder={t('packages.placeholder')}
        value={q}
        onSearch={(text) =>
          void navigate({ search: text ? { q: text } : {}, replace: true, resetScroll: false })
        }
        isMain
      />
      {found.length === 0 && (
        <Quiet icon={<IconSearch size={28} stroke={1.5} />} title={t('packages.none', { q })} />
      )}
      <ul className={classes.list}>
        {found.map((each) => (
          <PackageItem key={`${each.name}@${each.version}`} item={each} />
        ))}
      </ul>
    </Panel>
  );
}
