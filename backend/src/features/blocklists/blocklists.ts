/** Blocklists as a whole: sources, imports, the kernel, the feed; and what sets them in motion. */
import { join } from 'node:path';
import type { CarveOut } from '../../blocklist/compile.ts';
import type { ImportMessage, ImportOutcome, ImportTask } from '../../blocklist/import-lists.ts';
import type { WorkerTask } from '../../blocklist/import-worker.ts';
import type { ListPreview, PreviewTask } from '../../blocklist/preview-list.ts';
import { setPath } from '../../blocklist/set-files.ts';
import type { PreparedVersion } from '../../blocklist/version-files.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/database.ts';
import { type BlocklistDriver, raiseFence } from '../../firewall/blocklist-driver.ts';
import type { Logger } from '../../log.ts';
import { commitFenced } from '../../scheduler/fence.ts';
import type { Jobs } from '../../scheduler/jobs.ts';
import { nextRunAfter } from '../../scheduler/schedule.ts';
import { runWorker } from '../../scheduler/worker.ts';
import { carveOuts, type ProtectedPeople } from './carve-outs.ts';
import { createEnforcement, type EnforcementOptions } from './enforcement.ts';
import { createFeed } from './feed.ts';
import { createImportJob, type ImportParameters, revisionSetting, takenInSetting } from './import-job.ts';
import { createImports, importJobName } from './imports.ts';
import { createListLookUp } from './look-up.ts';
import { createSources } from './sources.ts';
import { createBlocklistStore } from './store.ts';

export interface BlocklistsOptions {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly jobs: Jobs;
  readonly driver: BlocklistDriver | null;
  readonly jail: EnforcementOptions['jail'];
  /** The number of this instance's term as holder of the scheduler lock; null while another one holds it. */
  readonly term: () => number | null;
  readonly protectedPeople: () => Promise<ProtectedPeople>;
  readonly bannedAddresses: () => string[];
  readonly userAgent: string;
  readonly onChange: () => void;
  readonly checkMilliseconds?: number;
}

export type Blocklists = ReturnType<typeof createBlocklists>;

/** Lists are typed arrays, which live outside of this: objects of the thread are few and short-lived. */
const workerLimits = { maxYoungGenerationSizeMb: 4 };
const workerScript = new URL('../../blocklist/import-worker.ts', import.meta.url);
const defaultCheckMilliseconds = 30_000;
const previewDeadlineMilliseconds = 60_000;

