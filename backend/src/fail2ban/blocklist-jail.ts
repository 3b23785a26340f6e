/**
 * The jail by which fail2ban puts the blocklist into the kernel. It watches no log and bans nobody; its action holds
 * the script of firewall/ and runs it at the jail's start and whenever BanGUI asks (`actionreload`).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blocklistActionName, blocklistJailName } from '../firewall/daemon-driver.ts';
import { blocklistScript } from '../firewall/script.ts';
import type { Fail2banClientTool } from './client-tool.ts';
import { invalidArgument } from './errors.ts';
import { addOwnFiles, type OwnFiles } from './own-files.ts';

/**
 * Adds or renews the jail's files. Does not reload.
 * @param directory the exchange folder as fail2ban sees it
 * @throws as `addOwnFiles` does, and Fail2banError `fail2ban_invalid_argument` for a folder that cannot stand in the files
 */
export async function addBlocklistJail(
  configDir: string,
  directory: string,
  tool: Fail2banClientTool,
): Promise<void> {
  await addOwnFiles(configDir, blocklistJailFiles(directory), tool);
}

/** Whether the files are there and those of this version of BanGUI; false too where they cannot be read. */
export async function isBlocklistJailCurrent(configDir: string, directory: string): Promise<boolean> {
  try {
    const files = Object.entries(blocklistJailFiles(directory));
    const contents = await Promise.all(files.map(([place]) => readFile(join(configDir, place), 'utf8')));
    return files.every(([, content], index) => contents[index] === content);
  } catch {
    return false;
  }
}

/**
 * The action comes first: a jail without it would be a mistake in the configuration.
 * @param directory the exchange folder as fail2ban sees it
 * @throws Fail2banError `fail2ban_invalid_argument` for a folder that cannot stand in the files
 */
export function blocklistJailFiles(directory: string): OwnFiles {
  return {
    [`action.d/${blocklistActionName}.local`]: actionFile,
    [`jail.d/bangui-${blocklistJailName}.local`]: jailFile(checkDirectory(directory)),
  };
}

/** Characters that mean nothing to the shell, to fail2ban's files and to its tags. */
function checkDirectory(directory: string): string {
  if (!/^\/[\p{L}\p{N} _.,:+@~/-]*$/u.test(directory) || directory.endsWith(' ')) {
    throw invalidArgument(
      `"${directory}" cannot stand in a file of fail2ban. Set BANGUI_BLOCKLIST_DIR to an absolute path of letters, digits, spaces and _ . , : + @ ~ -`,
    );
  }
  return directory;
}

function jailFile(directory: string): string {
  return `# Written by BanGUI with the administrator's consent. Deleting this file removes the jail at the next reload.
[${blocklistJailName}]
enabled = true
filter =
logpath = /dev/null
backend = polling
bantime = -1
action = ${blocklistActionName}[directory="${directory}"]
`;
}

const actionFile = `# Written by BanGUI: puts its blocklist into the kernel. BanGUI writes it anew when it is renewed.
[Definition]
actionstart = directory='<directory>' entry=start
    <_script>
actionreload = directory='<directory>' entry=take_requests
    <_script>
# The blocklist stays in force while fail2ban restarts or is away.
actionstop =
# Nobody is banned in this jail: addresses reach the kernel by the whole list.
actionban =
actionunban =
_script = ${toValue(blocklistScript)}

[Init]
directory =
`;

/**
 * As a value of several lines: they are indented, and `%` would begin an interpolation.
 * Source: Python's configparser, and fail2ban's inline comments that begin with " ;".
 */
function toValue(script: string): string {
  const lines = script.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return lines.map((line) => line.replaceAll('%', '%%')).join('\n    ');
}
