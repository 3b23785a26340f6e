/** One import from the lists to the kernel and the rows. Whatever fails leaves the set before it in force. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { CarveOut } from '../../blocklist/compile.ts';
import type {
  ImportMessage,
  ImportOutcome,
  ImportTask,
  SourceOutcome,
} from '../../blocklist/import-lists.ts';
import type { FetchSettings } from '../../blocklist/read-list.ts';
import { type PreparedVersion, removeVersionsBut } from '../../blocklist/version-files.ts';
import type { Tables } from '../../database/tables.ts';
import { Problem } from '../../problem.ts';
import type { JobContext } from '../../scheduler/jobs.ts';
import type { EnforcementKeeper, WantedSet } from './enforcement.ts';
import { createImportRecord, type ImportRecord, type RunRecord } from './import-record.ts';
import type { Content, Source } from './source-store.ts';
import type { BlocklistStore } from './store.ts';
import type { Version, VersionStatistics } from './version-store.ts';
import { keptVersions } from './versions.ts';

export interface ImportParameters {
  readonly kind: 'import' | 'compile' | 'rollback';
  /** The sources to read anew; null for all that are enabled. */
  readonly sourceIds: readonly number[] | null;
  readonly dryRun: boolean;
  /** For a rollback. */
  readonly versionId: number | null;
}

