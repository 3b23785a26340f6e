/** The jail that takes bans by hand: it watches no log (/dev/null, as fail2ban refuses to watch nothing), and its bans last until somebody or BanGUI releases them. */
import type { Fail2banClientTool } from './client-tool.ts';
import { addOwnFiles, type OwnFiles } from './own-files.ts';

export const manualJailName = 'manual';

const jailFile = `# Written by BanGUI with the administrator's consent. Deleting this file removes the jail at the next reload.
[${manualJailName}]
enabled = true
filter =
logpath = /dev/null
backend = polling
bantime = -1
banaction = %(banaction_allports)s
`;

export const manualJailFiles: OwnFiles = { 'jail.d/bangui-manual.local': jailFile };

/** Does not reload. @throws as `addOwnFiles` does */
export async function addManualJail(configDir: string, tool: Fail2banClientTool): Promise<void> {
  await addOwnFiles(configDir, manualJailFiles, tool);
}
