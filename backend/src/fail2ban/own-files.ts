/** Files of BanGUI's own among those of fail2ban: tried beside a stand-in of the configuration before they count. */
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fail2banClientTool } from './client-tool.ts';
import { withStandIn } from './stand-in.ts';

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
  await withStandIn(configDir, files, tool.testConfiguration);
  for (const [place, content] of Object.entries(files)) await writeDurably(join(configDir, place), content);
}

/** A crash leaves either no file or the whole one. */
export async function writeDurably(path: string, content: string): Promise<void> {
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
