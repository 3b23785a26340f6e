/**
 * `bangui backup FOLDER`: copies BanGUI's databases into a folder, each as it is at one moment, while BanGUI may be
 * running. Replaces copies of the same name. The other files in the data folder are lists that are fetched again.
 */
import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { ConfigError, readConfig } from './config.ts';

/** sysexits(3), as in main.ts. */
const exitCodes = { failed: 1, usage: 64, misconfigured: 78 } as const;
const databases = ['bangui.sqlite3', 'archive.sqlite3'];

try {
  process.exitCode = await run(process.argv[2]);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof ConfigError ? exitCodes.misconfigured : exitCodes.failed;
}

async function run(folder: string | undefined): Promise<number> {
  if (folder === undefined || folder === '') {
    process.stderr.write('Usage: bangui backup FOLDER\n');
    return exitCodes.usage;
  }
  const { dataDir } = readConfig(process.env);
  const present = databases.filter((name) => existsSync(join(dataDir, name)));
  if (present.length === 0)
    throw new Error(`There is no database of BanGUI in ${dataDir}. Check BANGUI_DATA_DIR.`);
  if (resolve(folder) === dataDir)
    throw new Error(`${folder} is BanGUI's data folder itself. Name another one.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of present) await copy(join(dataDir, name), join(folder, name));
  return 0;
}

/** A copy that was cut off never stands under the name of a whole one. */
async function copy(from: string, to: string): Promise<void> {
  const unfinished = `${to}.unfinished`;
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(database, unfinished);
  } catch (error) {
    throw new Error(`${from} cannot be copied: ${(error as Error).message}`, { cause: error });
  } finally {
    database.close();
  }
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, to);
  process.stdout.write(`${to}\n`);
}
