/** Starting, watching and undoing imports. */
import type { ListPreview, PreviewTask } from '../../blocklist/preview-list.ts';
import { Problem } from '../../problem.ts';
import type { JobRun, Jobs } from '../../scheduler/jobs.ts';
import type { ImportParameters } from './import-job.ts';
import { emptyRecord, type RunRecord } from './import-record.ts';
import type { ImportRequest, Preview, PreviewRequest, RunItem, VersionItem } from './schema.ts';
import { checkListUrl } from './sources.ts';
import type { BlocklistStore } from './store.ts';
import { toVersionItem } from './versions.ts';

export const importJobName = 'blocklist-import';

export interface ImportsOptions {
  readonly store: BlocklistStore;
  readonly jobs: Jobs;
  readonly fetch: PreviewTask['fetch'];
  readonly previewInWorker: (task: PreviewTask) => Promise<ListPreview | { refused: string }>;
}

export function createImports({ store, jobs, fetch, previewInWorker }: ImportsOptions) {
  async function begin(
    parameters: ImportParameters,
    trigger: RunItem['trigger'],
    requestedBy: string | null,
  ): Promise<number> {
    return jobs.start(importJobName, parameters, { trigger, requestedBy });
  }

  return {
    /** @throws {Problem} list_unusable, validation_failed */
    async preview({ url, text, ...place }: PreviewRequest): Promise<Preview> {
      if ((url === undefined) === (text === undefined)) {
        throw new Problem('validation_failed', 'Give either a URL or the text of the list.');
      }
      const mistake = url === undefined ? null : checkListUrl(url);
      if (mistake !== null) {
        throw new Problem('validation_failed', mistake, { errors: [{ path: 'url', message: mistake }] });
      }
      const seen = await previewInWorker({ place: { ...place, url: url ?? null }, text: text ?? '', fetch });
      if ('refused' in seen) throw new Problem('list_unusable', seen.refused);
      return {
        ...seen,
        samples: [...seen.samples],
        drops: seen.drops.map((drop) => ({ ...drop, samples: [...drop.samples] })),
      };
    },

    /** @throws {Problem} job_running, not_scheduler_holder, blocklist_not_found */
    async start({ ids, dryRun }: ImportRequest, username: string): Promise<number> {
      const known = new Set((await store.sources()).map(({ id }) => id));
      const unknown = (ids ?? []).find((id) => !known.has(id));
      if (unknown !== undefined) {
        throw new Problem('blocklist_not_found', `There is no source number ${unknown}.`);
      }
      const parameters = { kind: 'import', sourceIds: ids ?? null, dryRun, versionId: null } as const;
      return begin(parameters, 'manual', username);
    },

    /** Takes changed sources and protected addresses in; what is not named is not fetched again. */
    async startAfterChange(sourceIds: readonly number[], username: string | null): Promise<number> {
      const kind = sourceIds.length === 0 ? 'compile' : 'import';
      return begin({ kind, sourceIds, dryRun: false, versionId: null }, 'change', username);
    },

    /** @throws {Problem} blocklist_version_not_found, job_running, not_scheduler_holder */
    async rollback(versionId: number | undefined, username: string): Promise<number> {
      const versions = await store.versions();
      const current = versions.find(({ isCurrent }) => isCurrent);
      const before = versions.find(({ id }) => current !== undefined && id < current.id);
      const wanted = versionId === undefined ? before : versions.find(({ id }) => id === versionId);
      if (wanted === undefined) {
        throw new Problem(
          'blocklist_version_not_found',
          versionId === undefined
            ? 'There is no earlier set to return to.'
            : `The set number ${versionId} is not kept.`,
        );
      }
      const parameters = { kind: 'rollback', sourceIds: [], dryRun: false, versionId: wanted.id } as const;
      return begin(parameters, 'manual', username);
    },

    async runs(page: { limit: number; before?: number | undefined }): Promise<RunItem[]> {
      const runs = await jobs.runs(importJobName, page);
      return runs.map(toRunItem);
    },

    /** @throws {Problem} run_not_found */
    run: async (id: number): Promise<RunItem> => toRunItem(await jobs.run(id)),

    /** @throws {Problem} run_not_found, run_ended */
    async cancel(id: number): Promise<RunItem> {
      await jobs.cancel(id);
      return toRunItem(await jobs.run(id));
    },

    versions: async (): Promise<VersionItem[]> => (await store.versions()).map(toVersionItem),
  };
}

export function toRunItem(run: JobRun): RunItem {
  const { kind, dryRun } = run.parameters as ImportParameters;
  const record = (run.result ?? run.progress ?? emptyRecord) as RunRecord;
  return {
    id: run.id,
    state: run.state,
    kind,
    dryRun,
    trigger: run.trigger,
    requestedBy: run.requestedBy,
    queuedAt: run.queuedAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    problem: run.problem,
    ...record,
    stage: run.state === 'running' ? record.stage : null,
  };
}
