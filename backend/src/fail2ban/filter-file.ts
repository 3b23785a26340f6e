/** Writes a filter out as a file, for tools that take filters from files only. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JailFilter } from './jail-rules.ts';

/**
 * Writes `filter.d/NAME.conf` into a configuration directory of its own, so that fail2ban reads back what it said.
 * @param directory exists and is empty
 */
export async function writeFilterFile(directory: string, name: string, filter: JailFilter): Promise<void> {
  const options = {
    prefregex: filter.prefregex === null ? [] : filter.prefregex.split('\n'),
    failregex: filter.failregex,
    ignoreregex: filter.ignoreregex,
    datepattern: filter.datepattern === null ? [] : filter.datepattern.split('\n'),
    maxlines: [String(filter.maxlines)],
  };
  const lines = Object.entries(options)
    .filter(([, values]) => values.length > 0)
    .map(([option, values]) => `${option} = ${values.map(escapeLine).join('\n    ')}`);
  await mkdir(join(directory, 'filter.d'));
  await writeFile(join(directory, 'filter.d', `${name}.conf`), `[Definition]\n${lines.join('\n')}\n`);
}

/** `%` begins an interpolation; a semicolon after a space begins a comment, as does either mark at the beginning. */
function escapeLine(line: string): string {
  return line
    .replaceAll('%', '%%')
    .replace(/^#/, '\\x23')
    .replace(/(^|\s);/g, '$1\\x3b');
}
