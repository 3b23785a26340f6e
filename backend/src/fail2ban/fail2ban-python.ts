/** Scripts on fail2ban's own Python modules, run by the Python that fail2ban's tools run on. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Fail2banError } from './errors.ts';
import { runTool, type ToolOptions, toolFolders } from './tool-process.ts';

const longestFirstLine = 256;

/**
 * Without the user's own Python modules and variables, and without a trace in the script's folder.
 * @returns what it printed, or nothing where `onLine` heard it
 * @throws Fail2banError `fail2ban_tool_failed`
 */
export async function runFail2banPython(
  script: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<string> {
  return runTool(await pythonOfFail2ban(), ['-EsB', script, ...args], options);
}

/** The interpreter named by the first line of `fail2ban-regex`: where a virtual environment has fail2ban, only its own finds it. */
async function pythonOfFail2ban(): Promise<string> {
  for (const folder of toolFolders) {
    const line = await firstLine(join(folder, 'fail2ban-regex'));
    if (line !== null) return interpreterIn(line);
  }
  throw new Fail2banError(
    'fail2ban_tool_failed',
    `There is no fail2ban-regex in ${toolFolders.join(', ')}. Install fail2ban on this machine, or make its command-line tools available to BanGUI.`,
  );
}

async function firstLine(path: string): Promise<string | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestFirstLine), 0, longestFirstLine, 0);
    return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
  } finally {
    await file.close();
  }
}

/** @param line such as `#!/usr/bin/python3 -Es` or `#!/usr/bin/env python3` */
export function interpreterIn(line: string): string {
  const [program = '', argument] = line.replace(/^#!\s*/, '').split(/\s+/);
  const named = program.endsWith('/env') ? argument : program;
  return line.startsWith('#!') && named?.includes('python') ? named : 'python3';
}
