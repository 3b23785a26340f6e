import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { logQuery } from '../../api/log-queries';
import type { LogLine, LogPage } from '../../api/types';
import { rangeIn } from '../../components/time-range/time-range';
import { filterOf, type LogSearch } from './search';

const pageSize = 200;
/** As many lines as one looks through; further ones are found by time. */
const mostLines = 3_000;
/** How often a search goes on by itself before it asks. */
const searchesUnasked = 4;

export interface WrittenLog {
  /** The oldest first; undefined while they are on their way. */
  lines: readonly LogLine[] | undefined;
  /** From where to follow; undefined while nobody knows. */
  newest: string | null | undefined;
  incomplete: LogPage['incomplete'];
  /** Unix milliseconds; null where everything was searched, or enough was found. */
  searchedToMs: number | null;
  hasEarlier: boolean;
  /** As many as are shown at most. */
  isFull: boolean;
  isLoadingEarlier: boolean;
  loadEarlier: () => void;
  error: Error | null;
  /** From the end again. */
  reread: () => void;
}

/** What the log held when it was opened, and what was read of it since, further and further back. */
export function useLog(search: LogSearch): WrittenLog {
  const queryClient = useQueryClient();
  const options = logQuery({ filter: filterOf(search), range: rangeIn(search, 'all') }, pageSize);
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(options);
  const [allowed, setAllowed] = useState(searchesUnasked);

  const lines = useMemo(() => data?.pages.flatMap(({ items }) => items).reverse(), [data]);
  const searches = data?.pages.length ?? 0;
  const isUnfilled = (lines?.length ?? 0) < pageSize;
  const goesOn = hasNextPage && isUnfilled && !isFetchNextPageError && searches < allowed;
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage();
  }, [goesOn, isFetchingNextPage, fetchNextPage]);

  const isFull = (lines?.length ?? 0) >= mostLines;
  return {
    lines,
    newest: data?.pages[0]?.newest,
    incomplete: data?.pages.flatMap(({ incomplete }) => incomplete) ?? [],
    searchedToMs: hasNextPage ? (data?.pages.at(-1)?.searchedToMs ?? null) : null,
    hasEarlier: hasNextPage && !isFull,
    isFull: hasNextPage && isFull,
    isLoadingEarlier: isFetchingNextPage || goesOn,
    loadEarlier: () => {
      setAllowed(searches + searchesUnasked);
      if (!isFetchingNextPage) void fetchNextPage();
    },
    error: data ? null : error,
    reread: () => void queryClient.resetQueries({ queryKey: options.queryKey, exact: true }),
  };
}
