/** Which log files may be read: those in the permitted folders, and those that fail2ban itself reads or writes. */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, normalize, sep } from 'node:path';
import { Problem } from './problem.ts';

export interface LogFilesOptions {
  /** Absolute; one that does not exist permits nothing. */
  readonly logDirs: readonly string[];
  /** The files that fail2ban's jails watch, and fail2ban's own log. */
  readonly ownLogs: () => Promise<readonly string[]>;
}

export interface LogFiles {
  /**
   * The file itself, without any link on the way to it: a regular file in a permitted folder, or a log of fail2ban's.
   * A link in place of such a log counts only if it leads to another file in the same folder.
   * @throws {Problem} log_file_not_permitted, log_file_not_found, log_file_unreadable
   */
  resolve(path: string): Promise<string>;
}

export function createLogFiles({ logDirs, ownLogs }: LogFilesOptions): LogFiles {
  async function isOwnLog(path: string, real: string): Promise<boolean> {
    const names = await ownLogs();
    return names.includes(path) && dirname(real) === (await realpath(dirname(path)));
  }

  return {
    async resolve(path) {
      if (!isAbsolute(path) || path.includes('\0') || normalize(path) !== path)
        throw notPermitted(path, logDirs);
      const isClaimed = logDirs.some((folder) => isWithin(folder, path)) || (await ownLogs()).includes(path);
      if (!isClaimed) throw notPermitted(path, logDirs);
      const real = await realpath(path).catch((error: NodeJS.ErrnoException) => {
        throw unreachable(path, error);
      });
      const folders = await realFolders(logDirs);
      const isPermitted = folders.some((folder) => isWithin(folder, real)) || (await isOwnLog(path, real));
      if (!isPermitted || !(await lstat(real)).isFile()) throw notPermitted(path, logDirs);
      return real;
    },
  };
}

function isWithin(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function realFolders(folders: readonly string[]): Promise<string[]> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)));
  return real.filter((folder) => folder !== null);
}

function notPermitted(path: string, logDirs: readonly string[]): Problem {
  const folders = logDirs.join(', ') || 'no folder';
  return new Problem(
    'log_file_not_permitted',
    `BanGUI reads log files in ${folders} and those of fail2ban's jails only, and ${path.slice(0, 500)} is no such file. BANGUI_LOG_DIRS names further folders.`,
  );
}

function unreachable(path: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return new Problem('log_file_not_found', `There is no file ${path}.`);
  return new Problem('log_file_unreadable', `BanGUI may not read ${path} (${error.code}).`);
}
