/**
 * `bangui recount`: counts every ban of the archive again and says where a sum does not agree. Only reads; BanGUI may be
 * running meanwhile. Ends with 1 where something does not agree.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from './archive/archive.ts';
import { originOf } from './archive/origin.ts';
import { ConfigError, readConfig } from './config.ts';

/** sysexits(3), as in main.ts. */
const misconfigured = 78;

try {
  process.exitCode = recount(join(readConfig(process.env).dataDir, 'archive.sqlite3'));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.mistakes.join('\n')}\n`);
  process.exitCode = misconfigured;
}

function recount(path: string): number {
  if (!existsSync(path)) {
    process.stdout.write(`There is no archive at ${path} yet.\n`);
    return 0;
  }
  const archive = openArchive({ path, originOf, placeOf: () => ({ country: null, operator: null }) });
  const { events, addresses } = archive.summary();
  process.stdout.write(`Counting ${events} bans of ${addresses} addresses in ${path} …\n`);
  const differences = archive.recount();
  archive.close();
  process.stdout.write(`${differences.length === 0 ? 'Everything agrees.' : differences.join('\n')}\n`);
  return differences.length === 0 ? 0 : 1;
}
