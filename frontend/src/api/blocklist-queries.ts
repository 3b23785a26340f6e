import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';
import type { BlocklistRun } from './types';

/** Everything about blocklists is asked anew when this key is invalidated. */
export const blocklistsKey = ['blocklists'] as const;

export const sourcesQuery = queryOptions({
  queryKey: [...blocklistsKey, 'sources'],
  queryFn: () => answered(api.GET('/api/v1/blocklists')),
});

const enforcementRefreshMs = 30_000;

/** The counters of the kernel move without an event, so they are asked again now and then. */
export const enforcementQuery = queryOptions({
  queryKey: [...blocklistsKey, 'enforcement'],
  queryFn: () => answered(api.GET('/api/v1/blocklists/enforcement')),
  refetchInterval: enforcementRefreshMs,
});

const hitsRefreshMs = 60_000;

export const hitsQuery = (hours: number) =>
  queryOptions({
    queryKey: [...blocklistsKey, 'hits', hours],
    queryFn: () => answered(api.GET('/api/v1/blocklists/hits', { params: { query: { hours } } })),
    refetchInterval: hitsRefreshMs,
  });

const runsPageSize = 10;

/** The imports, the newest first; live events keep the first page true. */
export const runsQuery = infiniteQueryOptions({
  queryKey: [...blocklistsKey, 'runs'],
  queryFn: ({ pageParam }): Promise<{ items: BlocklistRun[] }> =>
    answered(
      api.GET('/api/v1/blocklists/runs', {
        params: { query: { limit: runsPageSize, ...(pageParam !== null && { before: pageParam }) } },
      }),
    ),
  initialPageParam: null as number | null,
  getNextPageParam: ({ items }) => (items.length < runsPageSize ? null : (items.at(-1)?.id ?? null)),
});

export const versionsQuery = queryOptions({
  queryKey: [...blocklistsKey, 'versions'],
  queryFn: () => answered(api.GET('/api/v1/blocklists/versions')),
});

export const catalogueQuery = queryOptions({
  queryKey: [...blocklistsKey, 'catalogue'],
  queryFn: () => answered(api.GET('/api/v1/blocklists/catalogue')),
});

export const lookUpQuery = (address: string) =>
  queryOptions({
    queryKey: [...blocklistsKey, 'look-up', address],
    queryFn: () => answered(api.GET('/api/v1/blocklists/look-up', { params: { query: { address } } })),
  });

export const feedQuery = queryOptions({
  queryKey: [...blocklistsKey, 'feed'],
  queryFn: () => answered(api.GET('/api/v1/blocklists/feed')),
});

export const schedulerQuery = queryOptions({
  queryKey: ['scheduler'],
  queryFn: () => answered(api.GET('/api/v1/scheduler')),
});
