import { Button, Group } from '@mantine/core';
import { IconGitCompare, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configurationVersionsQuery } from '../../api/configuration-queries';
import { Failure } from '../../components/Failure';
import listing from '../../components/Listing.module.css';
import { ButtonLink } from '../../components/links';
import { Quiet } from '../../components/Quiet';
import { RowSkeletons } from '../../components/RowSkeletons';
import classes from './ConfigurationPage.module.css';
import { VersionRow } from './VersionRow';
import table from './VersionsTab.module.css';

/** How the files have changed, the newest first; any two can be compared. */
export function VersionsTab() {
  const { t } = useTranslation('configuration');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(configurationVersionsQuery);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const versions = data?.pages.flatMap(({ items }) => items);
  // The two that were chosen last.
  const choose = (id: number) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((each) => each !== id) : [...before, id].slice(-2),
    );

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (versions?.length === 0) {
    return (
      <Quiet icon={<IconHistory size={28} stroke={1.5} />} title={t('versions.none')}>
        {t('versions.noneDetail')}
      </Quiet>
    );
  }
  return (
    <>
      <CompareBar chosen={chosen} />
      <table
        className={`${listing.table} ${listing.cards} ${table.table}`}
        aria-busy={!data}
        aria-label={t('tab.versions')}
      >
        <thead>
          <tr>
            <th scope="col">{t('versions.compare')}</th>
            <th scope="col">{t('versions.number')}</th>
            <th scope="col">{t('versions.when')}</th>
            <th scope="col">{t('versions.who')}</th>
            <th scope="col">{t('versions.what')}</th>
            <th scope="col" className={listing.right}>
              {t('versions.lines')}
            </th>
          </tr>
        </thead>
        <tbody>
          {versions?.map((version) => (
            <VersionRow
              key={version.id}
              version={version}
              isChosen={chosen.includes(version.id)}
              onChoose={() => choose(version.id)}
            />
          ))}
          {!versions && <RowSkeletons rows={6} columns={6} />}
        </tbody>
      </table>
      {hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('versions.more')}
          </Button>
        </Group>
      )}
    </>
  );
}

function CompareBar({ chosen }: { chosen: readonly number[] }) {
  const { t } = useTranslation('configuration');
  const [from, to] = chosen.toSorted((a, b) => a - b);
  return (
    <div className={classes.bar}>
      <span className={table.hint}>{t('versions.hint')}</span>
      {from !== undefined && to !== undefined && (
        <ButtonLink
          to="/configuration/versions"
          search={{ from, to }}
          variant="default"
          ml="auto"
          leftSection={<IconGitCompare size={16} aria-hidden />}
        >
          {t('versions.compareTwo', { from, to })}
        </ButtonLink>
      )}
    </div>
  );
}
