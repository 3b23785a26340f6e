import type { BanSort } from '../../api/types';

/** What the address bar says about the list of bans. */
export interface BansSearch {
  q?: string;
  jail?: string;
  country?: string;
  sort?: BanSort;
  /** Where the page starts, as the server called it, and its number for the reader. */
  cursor?: string;
  page?: number;
  dialog?: 'ban';
}

const sorts: readonly string[] = [
  '-bannedAt',
  'bannedAt',
  'address',
  '-address',
  'jail',
  '-jail',
  'expiresAt',
  '-expiresAt',
] satisfies BanSort[];

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readBansSearch(search: Record<string, unknown>): BansSearch {
  const text = (name: string) =>
    typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined;
  const q = text('q');
  const jail = text('jail');
  const country = text('country');
  const sort = text('sort');
  const cursor = text('cursor');
  const page = Number(search.page);
  return {
    ...(q && { q }),
    ...(jail && { jail }),
    ...(country && /^[A-Z]{2}$/i.test(country) && { country: country.toUpperCase() }),
    ...(sort && sorts.includes(sort) && { sort: sort as BanSort }),
    ...(cursor && { cursor, page: Number.isInteger(page) && page > 1 ? page : 2 }),
    ...(search.dialog === 'ban' && { dialog: 'ban' as const }),
  };
}

/** The same view from its first page: what every change of filter or order leads to. */
export function fromTheStart({ cursor: _cursor, page: _page, ...rest }: BansSearch): BansSearch {
  return rest;
}

/** Sets or, with an empty value, removes one filter. */
export function withFilter(
  search: BansSearch,
  name: 'q' | 'jail' | 'country',
  value: string | null,
): BansSearch {
  const { [name]: _before, ...rest } = fromTheStart(search);
  return value ? { ...rest, [name]: value } : rest;
}
