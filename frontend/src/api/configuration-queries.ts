import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

/** Everything about the configuration files is asked anew when this key is invalidated. */
export const configurationKey = ['configuration'] as const;

export const configurationFilesQuery = queryOptions({
  queryKey: [...configurationKey, 'files'],
  queryFn: () => answered(api.GET('/api/v1/configuration/files')),
});

export const configurationFileQuery = (path: string) =>
  queryOptions({
    queryKey: [...configurationKey, 'file', path],
    queryFn: () => answered(api.GET('/api/v1/configuration/files/content', { params: { query: { path } } })),
  });

export const effectiveQuery = queryOptions({
  queryKey: [...configurationKey, 'effective'],
  queryFn: () => answered(api.GET('/api/v1/configuration/effective')),
});

/** The jails that fail2ban brings, and whether their logs are there. */
export const catalogueQuery = queryOptions({
  queryKey: [...configurationKey, 'catalogue'],
  queryFn: async () => (await answered(api.GET('/api/v1/configuration/catalogue'))).items,
});

const applyingRefreshMs = 1_000;

/** A change; while it is being applied it is asked for again, as that may have been started elsewhere. */
export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ['configuration-change', id],
    queryFn: () => answered(api.GET('/api/v1/configuration/changes/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'applying' ? applyingRefreshMs : false),
  });

const versionsPageSize = 25;

export const configurationVersionsQuery = infiniteQueryOptions({
  queryKey: [...configurationKey, 'versions'],
  queryFn: ({ pageParam }) =>
    answered(
      api.GET('/api/v1/configuration/versions', {
        params: { query: { limit: versionsPageSize, ...(pageParam !== null && { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: null as number | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** What a version changed or, with `from`, what lies between two. */
export const comparisonQuery = (to: number, from: number | undefined) =>
  queryOptions({
    queryKey: [...configurationKey, 'comparison', to, from],
    queryFn: () =>
      from === undefined
        ? answered(api.GET('/api/v1/configuration/versions/{id}', { params: { path: { id: to } } }))
        : answered(api.GET('/api/v1/configuration/comparison', { params: { query: { from, to } } })),
  });
