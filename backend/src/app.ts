/** The composition root: the one file that knows every feature and hands each what it needs. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { createArchiveThread } from './archive/archive-thread.ts';
import type { Config } from './config.ts';
import { createDatabaseChanges } from './database/changes.ts';
import type { Database } from './database/database.ts';
import { createFail2banClientTool } from './fail2ban/client-tool.ts';
import { createFail2banCommands } from './fail2ban/commands.ts';
import { readJailRules } from './fail2ban/jail-rules.ts';
import { manualJailName } from './fail2ban/manual-jail.ts';
import { createFail2banSocket } from './fail2ban/socket.ts';
import { createDaemonWatch, type WatchListener } from './fail2ban/watch.ts';
import { createAddresses } from './features/addresses/addresses.ts';
import { registerAddressRoutes } from './features/addresses/routes.ts';
import { loadAllowList } from './features/allow-list/allow-list.ts';
import { registerAllowListRoutes } from './features/allow-list/routes.ts';
import { createAllowListStore } from './features/allow-list/store.ts';
import { createBanAgain } from './features/bans/ban-again.ts';
import { createBans } from './features/bans/bans.ts';
import { registerBanRoutes } from './features/bans/routes.ts';
import { createTimedBanStore } from './features/bans/store.ts';
import { loadTimedBans } from './features/bans/timed-bans.ts';
import { createBlocklists } from './features/blocklists/blocklists.ts';
import { registerFeedRoutes } from './features/blocklists/feed-routes.ts';
import { importJobName, toRunItem } from './features/blocklists/imports.ts';
import { createBlocklistJail } from './features/blocklists/jail.ts';
import { registerBlocklistRoutes } from './features/blocklists/routes.ts';
import { createConfiguration } from './features/configuration/configuration.ts';
import { registerConfigurationRoutes } from './features/configuration/routes.ts';
import { createConfigurationStore } from './features/configuration/store.ts';
import { createDaemon } from './features/daemon/daemon.ts';
import { registerDaemonRoutes, registerHealthRoutes } from './features/daemon/routes.ts';
import { createHistory } from './features/history/history.ts';
import { registerHistoryRoutes } from './features/history/routes.ts';
import { createJails } from './features/jails/jails.ts';
import { registerJailRoutes } from './features/jails/routes.ts';
import { registerLiveRoutes } from './features/live/routes.ts';
import { createJournalSource } from './features/logs/journal-source.ts';
import { createLogs } from './features/logs/logs.ts';
import { createOwnLog } from './features/logs/own-log.ts';
import { registerLogRoutes } from './features/logs/routes.ts';
import { createMetrics } from './features/metrics/metrics.ts';
import { exposeMetrics } from './features/metrics/routes.ts';
import { createRegexTests } from './features/regex-tests/regex-tests.ts';
import { registerRegexTestRoutes } from './features/regex-tests/routes.ts';
import { registerSchedulerRoutes } from './features/scheduler/routes.ts';
import { createScheduler } from './features/scheduler/scheduler.ts';
import { registerSessionRoutes } from './features/sessions/routes.ts';
import { createSessions, type Sessions } from './features/sessions/sessions.ts';
import { createSessionStore } from './features/sessions/store.ts';
import { registerSimulationRoutes } from './features/simulations/routes.ts';
import { createSimulations } from './features/simulations/simulations.ts';
import { registerTruthCheckRoutes } from './features/truth-check/routes.ts';
import { createTruthCheck, type TruthCheckTimings } from './features/truth-check/truth-check.ts';
import { createBlocklistDriver } from './firewall/configured-driver.ts';
import { createGeography } from './geography/geography.ts';
import { observeRequests } from './http/completed-requests.ts';
import { createEventStreams } from './http/event-stream.ts';
import { registerInterface } from './http/interface.ts';
import { createLiveEvents } from './http/live-events.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { protectRoutes } from './http/session-cookie.ts';
import type { Logger } from './log.ts';
import { createLogFiles } from './log-files.ts';
import { defaultGateways, ownAddresses } from './network/own-addresses.ts';
import { createConfiguredLock } from './scheduler/configured-lock.ts';
import { createJobRunsStore } from './scheduler/job-runs-store.ts';
import { createJobs } from './scheduler/jobs.ts';
import type { LockListener, SchedulerTimings } from './scheduler/lock.ts';
import { createPaced } from './scheduler/pace.ts';

export interface App {
  readonly server: HttpServer;
  /** Where the metrics have a port of their own. */
  readonly metricsServer: HttpServer | null;
  readonly sessions: Sessions;
  /**
   * Takes the scheduler lock, then begins to watch fail2ban and to release bans that are due.
   * @throws {SchedulerLockHeldError} {SchedulerLockUnavailableError} where this instance must not run
   */
  start(): Promise<void>;
  /** Lets running requests finish, ends event streams and jobs, gives the lock back, closes the database. */
  stop(): Promise<void>;
}

