/**
 * Whether fail2ban can use a filter's regular expressions. `fail2ban-client -t` does not look at them; they would only
 * fail in the daemon.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fail2banError } from '../errors.ts';
import { writeFilterFile } from '../filter-file.ts';
import { runTool } from '../tool-process.ts';
import type { DumpedSettings } from './dump.ts';

const deadlineMilliseconds = 20_000;
const someLine = 'any line';

/** @returns fail2ban's words about a filter of this folder that it cannot use; null where it can */
export async function problemOfFilter(configDir: string, filter: string): Promise<string | null> {
  const places = ['.conf', '.local'].map((ending) => join(configDir, 'filter.d', filter + ending));
  const place = places.find((each) => existsSync(each));
  return place === undefined ? null : tryFilter(configDir, place);
}

/** The same for the expressions that a jail ends up with, whichever files they come from. */
export async function problemOfJail(jail: DumpedSettings): Promise<string | null> {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-filter-'));
  const lines = (setting: string) => jail.get(setting)?.split('\n') ?? [];
  try {
    await writeFilterFile(directory, 'tried', {
      prefregex: jail.get('prefregex') ?? null,
      failregex: lines('failregex'),
      ignoreregex: lines('ignoreregex'),
      datepattern: jail.get('datepattern') ?? null,
      maxlines: Number(jail.get('maxlines') ?? 1),
      usedns: null,
      logencoding: null,
      logtimezone: null,
    });
    return await tryFilter(directory, join(directory, 'filter.d', 'tried.conf'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function tryFilter(configDir: string, place: string): Promise<string | null> {
  try {
    await runTool('fail2ban-regex', ['-c', configDir, someLine, place], { deadlineMilliseconds });
    return null;
  } catch (error) {
    if (!(error instanceof Fail2banError)) throw error;
    const [, words = error.message] = /ERROR: ([\s\S]*)/.exec(error.message) ?? [];
    return words.trim();
  }
}
