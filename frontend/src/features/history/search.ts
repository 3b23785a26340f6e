import type { HistoryEvent, HistoryFilter, HistorySplit } from '../../api/types';
import { readSplitSearch } from '../../components/history/split';
import { type RangeSearch, readRangeSearch } from '../../components/time-range/time-range';

/** What the address bar says about the bans of the past. */
export type HistorySearch = RangeSearch &
  HistoryFilters & {
    split?: HistorySplit;
    /** Where the page starts, as the server called it, and its number for the reader. */
    cursor?: string;
    page?: number;
  };

/** Which bans are looked for, as the reader has typed it. */
export interface HistoryFilters {
  address?: string;
  jail?: string;
  /** Two capital letters, or `none`. */
  country?: string;
  origin?: HistoryEvent['origin'];
  /** The number of an autonomous system. */
  asn?: number;
  /** What a log line contains. */
  text?: string;
}

const origins = ['jail', 'manual', 'blocklist'] as const satisfies HistoryEvent['origin'][];
/** How many characters the server takes. */
export const longest = { address: 255, jail: 200, text: 200 };
const largestAsn = 4_294_967_295;

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const cursor = textIn(search, 'cursor', 100);
  const page = Number(search.page);
  return {
    ...readFilters(search),
    ...readRangeSearch(search),
    ...readSplitSearch(search),
    ...(cursor && { cursor, page: Number.isInteger(page) && page > 1 ? page : 2 }),
  };
}

function readFilters(search: Record<string, unknown>): HistoryFilters {
  const address = textIn(search, 'address', longest.address);
  const jail = textIn(search, 'jail', longest.jail);
  const country = textIn(search, 'country', 4);
  const origin = origins.find((each) => each === search.origin);
  const asn = readAsn(String(search.asn ?? ''));
  const text = textIn(search, 'text', longest.text);
  return {
    ...(address && { address }),
    ...(jail && { jail }),
    ...(country && /^([a-z]{2}|none)$/i.test(country) && { country: spelled(country) }),
    ...(origin && { origin }),
    ...(asn !== null && { asn }),
    ...(text && { text }),
  };
}

/** Reads `3320` and `AS3320`; null for anything else. */
export function readAsn(text: string): number | null {
  const digits = /^(?:as)?(\d{1,10})$/i.exec(text.trim())?.[1];
  const asn = Number(digits);
  return digits !== undefined && asn <= largestAsn ? asn : null;
}

/** What to ask the server for. An IPv4 address whose end is not typed yet stands for all that begin like this. */
export function filterOf({ address, ...search }: HistorySearch): HistoryFilter {
  const { jail, country, origin, asn, text } = search;
  return {
    ...(address && { address: networkOfBeginning(address) ?? address }),
    ...(jail && { jail }),
    ...(country && { country }),
    ...(origin && { origin }),
    ...(asn !== undefined && { asn }),
    ...(text && { text }),
  };
}

export function isFiltered(search: HistorySearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** The same view from its first page: what every change of filter leads to. */
export function fromTheStart({ cursor: _cursor, page: _page, ...rest }: HistorySearch): HistorySearch {
  return rest;
}

/** Sets or, with an empty value, removes one filter. */
export function withFilter<Name extends keyof HistoryFilters>(
  search: HistorySearch,
  name: Name,
  value: HistoryFilters[Name] | null | '',
): HistorySearch {
  const { [name]: _before, ...rest } = fromTheStart(search);
  const isEmpty = value === null || value === undefined || value === '';
  return (isEmpty ? rest : { ...rest, [name]: value }) as HistorySearch;
}

/** The same time and split, for every ban. */
export function withoutFilters({
  address,
  jail,
  country,
  origin,
  asn,
  text,
  ...rest
}: HistorySearch): HistorySearch {
  return rest;
}

function networkOfBeginning(text: string): string | null {
  if (!/^(\d{1,3}\.){1,3}$/.test(text)) return null;
  const bytes = text.split('.').filter((byte) => byte !== '');
  const padded = [...bytes, '0', '0', '0'].slice(0, 4);
  return `${padded.join('.')}/${bytes.length * 8}`;
}

function spelled(country: string): string {
  return country.length === 2 ? country.toUpperCase() : country.toLowerCase();
}

function textIn(search: Record<string, unknown>, name: string, most: number): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value.length <= most ? value : undefined;
}