/** Browsers read charts anew when the archive has grown, so they are told at most this often. */
const historyMilliseconds = 1_000;

const builtInterface = fileURLToPath(new URL('../../frontend/dist', import.meta.url));

export interface AppOptions {
  readonly schedulerTimings?: SchedulerTimings;
  /** How often to look whether the kernel holds the current blocklist. */
  readonly blocklistCheckMilliseconds?: number;
  readonly truthCheckTimings?: TruthCheckTimings;
}

export async function createApp(
  config: Config,
  database: Database,
  log: Logger,
  { schedulerTimings, blocklistCheckMilliseconds, truthCheckTimings }: AppOptions = {},
): Promise<App> {
  const { version } = packageJson;
  const metrics = createMetrics();
  const socket = createFail2banSocket({ path: config.fail2banSocket, observer: metrics.socketObserver });
  const commands = createFail2banCommands(socket);
  const tool = createFail2banClientTool({
    socketPath: config.fail2banSocket,
    configDir: config.fail2banConfigDir,
  });
  const timedBans = await loadTimedBans(createTimedBanStore(database));
  const isBusyForUs = () =>
    socket.busyWithLongCommand() || jails.isReloading() || configuration.isReloading();
  const watch = createDaemonWatch({
    socket,
    commands,
    tool,
    log,
    isBusyForUs,
    releaseAt: timedBans.releaseAt,
  });
  const ownLog = createOwnLog({
    watch,
    target: commands.logTarget,
    configuredTarget: async () => (await tool.dump(config.fail2banConfigDir)).server.get('logtarget'),
  });
  const logFiles = createLogFiles({
    logDirs: config.logDirs,
    ownLogs: async () => {
      const own = await ownLog();
      const watched = watch.jails().flatMap(({ settings }) => settings?.logPaths ?? []);
      return own.kind === 'file' ? [own.path, ...watched] : watched;
    },
  });
  const logs = createLogs({ watch, logFiles, ownLog, journal: createJournalSource() });

  const regexTests = createRegexTests({ configDir: config.fail2banConfigDir, logFiles, watch });

  const live = createLiveEvents();
  live.subscribe(undefined, ({ name }) => metrics.onEvent(name));
  const streams = createEventStreams();
  const sessions = createSessions({
    store: createSessionStore(database),
    dataDir: config.dataDir,
    sessionDurationMinutes: config.sessionDurationMinutes,
    onEnded: streams.closeForbidden,
    log,
  });
  const jails = createJails({ watch, commands, tool, configDir: config.fail2banConfigDir });
  const configuration = createConfiguration({
    configDir: config.fail2banConfigDir,
    dataDir: config.dataDir,
    watch,
    commands,
    tool,
    store: createConfigurationStore(database),
    log,
    onVersion: () => live.publish('configuration', {}),
  });
  const daemon = createDaemon({
    watch,
    commands,
    isBusyForUs,
    socketPath: config.fail2banSocket,
    manualJail: manualJailName,
    version,
  });
  const allowList = await loadAllowList({
    watch,
    commands,
    log,
    store: createAllowListStore(database),
    onChange: () => live.publish('allow_list', {}),
    onEdit: () => blocklists.onProtectedChange(),
  });
  const geography = createGeography({
    countryDatabase: config.geoCountryDatabase,
    operatorDatabase: config.geoAsnDatabase,
    log,
  });
  const announceHistory = createPaced(historyMilliseconds, () => live.announce('history', {}));
  const archive = createArchiveThread({
    path: join(config.dataDir, 'archive.sqlite3'),
    countryDatabase: config.geoCountryDatabase,
    operatorDatabase: config.geoAsnDatabase,
    contents: geography.contents,
    log,
    onAdded: announceHistory.request,
  });
  const history = createHistory({ archive, watch, log, databaseFile: commands.databaseFile });
  const bans = createBans({
    watch,
    commands,
    timedBans,
    log,
    countryOf: geography.countryOf,
    onRelease: history.onRelease,
    onNewEnd: (ban) => live.publish('ban', bans.toItem(ban)),
    isInCharge: () => lock.term() !== null,
    protectedAddresses: (requester, jail) => ({
      requester,
      server: ownAddresses(),
      gateways: defaultGateways(),
      allowList: allowList.addressesFor(jail),
    }),
  });

  const addresses = createAddresses({
    watch,
    geography,
    history: history.ofAddress,
    knownAddresses: history.addressesBeginning,
    allowList: allowList.list,
    toBanItem: bans.toItem,
  });

  const protectedPeople = async () => {
    await allowList.refresh();
    const addresses = allowList.list().map(({ address }) => address);
    return { allowList: addresses, signedIn: await sessions.signedInAddresses() };
  };
  const simulations = createSimulations({
    configDir: config.fail2banConfigDir,
    logFiles,
    rulesOf: async (jail) => readJailRules(await tool.dump(config.fail2banConfigDir), jail),
    allowedIn: allowList.addressesFor,
    protectedPeople,
    ownAddresses,
    countryOf: geography.countryOf,
  });

  const lock = createConfiguredLock(config, database, log, schedulerTimings);
  const jobs = createJobs({
    store: createJobRunsStore(database, lock.instance.instance),
    lock,
    log,
    onChange: (run) => {
      metrics.onRun(run);
      if (run.job === importJobName) live.announce('blocklist_run', toRunItem(run));
      if (run.endedAt !== null) live.publish('blocklists', {});
    },
  });
  const driver = createBlocklistDriver(config, commands.reloadAction);
  const blocklistJail = createBlocklistJail({
    watch,
    tool,
    configDir: config.fail2banConfigDir,
    exchangeDir: config.blocklistDir,
    runJail: jails.run,
  });
  const blocklists = createBlocklists({
    config,
    database,
    log,
    jobs,
    driver,
    jail: blocklistJail,
    term: lock.term,
    protectedPeople,
    bannedAddresses: () => {
      const banned = watch.jails().flatMap(({ name }) => watch.bans.byExpiry(name));
      return [...new Set(banned.map(({ address }) => address))].sort();
    },
    userAgent: `BanGUI/${version}`,
    onChange: () => live.publish('blocklists', {}),
    ...(blocklistCheckMilliseconds !== undefined && { checkMilliseconds: blocklistCheckMilliseconds }),
  });
  const truthCheck = createTruthCheck({
    watch,
    bannedIps: commands.bannedIps,
    driver,
    jailState: async () => (config.blocklistDriver === 'daemon' ? blocklistJail.state() : 'not_needed'),
    banAgain: createBanAgain({ watch, commands, timedBans, onRelease: history.onRelease }),
    log,
    onChange: () => live.announce('truth_check', {}),
    ...truthCheckTimings,
  });
  const changes = createDatabaseChanges(database, log);
  for (const { refresh } of [sessions, bans, allowList, blocklists]) changes.follow(refresh);
  const scheduler = createScheduler({ lock, mode: config.schedulerMode, jobs });
  metrics.addSources({
    version,
    watch,
    jobs,
    lock,
    schedulerMode: config.schedulerMode,
    blocklists: { ...blocklists, isInCharge: () => lock.term() !== null },
    archive,
    liveClients: streams.count,
  });
  const announceScheduler = () =>
    scheduler.state().then(
      (state) => live.announce('scheduler', state),
      (error: unknown) =>
        log.warn({ event: 'scheduler_not_announced', err: error }, 'The state of the scheduler is not told'),
    );
  const lockListener: LockListener = {
    async onAcquired(fence) {
      await jobs.onAcquired(fence);
      await blocklists.onAcquired(fence);
    },
    // Not before: the lock may be lost while the others take their terms up.
    onHeld() {
      blocklists.onTermBegun();
      history.onHeld();
      truthCheck.onHeld();
    },
    onLost() {
      jobs.onLost();
      history.onLost();
      truthCheck.onLost();
    },
    onChange: () => void announceScheduler(),
  };

  const daemonState = () => [
    { name: 'server', data: daemon.state() },
    { name: 'jails', data: { items: jails.list() } },
  ];
  // What takes a moment comes first, so that the rest is as new as the stream.
  const greeting = async () => {
    const state = await scheduler.state();
    return [...daemonState(), { name: 'scheduler', data: state }];
  };
  const publishState = () => {
    for (const { name, data } of daemonState()) live.announce(name, data);
  };
  const listener: WatchListener = {
    onDaemon() {
      publishState();
      blocklists.onDaemon();
      history.onDaemon();
      truthCheck.onDaemon();
    },
    onJails() {
      publishState();
      history.onJails();
    },
    onBan: (ban) => live.publish('ban', bans.toItem(ban)),
    onUnban(ban, cause) {
      live.publish('unban', { jail: ban.jail, address: ban.address });
      history.onUnban(ban, cause);
    },
    onReconcile: allowList.reconcile,
  };

  const server = await createHttpServer(config, log, version);
  observeRequests(server, config.basePath, metrics.onRequest);
  await server.register(
    async (api: HttpServer) => {
      registerHealthRoutes(api, daemon, scheduler.role);
      api.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
    },
    { prefix: `${config.basePath}api` },
  );
  await server.register(
    async (api: HttpServer) => {
      registerSessionRoutes(api, sessions, config);
      await api.register(async (protectedApi: HttpServer) => {
        protectRoutes(protectedApi, sessions.find);
        registerDaemonRoutes(protectedApi, daemon);
        registerJailRoutes(protectedApi, jails);
        registerBanRoutes(protectedApi, bans);
        registerAllowListRoutes(protectedApi, allowList);
        registerBlocklistRoutes(protectedApi, blocklists);
        registerConfigurationRoutes(protectedApi, configuration);
        registerRegexTestRoutes(protectedApi, regexTests);
        registerSimulationRoutes(protectedApi, simulations);
        registerSchedulerRoutes(protectedApi, scheduler);
        registerHistoryRoutes(protectedApi, history);
        registerAddressRoutes(protectedApi, addresses);
        registerTruthCheckRoutes(protectedApi, truthCheck);
        registerLogRoutes(protectedApi, { logs, streams, isSessionOpen: sessions.isStillOpen });
        registerLiveRoutes(protectedApi, {
          events: live,
          streams,
          greeting,
          isSessionOpen: sessions.isStillOpen,
        });
      });
    },
    { prefix: `${config.basePath}api/v1` },
  );
  await server.register(async (root: HttpServer) => registerFeedRoutes(root, blocklists.feed), {
    prefix: config.basePath.replace(/\/$/, ''),
  });
  const metricsServer = await exposeMetrics(server, metrics, config, log);
  const hasInterface = await registerInterface(server, config, builtInterface);
  if (!hasInterface)
    log.info({ event: 'interface_missing' }, 'No built interface is here; the API is served alone');
  server.addHook('preClose', async () => streams.closeAll());

  return {
    server,
    metricsServer,
    sessions,
    async start() {
      await lock.start(lockListener);
      await configuration.start();
      watch.start(listener);
      bans.startReleasing();
      blocklists.start();
      changes.start();
    },
    async stop() {
      await Promise.all([server.close(), metricsServer?.close()]);
      await regexTests.stop();
      await simulations.stop();
      configuration.stop();
      await blocklists.stop();
      await truthCheck.stop();
      await jobs.stop();
      await lock.stop();
      const stopped = [changes.stop(), bans.stopReleasing(), watch.stop()];
      // Nobody waits any more for a daemon that does not answer.
      socket.close();
      await Promise.all(stopped);
      announceHistory.cancel();
      await history.stop();
      geography.close();
      await database.destroy();
    },
  };
}
