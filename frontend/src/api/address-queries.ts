import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

const addressKey = ['address'] as const;

export const addressQuery = (address: string) =>
  queryOptions({
    queryKey: [...addressKey, address],
    queryFn: () => answered(api.GET('/api/v1/addresses/{address}', { params: { path: { address } } })),
  });

/** Asks anew what is on the pages of addresses; what is none is not asked for again and again. */
export function refreshAddresses(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({
    queryKey: addressKey,
    predicate: ({ state }) => state.data !== undefined,
  });
}

/** Asks the server's name server, which whoever owns the address may notice: only on request. */
export const reverseNameQuery = (address: string) =>
  queryOptions({
    queryKey: ['reverse-name', address],
    queryFn: () => answered(api.GET('/api/v1/addresses/{address}/name', { params: { path: { address } } })),
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Known addresses that begin like this; the answer before stays until the new one is there. */
export const addressSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['address-search', q],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/addresses', { params: { query: { q, limit: 8 } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
