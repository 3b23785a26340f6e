import type { CatalogueJail } from '../../../api/types';

/** Those that can be relied on least are folded. */
export const foldedGroups = ['journal', 'missing'] as const;
export type FoldedGroup = (typeof foldedGroups)[number];
export type CatalogueGroup = 'found' | FoldedGroup;

/** The jails that are off and whose names contain a text, by where their lines would come from. */
export function jailsToEnable(
  jails: readonly CatalogueJail[],
  text: string,
): Record<CatalogueGroup, CatalogueJail[]> {
  const wanted = text.trim().toLowerCase();
  const groups: Record<CatalogueGroup, CatalogueJail[]> = { found: [], journal: [], missing: [] };
  for (const jail of jails.toSorted((a, b) => a.name.localeCompare(b.name))) {
    if (!jail.isEnabled && jail.name.toLowerCase().includes(wanted)) groups[groupOf(jail)].push(jail);
  }
  return groups;
}

/** A jail with the backend systemd reads no files, whatever its log path says. */
function groupOf(jail: CatalogueJail): CatalogueGroup {
  if (jail.backend?.startsWith('systemd')) return 'journal';
  return foundLogs(jail).length > 0 ? 'found' : 'missing';
}

export function foundLogs({ logs }: CatalogueJail): string[] {
  return [...new Set(logs.flatMap(({ found }) => found))];
}
