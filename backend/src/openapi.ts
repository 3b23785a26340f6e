/**
 * Writes backend/openapi.json from the routes themselves, or with --check says whether it still matches them.
 * The interface's API client is generated from that file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './database/database.ts';
import { createLogger } from './log.ts';

const path = new URL('../openapi.json', import.meta.url);
const app = await createApp(readConfig({}), await openDatabase(':memory:'), createLogger('fatal'));
await app.server.ready();
const document = `${JSON.stringify(app.server.swagger(), null, 2)}\n`;
await app.stop();

if (process.argv[2] !== '--check') {
  writeFileSync(path, document);
} else if (readFileSync(path, 'utf8') !== document) {
  process.stderr.write('backend/openapi.json does not match the routes; run "npm run api".\n');
  process.exitCode = 1;
}
