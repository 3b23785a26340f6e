import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type RangeSearch, windowOf } from '../components/time-range/time-range';
import { nowSeconds } from '../time/clock';
import { answered, api } from './client';
import type { LogFilter } from './types';

export const logListQuery = queryOptions({
  queryKey: ['logs'],
  queryFn: () => answered(api.GET('/api/v1/logs')),
});

export interface LogQuestion {
  filter: LogFilter;
  range: RangeSearch;
}

/** The log from its end backwards. What is written afterwards is followed and not asked for. */
export const logQuery = ({ filter, range }: LogQuestion, pageSize: number) =>
  infiniteQueryOptions({
    queryKey: ['log', filter, range, pageSize],
    queryFn: ({ pageParam: cursor, signal }) => {
      const limits = {
        ...windowOf(range, nowSeconds()),
        limit: pageSize,
        ...(cursor !== null && { cursor }),
      };
      return answered(
        api.GET('/api/v1/logs/fail2ban', { params: { query: { ...filter, ...limits } }, signal }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back wants to see its end, and not where it ended then.
    gcTime: 0,
  });
