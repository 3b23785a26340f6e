import { type RangeSearch, readRangeSearch } from '../../components/time-range/time-range';

export const measures = ['bans', 'addresses', 'share'] as const;
export type Measure = (typeof measures)[number];

/** What the address bar says about the map. */
export type MapSearch = RangeSearch & {
  measure?: Measure;
  /** The country whose bans are listed: two capital letters, or `none` for those without one. */
  country?: string;
  view?: 'table';
};

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readMapSearch(search: Record<string, unknown>): MapSearch {
  const measure = measures.find((each) => each === search.measure);
  const country = typeof search.country === 'string' ? search.country : '';
  return {
    ...readRangeSearch(search),
    ...(measure && { measure }),
    ...(/^[a-z]{2}$/i.test(country) && { country: country.toUpperCase() }),
    ...(country === 'none' && { country }),
    ...(search.view === 'table' && { view: 'table' as const }),
  };
}

export function withoutCountry({ country: _country, ...rest }: MapSearch): MapSearch {
  return rest as MapSearch;
}