export interface ImportJobOptions {
  readonly store: BlocklistStore;
  readonly setsDir: string;
  readonly exchangeDir: string;
  readonly textPath: (sourceId: number) => string;
  readonly fetch: FetchSettings;
  readonly carveOuts: () => Promise<CarveOut[]>;
  readonly enforcement: Pick<EnforcementKeeper, 'put' | 'settle'>;
  readonly commit: <T>(fence: number, work: (writer: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly importInWorker: (
    task: ImportTask,
    signal: AbortSignal,
    onMessage: (message: ImportMessage) => void,
  ) => Promise<ImportOutcome>;
  readonly prepare: (
    digest: string,
    baseDigest: string | null,
    carveOuts: readonly CarveOut[],
  ) => Promise<PreparedVersion>;
}

/** Rises with every change of a source, so that the holder of the lock hears of what others changed. */
export const revisionSetting = 'blocklist_revision';
/** The revision that the newest import knew. */
export const takenInSetting = 'blocklist_revision_taken_in';

type Context = JobContext<ImportParameters>;

export function createImportJob(options: ImportJobOptions) {
  const { store, setsDir, exchangeDir, enforcement, commit, prepare } = options;

  async function run(context: Context): Promise<RunRecord> {
    const sources = (await store.sources()).filter(({ enabled }) => enabled);
    const isRollback = context.parameters.kind === 'rollback';
    const record = createImportRecord(isRollback ? [] : sources, context.progress);
    if (isRollback) await rollBack(context, record);
    else await importSources(context, sources, record);
    return record.finish();
  }

  async function importSources(context: Context, sources: Source[], record: ImportRecord): Promise<void> {
    const { parameters, signal, fence } = context;
    const revision = await store.setting(revisionSetting);
    const contents = await store.contents();
    const current = await currentVersion();
    const task = await toTask(parameters, sources, contents, current);
    const outcome = await options.importInWorker(task, signal, record.hear);
    record.conclude(outcome);
    if (parameters.dryRun) return sweep(fence);
    const learnt = outcome.sources.map((each) => toContent(each, contents.get(each.sourceId)));
    try {
      refuseIfAllFailed(outcome.sources);
      await enforce({ ...outcome, baseDigest: current?.digest ?? null }, context, record);
    } catch (error) {
      // What was fetched is worth keeping, and what went wrong with a source is shown beside it.
      await commit(fence, (writer) => store.putContents(writer, learnt));
      throw error;
    }
    record.enter('record');
    await context.succeed(record.current(), async (writer) => {
      await store.putContents(writer, learnt);
      await recordVersion(writer, context, outcome, sources, current);
      if (revision !== null) await store.putSetting(takenInSetting, revision, writer);
    });
    await enforcement.settle({ ...outcome, baseDigest: null }, fence);
    await sweep(fence);
  }

  async function rollBack({ parameters, ...context }: Context, record: ImportRecord): Promise<void> {
    const versions = await store.versions();
    const current = versions.find(({ isCurrent }) => isCurrent);
    const wanted = versions.find(({ id }) => id === parameters.versionId);
    if (wanted === undefined) {
      throw new Problem('blocklist_version_not_found', 'This compiled set is not kept any more.');
    }
    record.enter('write');
    // Who was allowed since that set was compiled must not be blocked by it.
    const prepared = await prepare(wanted.digest, current?.digest ?? null, await options.carveOuts());
    record.prepared(prepared);
    const { digest, counts, addresses } = prepared;
    const set: WantedSet = { digest, counts, baseDigest: current?.digest ?? null };
    await enforce(set, { parameters, ...context }, record);
    record.enter('record');
    const statistics = { ...wanted.statistics, counts, addresses };
    await context.succeed(record.current(), async (writer) => {
      await store.renewVersion(writer, { id: wanted.id, digest, statistics });
      await store.setCurrent(writer, wanted.id);
    });
    await enforcement.settle(set, context.fence);
    await sweep(context.fence);
  }

  async function enforce(wanted: WantedSet, { fence, signal }: Context, record: ImportRecord): Promise<void> {
    record.enter('apply');
    const result = await enforcement.put(wanted, fence, signal);
    record.applied(result?.how ?? 'not_enforced');
  }

  async function recordVersion(
    writer: Transaction<Tables>,
    { runId, fence }: Context,
    outcome: ImportOutcome,
    sources: readonly Source[],
    current: Version | undefined,
  ): Promise<void> {
    const statistics = toStatistics(outcome, sources);
    const { digest } = outcome;
    if (current?.digest === digest) return store.renewVersion(writer, { id: current.id, digest, statistics });
    const version = { digest, runId, fence, compiledAt: nowSeconds(), statistics };
    return store.addVersion(writer, version, keptVersions);
  }

  async function toTask(
    { sourceIds, dryRun }: ImportParameters,
    sources: readonly Source[],
    contents: ReadonlyMap<number, Content>,
    current: Version | undefined,
  ): Promise<ImportTask> {
    return {
      setsDir,
      exchangeDir: dryRun ? null : exchangeDir,
      sources: sources.map((source) => ({
        ...source,
        textPath: options.textPath(source.id),
        isAskedFor: sourceIds === null || sourceIds.includes(source.id),
        etag: contents.get(source.id)?.etag ?? null,
        lastModified: contents.get(source.id)?.lastModified ?? null,
        digest: contents.get(source.id)?.digest ?? null,
      })),
      carveOuts: await options.carveOuts(),
      fetch: options.fetch,
      baseDigest: current?.digest ?? null,
    };
  }

  async function currentVersion(): Promise<Version | undefined> {
    return (await store.versions()).find(({ isCurrent }) => isCurrent);
  }

  /** Files that no row names any more. A holder that was paused must not take those of the next one for such. */
  async function sweep(fence: number): Promise<void> {
    const [contents, versions] = await Promise.all([store.contents(), store.versions()]);
    const named = [...contents.values(), ...versions].flatMap(({ digest }) => digest ?? []);
    const wanted = new Set(named.map((digest) => `${digest}.bin`));
    const current = versions.find(({ isCurrent }) => isCurrent);
    await commit(fence, async () => {
      for (const file of await readdir(setsDir)) {
        if (!wanted.has(file)) await rm(join(setsDir, file), { force: true });
      }
      await removeVersionsBut(exchangeDir, current?.digest ?? null);
    });
  }

  return {
    name: 'blocklist-import',
    run,
    /** Whatever is asked for while an import runs becomes one further import. */
    merge(queued: ImportParameters, added: ImportParameters): ImportParameters {
      const ids = [queued.sourceIds, added.sourceIds];
      const sourceIds = ids.includes(null) ? null : [...new Set(ids.flatMap((each) => each ?? []))];
      return { ...queued, kind: sourceIds?.length === 0 ? 'compile' : 'import', sourceIds };
    },
  };
}

/** @throws {Problem} list_unusable */
function refuseIfAllFailed(outcomes: readonly SourceOutcome[]): void {
  const asked = outcomes.filter(({ status }) => status !== 'not_fetched');
  const failed = asked.filter(({ status }) => status === 'failed');
  if (failed.length === 0 || failed.length < asked.length) return;
  throw new Problem(
    'list_unusable',
    failed.length === 1
      ? (failed[0]?.problem ?? '')
      : `None of the ${failed.length} lists could be read: ${failed[0]?.problem}`,
  );
}

function toContent(outcome: SourceOutcome, before: Content | undefined): Content {
  const { sourceId, status, etag, lastModified, digest, problem, read } = outcome;
  const now = nowSeconds();
  return {
    sourceId,
    problem: status === 'not_fetched' ? (before?.problem ?? null) : problem,
    checkedAt: status === 'not_fetched' ? (before?.checkedAt ?? now) : now,
    changedAt: status === 'changed' ? now : (before?.changedAt ?? null),
    etag,
    lastModified,
    digest,
    statistics: read ?? before?.statistics ?? null,
  };
}

function toStatistics({ counts, addresses, statistics }: ImportOutcome, sources: readonly Source[]) {
  const nameOf = (id: number) => sources.find((source) => source.id === id)?.name ?? '';
  const items: VersionStatistics['sources'] = statistics.map((each) => ({
    sourceId: each.sourceId,
    name: nameOf(each.sourceId),
    entries: each.entries,
    uniqueEntries: each.uniqueEntries,
    overlaps: each.overlaps.flatMap((entries, index) => {
      const other = statistics[index];
      const isOther = other !== undefined && other.sourceId !== each.sourceId && entries > 0;
      return isOther ? [{ sourceId: other.sourceId, entries }] : [];
    }),
  }));
  return { counts, addresses, sources: items } satisfies VersionStatistics;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
