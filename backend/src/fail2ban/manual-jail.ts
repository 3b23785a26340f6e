/** The jail that takes bans by hand: it watches no log (/dev/null, as fail2ban refuses to watch nothing), and its bans last until somebody or BanGUI releases them. */
import { mkdir, mkdtemp, open, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fail2banClientTool } from './client-tool.ts';

export const manualJailName = 'manual';

const fileName = 'bangui-manual.local';

const fileContent = `# Written by BanGUI with the administrator's consent. Deleting this file removes the jail at the next reload.
[${manualJailName}]
enabled = true
filter =
logpath = /dev/null
backend = polling
bantime = -1
banaction = %(banaction_allports)s
`;

/**
 * Tries the jail beside a stand-in of the configuration, then adds it as a file of our own in `jail.d/`. Does not reload.
 * @throws Fail2banError with fail2ban's words when the configuration with the jail is not valid, or a system error
 *   with a code such as EACCES or EROFS when the folder cannot be read or written
 */
export async function addManualJail(configDir: string, tool: Fail2banClientTool): Promise<void> {
  const standIn = await mkdtemp(join(tmpdir(), 'bangui-configuration-'));
  try {
    await linkEntries(configDir, standIn);
    await rm(join(standIn, 'jail.d'), { force: true });
    await mkdir(join(standIn, 'jail.d'));
    await linkEntries(join(configDir, 'jail.d'), join(standIn, 'jail.d'));
    await rm(join(standIn, 'jail.d', fileName), { force: true });
    await writeFile(join(standIn, 'jail.d', fileName), fileContent);
    await tool.testConfiguration(standIn);
  } finally {
    await rm(standIn, { recursive: true, force: true });
  }
  await writeDurably(join(configDir, 'jail.d', fileName), fileContent);
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
