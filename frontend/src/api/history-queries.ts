import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type RangeSearch, windowOf } from '../components/time-range/time-range';
import { nowSeconds } from '../time/clock';
import { baseUrl } from './base';
import { answered, api } from './client';
import type { HistoryFilter, HistoryRetention, HistorySplit, HistorySubject } from './types';

/** Everything about the past is asked anew when this key is invalidated. */
export const historyKey = ['history'] as const;

/** Whose bans are meant, and when. What ends now is told to the server in numbers only when it is asked. */
export interface HistoryQuestion {
  filter: HistoryFilter;
  range: RangeSearch;
}

const parametersOf = ({ filter, range }: HistoryQuestion) => ({
  ...filter,
  ...windowOf(range, nowSeconds()),
});

export const timelineQuery = (question: HistoryQuestion, split: HistorySplit) =>
  queryOptions({
    queryKey: [...historyKey, 'timeline', question, split],
    queryFn: async () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const query = { ...parametersOf(question), split, timeZone };
      const timeline = await answered(api.GET('/api/v1/history/timeline', { params: { query } }));
      // Together, because it is shown until the next question is answered, which may be split otherwise.
      return { timeline, split };
    },
    placeholderData: keepPreviousData,
  });

/** @param isCompared whether to count the time before as well, which takes as long again */
export const topQuery = (question: HistoryQuestion, by: HistorySubject, limit: number, isCompared: boolean) =>
  queryOptions({
    queryKey: [...historyKey, 'top', question, by, limit, isCompared],
    queryFn: () => {
      const compare = isCompared ? ('true' as const) : ('false' as const);
      const query = { ...parametersOf(question), by, limit, compare };
      return answered(api.GET('/api/v1/history/top', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });

/**
 * One page of bans, from a cursor on. A search in log lines may stop before the page is full; what is missing is
 * fetched on demand.
 */
export const historyPageQuery = (question: HistoryQuestion, cursor: string | undefined, pageSize: number) =>
  infiniteQueryOptions({
    queryKey: [...historyKey, 'page', question, cursor, pageSize],
    queryFn: ({ pageParam: { cursor, limit } }) => {
      const query = { ...parametersOf(question), limit, ...(cursor !== undefined && { cursor }) };
      return answered(api.GET('/api/v1/history', { params: { query } }));
    },
    initialPageParam: { cursor, limit: pageSize },
    getNextPageParam: ({ nextCursor, searchedTo }, pages) => {
      const missing = pageSize - pages.reduce((sum, { items }) => sum + items.length, 0);
      if (nextCursor === null || searchedTo === null || missing <= 0) return null;
      return { cursor: nextCursor, limit: missing };
    },
    placeholderData: keepPreviousData,
  });

export const historyLinesQuery = (id: number) =>
  queryOptions({
    queryKey: ['history-lines', id],
    queryFn: () => answered(api.GET('/api/v1/history/{id}/lines', { params: { path: { id } } })),
    // The past does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const archiveQuery = queryOptions({
  queryKey: [...historyKey, 'archive'],
  queryFn: () => answered(api.GET('/api/v1/history/archive')),
});

/** How many bans are older than a number of days. */
export const olderThanQuery = (days: number) =>
  queryOptions({
    queryKey: [...historyKey, 'older-than', days],
    queryFn: async () => {
      const to = nowSeconds() - days * 86_400;
      const query = { to, bucket: 'month' as const };
      const { total } = await answered(api.GET('/api/v1/history/timeline', { params: { query } }));
      return total;
    },
  });

export const putRetention = (retention: HistoryRetention) =>
  answered(api.PUT('/api/v1/history/retention', { body: retention }));

/** Where a browser finds the same bans as a file. */
export function exportAddress(question: HistoryQuestion, format: 'csv' | 'jsonl', hasLines: boolean): string {
  const parameters = { ...parametersOf(question), format, lines: hasLines };
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${baseUrl}/api/v1/history/export?${new URLSearchParams(query)}`;
}