export function createBlocklists(options: BlocklistsOptions) {
  const { config, database, log, jobs, driver, jail, term, onChange } = options;
  const store = createBlocklistStore(database);
  const setsDir = join(config.dataDir, 'blocklist-sets');
  const exchangeDir = config.blocklistDir;
  const fetch = { allowPrivate: config.blocklistAllowPrivateSources, userAgent: options.userAgent };
  let knownRevision: string | null = null;
  let knownState = '';
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const commit: EnforcementOptions['commit'] = (fence, work) => commitFenced(database, fence, work);

  function prepare(
    digest: string,
    baseDigest: string | null,
    carveOuts: readonly CarveOut[],
  ): Promise<PreparedVersion> {
    const task = { setsDir, exchangeDir, digest, baseDigest, carveOuts };
    return inWorker<PreparedVersion>({ kind: 'prepare', task });
  }

  const enforcement = createEnforcement({
    driver,
    driverName: config.blocklistDriver,
    exchangeDir,
    store,
    term,
    commit,
    prepare: (digest) => prepare(digest, null, []),
    isImporting: () => jobs.running(importJobName) !== null,
    jail,
    log,
    onChange,
  });

  const imports = createImports({
    store,
    jobs,
    fetch,
    previewInWorker: (task: PreviewTask) =>
      inWorker<ListPreview | { refused: string }>(
        { kind: 'preview', task },
        AbortSignal.timeout(previewDeadlineMilliseconds),
      ),
  });

  const sources = createSources({
    store,
    textsDir: join(config.dataDir, 'blocklist-texts'),
    log,
    nextRunAt: (id) => jobs.nextRuns(importJobName).get(String(id)) ?? null,
    onChange: afterChange,
  });

  jobs.define(
    createImportJob({
      store,
      setsDir,
      exchangeDir,
      textPath: sources.textPath,
      fetch,
      carveOuts: async () => carveOuts(await options.protectedPeople()),
      enforcement,
      commit,
      importInWorker: (task: ImportTask, signal, onMessage) =>
        inWorker<ImportOutcome>({ kind: 'import', task }, signal, onMessage),
      prepare,
    }),
  );

  /** Takes in at once what a person changed; where another instance holds the lock, that one sees the new revision. */
  async function afterChange(sourceIds: readonly number[], username: string | null): Promise<void> {
    const revision = String(Number((await store.setting(revisionSetting)) ?? 0) + 1);
    await store.putSetting(revisionSetting, revision);
    if (term() !== null) {
      knownRevision = revision;
      await setSchedules();
      await imports.startAfterChange(sourceIds, username);
    }
    onChange();
  }

  async function setSchedules(): Promise<void> {
    const scheduled = (await store.sources()).filter(({ enabled }) => enabled);
    jobs.setSchedules(
      importJobName,
      scheduled.flatMap(({ id, schedule: cron, timeZone }) =>
        cron === null ? [] : [{ key: String(id), cron, timeZone, parameters: importOf([id]) }],
      ),
    );
  }

  /** What was changed, or came due, while nobody held the lock or before anybody could take it in. */
  async function startOverdue(): Promise<void> {
    if (await adoptRevision()) return;
    const contents = await store.contents();
    const overdue = (await store.sources()).filter(({ id, enabled, schedule, timeZone }) => {
      if (!enabled || schedule === null) return false;
      const due = nextRunAfter(schedule, timeZone, contents.get(id)?.checkedAt ?? 0);
      return due !== null && due <= nowSeconds();
    });
    if (overdue.length === 0) return;
    const parameters = importOf(overdue.map(({ id }) => id));
    await jobs.start(importJobName, parameters, { trigger: 'start', requestedBy: null });
  }

  /** @returns whether there was anything new, and all lists are imported */
  async function adoptRevision(): Promise<boolean> {
    const revision = await store.setting(revisionSetting);
    if (revision === knownRevision) return false;
    knownRevision = revision;
    await setSchedules();
    await jobs.start(importJobName, importOf(null), { trigger: 'change', requestedBy: null });
    return true;
  }

  async function tick(): Promise<void> {
    if (term() !== null) await inBackground('blocklist_change_failed', adoptRevision);
    await enforcement.check();
    schedule();
  }

  /** Nobody waits for it; what goes wrong is in the log, and tried again with the next change or look. */
  async function inBackground(event: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ event, err: error }, 'Work on the blocklists failed');
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => void tick(), options.checkMilliseconds ?? defaultCheckMilliseconds);
  }

  return {
    sources,
    imports,
    enforcement,
    lookUp: createListLookUp({ store, setsDir }),
    feed: createFeed({
      store,
      log,
      bannedAddresses: options.bannedAddresses,
      async currentSet() {
        const current = (await store.versions()).find(({ isCurrent }) => isCurrent);
        return current === undefined
          ? null
          : { path: setPath(setsDir, current.digest), digest: current.digest };
      },
    }),

    /** Shows what another instance has changed or imported, and takes it in where this one holds the lock. */
    async refresh(): Promise<void> {
      const [run] = await imports.runs({ limit: 1 });
      const state = `${await store.setting(revisionSetting)} ${run?.id} ${run?.state}`;
      if (state !== knownState) onChange();
      knownState = state;
      if (term() !== null) await adoptRevision();
    },

    /** An allowed address must not wait for the next import. */
    onProtectedChange(): void {
      void inBackground('blocklist_change_failed', async () => {
        if ((await store.sources()).length > 0) await afterChange([], null);
      });
    },

    /** fail2ban came (back): its kernel may have lost everything. */
    onDaemon(): void {
      void enforcement.check();
    },

    /** Awaited before any job runs: from here on nobody with an older number can change the kernel. */
    async onAcquired(fence: number): Promise<void> {
      if (driver !== null) await raiseFence(exchangeDir, fence);
      knownRevision = await store.setting(takenInSetting);
      await setSchedules();
    },

    /** Once this instance's jobs may run. */
    onTermBegun(): void {
      void inBackground('blocklist_start_failed', startOverdue).then(enforcement.check);
    },

    start: schedule,

    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await enforcement.stop();
    },
  };
}

function inWorker<Result>(
  data: WorkerTask,
  signal?: AbortSignal,
  onMessage?: (message: ImportMessage) => void,
): Promise<Result> {
  return runWorker<Result>({
    script: workerScript,
    data,
    resourceLimits: workerLimits,
    ...(signal === undefined ? {} : { signal }),
    ...(onMessage === undefined ? {} : { onMessage: (message) => onMessage(message as ImportMessage) }),
  });
}

function importOf(sourceIds: readonly number[] | null): ImportParameters {
  return { kind: 'import', sourceIds, dryRun: false, versionId: null };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
