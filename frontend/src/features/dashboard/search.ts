import type { HistorySplit } from '../../api/types';
import { readSplitSearch } from '../../components/history/split';
import { type RangeSearch, readRangeSearch } from '../../components/time-range/time-range';

/** What the address bar says about the dashboard: which time its plots show, and split by what. */
export type DashboardSearch = RangeSearch & { split?: HistorySplit };

export function readDashboardSearch(search: Record<string, unknown>): DashboardSearch {
  return { ...readRangeSearch(search), ...readSplitSearch(search) };
}
