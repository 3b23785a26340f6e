/** The record of one import as it grows: what the page shows while it runs, and the log keeps afterwards. */
import type { ImportMessage, ImportOutcome, SourceOutcome } from '../../blocklist/import-lists.ts';
import type { PreparedVersion } from '../../blocklist/version-files.ts';
import type { RunItem, RunSource, RunStage } from './schema.ts';
import type { Source } from './source-store.ts';

export type RunRecord = Pick<
  RunItem,
  'stage' | 'durationMs' | 'sources' | 'counts' | 'added' | 'removed' | 'applied' | 'drops'
>;

export const emptyRecord: RunRecord = {
  stage: null,
  durationMs: {},
  sources: [],
  counts: null,
  added: null,
  removed: null,
  applied: null,
  drops: [],
};

export type ImportRecord = ReturnType<typeof createImportRecord>;

/** @param onChange called with the whole record whenever something in it changed */
export function createImportRecord(sources: readonly Source[], onChange: (record: RunRecord) => void) {
  const bySource = new Map(sources.map((source) => [source.id, waiting(source)]));
  let record: RunRecord = { ...emptyRecord, sources: [...bySource.values()] };
  let stageStartedAt = performance.now();

  function change(changes: Partial<RunRecord>): void {
    record = { ...record, ...changes };
    onChange(record);
  }

  function changeSource(id: number, changes: Partial<RunSource>): void {
    const before = bySource.get(id);
    if (before === undefined) return;
    bySource.set(id, { ...before, ...changes });
    change({ sources: [...bySource.values()] });
  }

  function enter(stage: RunStage | null): void {
    const now = performance.now();
    const spent = record.stage === null ? {} : { [record.stage]: Math.round(now - stageStartedAt) };
    stageStartedAt = now;
    change({ stage, durationMs: { ...record.durationMs, ...spent } });
  }

  return {
    enter,

    hear(message: ImportMessage): void {
      if ('stage' in message) enter(message.stage);
      else changeSource(message.sourceId, { status: message.status, ...message.progress });
    },

    conclude({ sources: outcomes, counts, added, removed, drops }: ImportOutcome): void {
      for (const outcome of outcomes) changeSource(outcome.sourceId, fromOutcome(outcome));
      change({ counts, added, removed, drops: drops.map(withOwnSamples) });
    },

    prepared: ({ counts, added, removed, drops }: PreparedVersion) =>
      change({ counts, added, removed, drops: drops.map(withOwnSamples) }),

    applied: (applied: NonNullable<RunRecord['applied']>) => change({ applied }),

    current: () => record,

    finish(): RunRecord {
      enter(null);
      return record;
    },
  };
}

function waiting({ id, name }: Source): RunSource {
  return {
    sourceId: id,
    name,
    status: 'waiting',
    receivedBytes: 0,
    totalBytes: null,
    lines: 0,
    entries: 0,
    durationMs: 0,
    problem: null,
    drops: [],
  };
}

function fromOutcome({
  status,
  problem,
  durationMs,
  receivedBytes,
  read,
}: SourceOutcome): Partial<RunSource> {
  const about = { status, problem, durationMs, receivedBytes };
  if (read === null) return about;
  return { ...about, lines: read.lines, entries: read.entries, drops: read.drops.map(withOwnSamples) };
}

function withOwnSamples<T extends { readonly samples: readonly string[] }>(drop: T) {
  return { ...drop, samples: [...drop.samples] };
}
