import type { HistorySplit } from '../../api/types';
import { readSplitSearch } from '../../components/history/split';
import { type RangeSearch, readRangeSearch } from '../../components/time-range/time-range';

const dialogs = ['ban', 'allow'] as const;

/** What the address bar says about the page of an address, besides the address. */
export type AddressSearch = RangeSearch & {
  split?: HistorySplit;
  dialog?: (typeof dialogs)[number];
};

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readAddressSearch(search: Record<string, unknown>): AddressSearch {
  const dialog = dialogs.find((each) => each === search.dialog);
  return { ...readRangeSearch(search), ...readSplitSearch(search), ...(dialog && { dialog }) };
}

/** The same view without a dialog over it. */
export function withoutDialog({ dialog: _dialog, ...rest }: AddressSearch): AddressSearch {
  return rest as AddressSearch;
}
