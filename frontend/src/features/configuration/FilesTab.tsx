import { SegmentedControl } from '@mantine/core';
import { IconFileText, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { configurationFilesQuery } from '../../api/configuration-queries';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { ButtonLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import { SearchField } from '../../components/SearchField';
import classes from './ConfigurationPage.module.css';
import { FileRow } from './FileRow';
import table from './FilesTab.module.css';
import { listFiles } from './file-groups';
import { type ConfigurationSearch, type FileGroup, fileGroups } from './search';
import { useSearchText } from './use-search-text';

/** fail2ban's files by kind, one's own first. */
export function FilesTab({ search }: { search: ConfigurationSearch }) {
  const { t } = useTranslation('configuration');
  const { data, error, refetch } = useQuery(configurationFilesQuery);
  const navigate = useNavigate({ from: '/configuration' });
  const find = useSearchText();
  const { kind = 'jail', q = '' } = search;
  const files = data && listFiles(data.items, kind, q);
  const choose = (chosen: string) =>
    void navigate({
      search: (before) => ({ ...before, kind: chosen as FileGroup }),
      replace: true,
      resetScroll: false,
    });

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('files.kind')}
          data={fileGroups.map((value) => ({ value, label: t(`files.kinds.${value}`) }))}
          value={kind}
          onChange={choose}
          className={table.kinds}
        />
        <div className={classes.search}>
          <SearchField
            label={t('files.search')}
            placeholder={t('files.search')}
            value={q}
            onSearch={find}
            isMain
          />
        </div>
        <ButtonLink
          to="/configuration/new-file"
          variant="default"
          ml="auto"
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('files.new')}
        </ButtonLink>
      </div>
      {files?.length === 0 ? (
        <NoFiles isSearched={q !== ''} />
      ) : (
        <table
          className={`${listing.table} ${listing.cards} ${table.table}`}
          aria-busy={!data}
          aria-label={t('tab.files')}
        >
          <thead>
            <tr>
              <th scope="col">{t('files.name')}</th>
              <th scope="col">{t('files.state')}</th>
              <th scope="col" className={listing.right}>
                {t('files.size')}
              </th>
              <th scope="col">{t('files.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {files?.map((file) => (
              <FileRow key={file.path} file={file} />
            ))}
            {!files && <RowSkeletons rows={8} columns={4} />}
          </tbody>
        </table>
      )}
      {data && <p className={table.directory}>{t('files.directory', { directory: data.directory })}</p>}
    </>
  );
}

function NoFiles({ isSearched }: { isSearched: boolean }) {
  const { t } = useTranslation('configuration');
  const Icon = isSearched ? IconSearch : IconFileText;
  return <Quiet icon={<Icon size={28} stroke={1.5} />} title={t(isSearched ? 'noMatch' : 'files.none')} />;
}
