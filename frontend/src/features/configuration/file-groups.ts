import type { ConfigurationFile } from '../../api/types';
import type { FileGroup } from './search';

/** Under which heading a file is found. */
export function groupOf({ kind }: Pick<ConfigurationFile, 'kind'>): FileGroup {
  return kind === 'paths' ? 'other' : kind;
}

export interface ListedFile extends ConfigurationFile {
  /** The own file that overrides this one of fail2ban's. */
  overriddenBy: string | null;
}

/** The files of a group whose names contain a text: one's own first, then fail2ban's. */
export function listFiles(files: readonly ConfigurationFile[], group: FileGroup, text: string): ListedFile[] {
  const paths = new Set(files.map(({ path }) => path));
  const partnerOf = (path: string) => path.replace(/\.conf$/, '.local');
  return files
    .filter((file) => groupOf(file) === group && file.path.toLowerCase().includes(text.trim().toLowerCase()))
    .map((file) => ({
      ...file,
      overriddenBy: file.isStock && paths.has(partnerOf(file.path)) ? partnerOf(file.path) : null,
    }))
    .toSorted((a, b) => Number(a.isStock) - Number(b.isStock) || a.path.localeCompare(b.path));
}
