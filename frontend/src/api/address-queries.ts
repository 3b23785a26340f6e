import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

/** Lies below the key of the bans: who is banned now is on the page of an address too. */
export const addressKey = ['bans', 'address'] as const;

export const addressQuery = (address: string) =>
  queryOptions({
    queryKey: [...addressKey, address],
    queryFn: () => answered(api.GET('/api/v1/addresses/{address}', { params: { path: { address } } })),
  });

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
