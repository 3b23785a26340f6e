/**
 * A whole BanGUI in a process of its own, with timings for tests: for those that stop, pause and kill it. Configured
 * by BANGUI_* variables; its log goes to standard output. Whatever it does not expect ends it with code 1.
 *
 *     node import-process.ts OPTIONS_AS_JSON
 */
import { join } from 'node:path';
import { type AppOptions, createApp } from '../backend/src/app.ts';
import { readConfig } from '../backend/src/config.ts';
import { openDatabase } from '../backend/src/database/database.ts';
import { createLogger } from '../backend/src/log.ts';
import { SchedulerLockUnavailableError } from '../backend/src/scheduler/lock-store.ts';

const config = readConfig(process.env);
const log = createLogger(config.logLevel);
const database = await openDatabase(join(config.dataDir, 'bangui.sqlite3'));
const options = JSON.parse(process.argv[2] ?? '{}') as AppOptions;
const app = await createApp(config, database, log, options);
await app.sessions.setUpUnattended(config.adminUsername, config.adminPassword ?? '');
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
try {
  await app.start();
} catch (error) {
  if (!(error instanceof SchedulerLockUnavailableError)) throw error;
  log.fatal({ event: 'start_failed' }, error.message);
  process.exit(75);
}
await app.server.listen({ host: config.host, port: config.port });
log.info({ event: 'started' });
