import { queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

export const savedSettingsQuery = (jail: string) =>
  queryOptions({
    queryKey: ['simulation', 'settings', jail],
    queryFn: () => answered(api.GET('/api/v1/simulations/settings', { params: { query: { jail } } })),
  });

const progressMs = 500;

/** Asked again and again while it runs. */
export const simulationQuery = (id: string) =>
  queryOptions({
    queryKey: ['simulation', id],
    queryFn: () => answered(api.GET('/api/v1/simulations/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? progressMs : false),
    staleTime: Number.POSITIVE_INFINITY,
  });
