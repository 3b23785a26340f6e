import { getRouteApi } from '@tanstack/react-router';
import type { HistoryQuestion } from '../../api/history-queries';
import { rangeIn } from '../../components/time-range/time-range';

const route = getRouteApi('/app/');

/** Every ban of the time that the address bar says. */
export function usePast(): { question: HistoryQuestion; split: 'none' | 'jail' | 'country' | 'origin' } {
  const search = route.useSearch();
  return { question: { filter: {}, range: rangeIn(search, '7d') }, split: search.split ?? 'jail' };
}
