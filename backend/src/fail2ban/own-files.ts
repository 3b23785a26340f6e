/** Files of BanGUI's own among those of fail2ban: tried beside a stand-in of the configuration before they count. */
import { mkdir, mkdtemp, open, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fail2banClientTool } from './client-tool.ts';

/** Contents by place, such as `jail.d/bangui-manual.local`. */
export type OwnFiles = Readonly<Record<string, string>>;

/**
 * Tries the files, then adds them in their order. Does not reload.
 * @throws Fail2banError with fail2ban's words when the configuration with them is not valid, or a system error
 *   with a code such as EACCES or EROFS when a folder cannot be read or written
 */
export async function addOwnFiles(
  configDir: string,
  files: OwnFiles,
  tool: Fail2banClientTool,
): Promise<void> {
  const standIn = await mkdtemp(join(tmpdir(), 'bangui-configuration-'));
  try {
    await linkEntries(configDir, standIn);
    for (const folder of new Set(Object.keys(files).map(dirname))) {
      await rm(join(standIn, folder), { force: true });
      await mkdir(join(standIn, folder));
      await linkEntries(join(configDir, folder), join(standIn, folder));
    }
    for (const [place, content] of Object.entries(files)) {
      await rm(join(standIn, place), { force: true });
      await writeFile(join(standIn, place), content);
    }
    await tool.testConfiguration(standIn);
  } finally {
    await rm(standIn, { recursive: true, force: true });
  }
  for (const [place, content] of Object.entries(files)) await writeDurably(join(configDir, place), content);
}

/**
 * Links instead of copies: nothing that the files hold leaves its place, however large it is, and no write can
 * follow a link of theirs.
 */
async function linkEntries(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await symlink(join(from, name), join(to, name));
}

/** A crash leaves either no file or the whole one. */
async function writeDurably(path: string, content: string): Promise<void> {
  const unfinished = `${path}.bangui-unfinished`;
  const file = await open(unfinished, 'w', 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}
