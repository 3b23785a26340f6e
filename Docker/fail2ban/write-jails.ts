/**
 * Writes the files of BanGUI's own jails as the image of fail2ban brings them.
 *   node write-jails.ts FOLDER EXCHANGE-FOLDER
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blocklistJailFiles } from '../../backend/src/fail2ban/blocklist-jail.ts';
import { manualJailFiles } from '../../backend/src/fail2ban/manual-jail.ts';

const [folder = '', exchangeFolder = ''] = process.argv.slice(2);
for (const [place, content] of Object.entries({
  ...manualJailFiles,
  ...blocklistJailFiles(exchangeFolder),
})) {
  const path = join(folder, place);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
