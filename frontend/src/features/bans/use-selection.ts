import { useState } from 'react';
import type { Ban } from '../../api/types';
import { keyOf } from '../../components/bans/ban-key';

export interface Selection {
  bans: Ban[];
  has: (ban: Ban) => boolean;
  toggle: (bans: readonly Ban[], isSelected: boolean) => void;
  clear: () => void;
}

/** The bans that are ticked, kept while pages are turned. */
export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlyMap<string, Ban>>(new Map());
  return {
    bans: [...selected.values()],
    has: (ban) => selected.has(keyOf(ban)),
    toggle: (bans, isSelected) => {
      const next = new Map(selected);
      for (const ban of bans) {
        if (isSelected) next.set(keyOf(ban), ban);
        else next.delete(keyOf(ban));
      }
      setSelected(next);
    },
    clear: () => setSelected(new Map()),
  };
}
