import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { type HistoryQuestion, historyPageQuery } from '../../api/history-queries';
import type { HistoryEvent } from '../../api/types';
import { rangeIn } from '../../components/time-range/time-range';
import { filterOf, type HistorySearch } from './search';

const route = getRouteApi('/app/history');
const pageSize = 50;
/** How often a search in log lines goes on by itself before it asks. */
const searchesUnasked = 4;

export interface PastBans {
  search: HistorySearch;
  question: HistoryQuestion;
  pageSize: number;
  /** Undefined while they are on their way. */
  events: readonly HistoryEvent[] | undefined;
  nextCursor: string | null;
  /** Unix seconds; null where log lines are not searched, or all are. */
  searchedTo: number | null;
  isSearching: boolean;
  searchOn: () => void;
  /** True while what is shown still answers the question before. */
  isStale: boolean;
  error: Error | null;
  retry: () => void;
}

/** The page of past bans that the address bar asks for. */
export function usePastBans(): PastBans {
  const search = route.useSearch();
  const question = { filter: filterOf(search), range: rangeIn(search, '30d') };
  const query = useInfiniteQuery(historyPageQuery(question, search.cursor, pageSize));
  const { data, error, hasNextPage, isPlaceholderData, isFetchingNextPage, fetchNextPage } = query;
  const [allowed, setAllowed] = useState(searchesUnasked);

  const searches = data?.pages.length ?? 0;
  const goesOn = hasNextPage && !isPlaceholderData && !query.isFetchNextPageError && searches < allowed;
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage();
  }, [goesOn, isFetchingNextPage, fetchNextPage]);

  const events = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const last = data?.pages.at(-1);
  return {
    search,
    question,
    pageSize,
    events,
    nextCursor: last?.nextCursor ?? null,
    searchedTo: hasNextPage ? (last?.searchedTo ?? null) : null,
    isSearching: isFetchingNextPage || goesOn,
    searchOn: () => {
      setAllowed(searches + searchesUnasked);
      if (query.isFetchNextPageError) void fetchNextPage();
    },
    isStale: isPlaceholderData,
    error: data ? null : error,
    retry: () => void query.refetch(),
  };
}
