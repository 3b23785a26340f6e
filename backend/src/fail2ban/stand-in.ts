/** A stand-in of the configuration, in which other files can be tried without touching the real ones. */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Contents by place, such as `jail.d/bangui-manual.local`; null is a file that is not there. */
export type TriedFiles = Readonly<Record<string, string | null>>;

/** Removed again when `use` is done. */
export async function withStandIn<Result>(
  configDir: string,
  files: TriedFiles,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  const standIn = await mkdtemp(join(tmpdir(), 'bangui-configuration-'));
  try {
    await linkEntries(configDir, standIn);
    for (const folder of new Set(Object.keys(files).map(dirname)))
      await ownFolder(configDir, standIn, folder);
    for (const [place, content] of Object.entries(files)) {
      await rm(join(standIn, place), { force: true });
      if (content !== null) await writeFile(join(standIn, place), content);
    }
    return await use(standIn);
  } finally {
    await rm(standIn, { recursive: true, force: true });
  }
}

async function ownFolder(configDir: string, standIn: string, folder: string): Promise<void> {
  if (folder === '.') return;
  await rm(join(standIn, folder), { force: true });
  await mkdir(join(standIn, folder));
  await linkEntries(join(configDir, folder), join(standIn, folder));
}

/**
 * Links instead of copies: nothing that the files hold leaves its place, however large it is, and no write can
 * follow a link of theirs.
 */
async function linkEntries(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) await symlink(join(from, name), join(to, name));
}
