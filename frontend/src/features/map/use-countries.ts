import { useQuery } from '@tanstack/react-query';
import { topQuery } from '../../api/history-queries';
import type { RangeSearch } from '../../components/time-range/time-range';
import { countriesOf } from './countries';
import type { Measure } from './search';

const mostCountries = 300;

/** The numbers of every country in a time, asked again as bans come. */
export function useCountries(range: RangeSearch, measure: Measure) {
  const { data, error, isPlaceholderData, refetch } = useQuery(
    topQuery({ filter: {}, range }, 'country', mostCountries, false),
  );
  return {
    countries: data && countriesOf(data, measure),
    isStale: isPlaceholderData,
    error: data ? null : error,
    retry: () => void refetch(),
  };
}
