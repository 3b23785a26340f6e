import type { CatalogueJail } from '../../../api/types';
import { foundLogs } from './catalogue-groups';

/**
 * What the jail's `logpath` has to say so that it watches this file; null where its patterns find the file already.
 * fail2ban takes `%` for the beginning of a reference, and what follows a space for where in the file to begin.
 */
export function logpathFor(jail: CatalogueJail, file: string): string | null {
  if (file === '' || foundLogs(jail).includes(file)) return null;
  return file.replaceAll('%', '%%').replaceAll(' ', '?');
}
