import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { bansQuery } from '../../api/queries';
import type { BanPage } from '../../api/types';
import type { BansSearch } from './search';

const route = getRouteApi('/app/bans');
const pageSize = 50;

export interface Bans {
  search: BansSearch;
  page: BanPage | undefined;
  pageSize: number;
  /** True while what is shown still answers the question before. */
  isStale: boolean;
  error: Error | null;
  retry: () => void;
}

/** The page of bans that the address bar asks for. */
export function useBans(): Bans {
  const search = route.useSearch();
  const { q, jail, country, sort, cursor } = search;
  const { data, isPlaceholderData, error, refetch } = useQuery(
    bansQuery({
      limit: pageSize,
      sort: sort ?? '-bannedAt',
      ...(q && { q }),
      ...(jail && { jail }),
      ...(country && { country }),
      ...(cursor && { cursor }),
    }),
  );
  return {
    search,
    page: data,
    pageSize,
    isStale: isPlaceholderData,
    error: data ? null : error,
    retry: () => void refetch(),
  };
}
