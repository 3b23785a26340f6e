import type { HistorySplit } from '../../api/types';

export const splits = ['none', 'jail', 'country', 'origin'] as const satisfies HistorySplit[];

/** What the address bar says the bars are split by, if it says so. */
export function readSplitSearch(search: Record<string, unknown>): { split?: HistorySplit } {
  const split = splits.find((each) => each === search.split);
  return split ? { split } : {};
}
