import type { ConfigurationFileContent } from '../../api/types';
import { isOwnPath } from './names';

type Kind = ConfigurationFileContent['kind'];

/** A file that is not there yet, with the section that its kind begins with; null where it may not be made. */
export function newFile(path: string): ConfigurationFileContent | null {
  if (!isOwnPath(path)) return null;
  const kind = kindOf(path);
  return {
    path,
    kind,
    isStock: false,
    text: kind === 'jail' || kind === 'paths' ? '[DEFAULT]\n' : '[Definition]\n',
    digest: '',
    partner: null,
  };
}

function kindOf(path: string): Kind {
  if (path.startsWith('filter.d/')) return 'filter';
  if (path.startsWith('action.d/')) return 'action';
  if (path.startsWith('fail2ban')) return 'server';
  if (path.startsWith('paths-')) return 'paths';
  return path.startsWith('jail') ? 'jail' : 'other';
}
