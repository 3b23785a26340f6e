/** The process: configuration, application, listening, signals, exit codes. */
import { join } from 'node:path';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig, unknownVariables } from './config.ts';
import { DatabaseError, openDatabase } from './database/database.ts';
import { createLogger, type Logger } from './log.ts';

/** sysexits(3): EX_CONFIG, so that a supervisor can tell a mistake of the operator from a crash. */
const exitCodes = { stopped: 0, failed: 1, misconfigured: 78 } as const;

process.on('uncaughtException', (error) => {
  createLogger('fatal').fatal({ event: 'crashed', err: error }, 'BanGUI ends because of an unexpected error');
  process.exit(exitCodes.failed);
});

try {
  await run(readConfig(process.env));
} catch (error) {
  reportStartFailure(error);
  process.exit(error instanceof ConfigError ? exitCodes.misconfigured : exitCodes.failed);
}

async function run(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  for (const name of unknownVariables(process.env)) {
    log.warn({ event: 'configuration_unknown_variable', name }, `${name} is set but means nothing to BanGUI`);
  }
  const database = await openDatabase(join(config.dataDir, 'bangui.sqlite3'));
  const app = await createApp(config, database, log);
  if (config.adminPassword !== null)
    await app.sessions.setUpUnattended(config.adminUsername, config.adminPassword);
  stopOnSignals(app.stop, log);
  const url = await app.server.listen({ host: config.host, port: config.port });
  app.start();
  log.info(
    { event: 'started', url: `${url}${config.basePath}` },
    `BanGUI listens on ${url}${config.basePath}`,
  );
  if (await app.sessions.isSetupRequired())
    announceSetup(`${url}${config.basePath}`, app.sessions.setupToken(), log);
}

/** The one place where a secret is logged on purpose: whoever reads the log may set BanGUI up. */
function announceSetup(baseUrl: string, token: string, log: Logger): void {
  const url = `${baseUrl}setup?token=${token}`;
  log.warn({ event: 'setup_pending', url }, `Open ${url} to create the first account`);
}

function stopOnSignals(stop: () => Promise<void>, log: Logger): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(exitCodes.failed);
    isStopping = true;
    log.info({ event: 'stopping', signal }, 'Finishing running requests; a second signal ends at once');
    stop().then(
      () => {
        log.info({ event: 'stopped' }, 'BanGUI has stopped');
        process.exit(exitCodes.stopped);
      },
      (error: unknown) => {
        log.error({ event: 'stop_failed', err: error }, 'Stopping failed');
        process.exit(exitCodes.failed);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function reportStartFailure(error: unknown): void {
  const log = createLogger('error');
  const mistakes = error instanceof ConfigError ? error.mistakes : [];
  for (const mistake of mistakes) log.fatal({ event: 'configuration_invalid' }, mistake);
  if (mistakes.length > 0) return;
  const sentence = explainStartFailure(error as NodeJS.ErrnoException & { address?: string; port?: number });
  if (sentence !== null) log.fatal({ event: 'start_failed' }, sentence);
  else log.fatal({ event: 'start_failed', err: error }, 'BanGUI cannot start because of an unexpected error');
}

/** A sentence for what an operator can mend; null for what is a bug. */
function explainStartFailure(
  error: NodeJS.ErrnoException & { address?: string; port?: number },
): string | null {
  if (error instanceof DatabaseError) return error.message;
  const place = `${error.address}:${error.port}`;
  if (error.syscall === 'listen' && error.code === 'EADDRINUSE') {
    return `${place} is taken by another program. Stop it, or set BANGUI_PORT to another port.`;
  }
  if (error.syscall === 'listen') {
    return `BanGUI cannot listen on ${place} (${error.code}). Check BANGUI_HOST and BANGUI_PORT.`;
  }
  const isDataFolder =
    error.syscall === 'mkdir' || error.syscall === 'open' || error.code === 'ERR_SQLITE_ERROR';
  return isDataFolder ? `BanGUI cannot use its data folder: ${error.message}. Check BANGUI_DATA_DIR.` : null;
}
