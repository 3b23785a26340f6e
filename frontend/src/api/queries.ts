import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { adoptServerTime } from '../time/clock';
import { answered, api } from './client';
import { Problem } from './problem';
import type { BanFilter } from './types';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // BanGUI may run on this very machine, so a browser that calls itself offline still has a server.
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
    mutations: { networkMode: 'always' },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answered(api.GET('/api/v1/auth/session')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => answered(api.GET('/api/v1/setup')),
});

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: async () => {
    const server = await answered(api.GET('/api/v1/server'));
    adoptServerTime(server.time);
    return server;
  },
});

export const jailsQuery = queryOptions({
  queryKey: ['jails'],
  queryFn: () => answered(api.GET('/api/v1/jails')),
});

export const jailQuery = (jail: string) =>
  queryOptions({
    queryKey: ['jail', jail],
    queryFn: () => answered(api.GET('/api/v1/jails/{jail}', { params: { path: { jail } } })),
  });

export const latestBansLimit = 12;

export const latestBansQuery = queryOptions({
  queryKey: ['bans', 'latest'],
  queryFn: () =>
    answered(api.GET('/api/v1/bans', { params: { query: { sort: '-bannedAt', limit: latestBansLimit } } })),
});

export const bansQuery = (filter: BanFilter) =>
  queryOptions({
    queryKey: ['bans', 'list', filter],
    queryFn: () => answered(api.GET('/api/v1/bans', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

export const evidenceQuery = (jail: string, address: string) =>
  queryOptions({
    queryKey: ['evidence', jail, address],
    queryFn: () => answered(api.GET('/api/v1/bans/evidence', { params: { query: { jail, address } } })),
  });

export const allowListQuery = queryOptions({
  queryKey: ['allow-list'],
  queryFn: () => answered(api.GET('/api/v1/allow-list')),
});
