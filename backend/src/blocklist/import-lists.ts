/** All lists into one set: read what is asked for, take the rest from last time, compile, write for the kernel. */
import { mkdir } from 'node:fs/promises';
import { collectGarbage } from './collect-garbage.ts';
import { type CarveOut, compile, type SourceStatistics } from './compile.ts';
import type { Drop } from './drops.ts';
import { ListError } from './list-error.ts';
import { countAddresses, type PrefixSet } from './prefixes.ts';
import { type FetchSettings, type ListPlace, type ReadProgress, readList } from './read-list.ts';
import {
  countEntries,
  digestOf,
  readSet,
  readSetIfWhole,
  type SetCounts,
  setPath,
  writeSet,
} from './set-files.ts';
import { compareSets, type SetChanges, writeVersion } from './version-files.ts';

export interface ImportSource extends ListPlace {
  readonly id: number;
  /** Whether to look at it anew; otherwise its content of last time is taken. */
  readonly isAskedFor: boolean;
  /** Names the content of last time; null where there is none. */
  readonly digest: string | null;
}

export interface ImportTask {
  /** Keeps every content and every set by its digest. */
  readonly setsDir: string;
  /** Where `versions/DIGEST/` for the kernel goes; null writes none, as in a dry run. */
  readonly exchangeDir: string | null;
  readonly sources: readonly ImportSource[];
  readonly carveOuts: readonly CarveOut[];
  readonly fetch: FetchSettings;
  /** The set in force, to which the result is compared; null where there is none. */
  readonly baseDigest: string | null;
}

export type ImportStage = 'fetch' | 'compile' | 'write';

export type SourceStatus = 'fetching' | 'changed' | 'unchanged' | 'not_fetched' | 'failed';

export type ImportMessage =
  | { readonly stage: ImportStage }
  | { readonly sourceId: number; readonly status: SourceStatus; readonly progress: ReadProgress };

export interface SourceOutcome {
  readonly sourceId: number;
  readonly status: Exclude<SourceStatus, 'fetching'>;
  readonly problem: string | null;
  readonly durationMs: number;
  readonly receivedBytes: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Names the content that was taken; null where there was none at all. */
  readonly digest: string | null;
  /** Of a content that was read anew; null otherwise. */
  readonly read: {
    readonly detectedFormat: string;
    readonly lines: number;
    readonly entries: number;
    readonly addresses: number;
    readonly drops: readonly Drop[];
  } | null;
}

export interface ImportOutcome {
  readonly sources: readonly SourceOutcome[];
  readonly digest: string;
  readonly counts: SetCounts;
  readonly addresses: number;
  /** Entries against the base. */
  readonly added: number;
  readonly removed: number;
  readonly drops: readonly Drop[];
  /** In the order of the sources that had any content, by their ids. */
  readonly statistics: readonly (SourceStatistics & { readonly sourceId: number })[];
}

/** Rejects only for what is nobody's list: a full disk, the signal. A list that fails keeps its content of last time. */
export async function importLists(
  task: ImportTask,
  signal: AbortSignal,
  tell: (message: ImportMessage) => void,
): Promise<ImportOutcome> {
  await mkdir(task.setsDir, { recursive: true, mode: 0o700 });
  tell({ stage: 'fetch' });
  const sources: SourceOutcome[] = [];
  for (const source of task.sources) {
    sources.push(await lookAt(source, task, signal, tell));
    collectGarbage('major');
  }

  tell({ stage: 'compile' });
  const withContent = sources.filter(({ digest }) => digest !== null);
  const sets: PrefixSet[] = [];
  for (const { digest } of withContent) sets.push(await readSet(setPath(task.setsDir, digest ?? '')));
  const { set, drops, statistics } = compile(sets, task.carveOuts);

  tell({ stage: 'write' });
  const digest = digestOf(set);
  const isContent = withContent.some((content) => content.digest === digest);
  if (!isContent) await writeSet(setPath(task.setsDir, digest), set);
  const { added, removed } = await changesOf(task, digest, set);
  return {
    sources,
    digest,
    counts: countEntries(set),
    addresses: countAddresses(set.v4),
    added,
    removed,
    drops,
    statistics: statistics.map((each, index) => ({ ...each, sourceId: withContent[index]?.sourceId ?? 0 })),
  };
}

/** Writes what the kernel's side reads, unless nothing is to be changed. */
async function changesOf(task: ImportTask, digest: string, set: PrefixSet): Promise<SetChanges> {
  const { exchangeDir } = task;
  if (exchangeDir === null) return compareSets(await readSetIfWhole(task.setsDir, task.baseDigest), set);
  return writeVersion({ ...task, exchangeDir, digest, set });
}

async function lookAt(
  source: ImportSource,
  task: ImportTask,
  signal: AbortSignal,
  tell: (message: ImportMessage) => void,
): Promise<SourceOutcome> {
  const startedAt = performance.now();
  const known = await knownContent(source, task.setsDir);
  let progress: ReadProgress = { receivedBytes: 0, totalBytes: null, lines: 0, entries: 0 };
  const conclude = (
    status: SourceOutcome['status'],
    content: Pick<SourceOutcome, 'etag' | 'lastModified' | 'digest'>,
    rest: Partial<Pick<SourceOutcome, 'read' | 'problem'>> = {},
  ): SourceOutcome => {
    tell({ sourceId: source.id, status, progress });
    return {
      sourceId: source.id,
      status,
      problem: null,
      durationMs: Math.round(performance.now() - startedAt),
      receivedBytes: progress.receivedBytes,
      read: null,
      ...content,
      ...rest,
    };
  };
  const isLost = source.digest !== null && known.digest === null;
  if (!source.isAskedFor && !isLost) return conclude('not_fetched', known);
  try {
    const read = await readList({ ...source, ...known }, task.fetch, signal, (newest) => {
      progress = newest;
      tell({ sourceId: source.id, status: 'fetching', progress });
    });
    if (read === null) return conclude('unchanged', known);
    const { set, format, lines, entries, drops } = read.list;
    progress = { ...progress, receivedBytes: read.receivedBytes, lines, entries };
    const digest = digestOf(set);
    await writeSet(setPath(task.setsDir, digest), set);
    return conclude(
      digest === known.digest ? 'unchanged' : 'changed',
      { etag: read.etag, lastModified: read.lastModified, digest },
      {
        read: {
          detectedFormat: format,
          lines,
          entries: set.v4.length + set.v6.length,
          addresses: countAddresses(set.v4),
          drops,
        },
      },
    );
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    return conclude('failed', known, { problem: error.message });
  }
}

/** Nothing is known of a content whose file is gone or damaged: the list has to be read whole. */
async function knownContent({ digest, etag, lastModified }: ImportSource, setsDir: string) {
  const isWhole = (await readSetIfWhole(setsDir, digest)) !== null;
  return isWhole ? { digest, etag, lastModified } : { digest: null, etag: null, lastModified: null };
}
