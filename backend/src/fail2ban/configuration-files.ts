/** Whether the files that decide about jails have changed, told by their times without reading them. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A text that differs as soon as a file was written, added or removed; null where the folder cannot be read. */
export async function jailFilesFingerprint(configDir: string): Promise<string | null> {
  try {
    const paths = (
      await Promise.all(['', 'jail.d', 'fail2ban.d'].map((folder) => filesIn(join(configDir, folder))))
    ).flat();
    const changes = await Promise.all(paths.map(async (path) => `${path} ${(await stat(path)).mtimeMs}`));
    return changes.join('\n');
  } catch {
    return null;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort();
}
