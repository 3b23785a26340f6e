/** The jail that takes bans by hand: it watches no log (/dev/null, as fail2ban refuses to watch nothing), and its bans last until somebody or BanGUI releases them. */
import { cp, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
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
 * Tries the jail on a copy of the configuration, then adds it as a file of our own in `jail.d/`. Does not reload.
 * @throws Fail2banError with fail2ban's words when the configuration with the jail is not valid, or a system error
 *   with a code such as EACCES or EROFS when the folder cannot be read or written
 */
export async function addManualJail(configDir: string, tool: Fail2banClientTool): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'bangui-configuration-'));
  try {
    await cp(configDir, copy, { recursive: true });
    await writeFile(join(copy, 'jail.d', fileName), fileContent);
    await tool.testConfiguration(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  await writeDurably(join(configDir, 'jail.d', fileName), fileContent);
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
