const tabs = ['log', 'sets', 'feed', 'check'] as const;
export type BlocklistsTab = (typeof tabs)[number];

/** What the address bar says about the page of blocklists. */
export interface BlocklistsSearch {
  tab?: BlocklistsTab;
  /** The address to check, which other pages link to. */
  address?: string;
  dialog?: 'add';
  /** The source whose settings are open. */
  edit?: number;
}

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readBlocklistsSearch(search: Record<string, unknown>): BlocklistsSearch {
  const tab = tabs.find((each) => each === search.tab);
  const address = typeof search.address === 'string' ? search.address.trim().slice(0, 100) : '';
  const edit = Number(search.edit);
  return {
    ...(tab && { tab }),
    ...(address && { address }),
    ...(search.dialog === 'add' && { dialog: 'add' as const }),
    ...(Number.isInteger(edit) && edit > 0 && { edit }),
  };
}

/** A link with nothing but an address means to check it. */
export function tabOf({ tab, address }: BlocklistsSearch): BlocklistsTab {
  return tab ?? (address ? 'check' : 'log');
}

/** The same view without a dialog over it. */
export function withoutDialog({ dialog: _dialog, edit: _edit, ...rest }: BlocklistsSearch): BlocklistsSearch {
  return rest;
}
