/** The process: configuration, application, listening, signals, exit codes. */
import { join } from 'node:path';
import { type App, createApp } from './app.ts';
import { type Config, ConfigError, readConfig, unknownVariables } from './config.ts';
import { DatabaseError, openDatabase } from './database/database.ts';
import { FirewallError } from './firewall/firewall-error.ts';
import { createLogger, type Logger } from './log.ts';
import { SchedulerLockHeldError } from './scheduler/lock.ts';
import { SchedulerLockUnavailableError } from './scheduler/lock-store.ts';

/**
 * sysexits(3): EX_TEMPFAIL for what another try may mend, EX_CONFIG for a mistake of the operator, so that a
 * supervisor can tell both from a crash.
 */
const exitCodes = { stopped: 0, failed: 1, lockNotTaken: 75, misconfigured: 78 } as const;

process.on('uncaughtException', (error) => {
  createLogger('fatal').fatal({ event: 'crashed', err: error }, 'BanGUI ends because of an unexpected error');
  process.exit(exitCodes.failed);
});

try {
  await run(readConfig(process.env));
} catch (error) {
  reportStartFailure(error);
  process.exit(exitCodeOf(error));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError) return exitCodes.misconfigured;
  return isLockRefusal(error) ? exitCodes.lockNotTaken : exitCodes.failed;
}

function isLockRefusal(error: unknown): boolean {
  return error instanceof SchedulerLockHeldError || error instanceof SchedulerLockUnavailableError;
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
  // Another instance that holds the lock has to be noticed before anybody can reach this one.
  await app.start();
  const url = await listen(app, config, log);
  log.info(
    { event: 'started', url: `${url}${config.basePath}` },
    `BanGUI listens on ${url}${config.basePath}`,
  );
  if (await app.sessions.isSetupRequired())
    announceSetup(`${url}${config.basePath}`, app.sessions.setupToken(), log);
}

/** The lock is given back at once where a port cannot be had, so that the next try need not wait for its end. */
async function listen(app: App, { host, port, metrics }: Config, log: Logger): Promise<string> {
  try {
    const metricsUrl = await app.metricsServer?.listen({ host, port: metrics.port ?? 0 });
    if (metricsUrl !== undefined) {
      log.info({ event: 'metrics_started', url: `${metricsUrl}/metrics` }, 'The metrics have their own port');
    }
    return await app.server.listen({ host, port });
  } catch (error) {
    await app.stop();
    throw error;
  }
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
  if (error instanceof DatabaseError || error instanceof FirewallError || isLockRefusal(error)) {
    return error.message;
  }
  const place = `${error.address}:${error.port}`;
  if (error.syscall === 'listen' && error.code === 'EADDRINUSE') {
    return `${place} is taken by another program. Stop it, or set another port in BANGUI_PORT (BANGUI_METRICS_PORT for the metrics).`;
  }
  if (error.syscall === 'listen') {
    return `BanGUI cannot listen on ${place} (${error.code}). Check BANGUI_HOST, BANGUI_PORT and BANGUI_METRICS_PORT.`;
  }
  const isDataFolder =
    error.syscall === 'mkdir' || error.syscall === 'open' || error.code === 'ERR_SQLITE_ERROR';
  return isDataFolder ? `BanGUI cannot use its data folder: ${error.message}. Check BANGUI_DATA_DIR.` : null;
}
