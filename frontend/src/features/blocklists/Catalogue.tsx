import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../api/blocklist-queries';
import { Failure } from '../../components/Failure';
import classes from './Catalogue.module.css';
import { CatalogueEntry } from './CatalogueEntry';

/** Well-known public lists, each added by one click. */
export function Catalogue() {
  const { data, error, refetch } = useQuery(catalogueQuery);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Stack gap="md">
        {['a', 'b', 'c', 'd'].map((row) => (
          <Skeleton key={row} height={44} />
        ))}
      </Stack>
    );
  }
  return (
    <ul className={classes.list}>
      {data.items.map((entry) => (
        <CatalogueEntry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}
