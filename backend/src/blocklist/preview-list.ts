/** What a list holds, looked at before it is taken. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Drop } from './drops.ts';
import type { ParsedList } from './list-parser.ts';
import { countAddresses, type PrefixSet } from './prefixes.ts';
import { type FetchSettings, type ListPlace, readList } from './read-list.ts';
import { countEntries, entryLines, type SetCounts } from './set-files.ts';

export interface PreviewTask {
  readonly place: Omit<ListPlace, 'textPath' | 'etag' | 'lastModified'>;
  /** The list itself, where `place` has no URL. */
  readonly text: string;
  readonly fetch: FetchSettings;
}

export interface ListPreview {
  readonly detectedFormat: string;
  readonly bytes: number;
  readonly lines: number;
  readonly entries: number;
  readonly addresses: number;
  readonly counts: SetCounts;
  readonly samples: readonly string[];
  readonly drops: readonly Drop[];
}

const mostSamples = 20;

/** @throws ListError */
export async function previewList(
  { place, text, fetch }: PreviewTask,
  signal: AbortSignal,
): Promise<ListPreview> {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-preview-'));
  try {
    const textPath = join(directory, 'list');
    await writeFile(textPath, text);
    const read = await readList(
      { ...place, textPath, etag: null, lastModified: null },
      fetch,
      signal,
      () => {},
    );
    if (read === null) throw new Error('The server said that nothing has changed, though nothing was known.');
    return describe(read.list, read.receivedBytes);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function describe({ set, format, lines, drops }: ParsedList, bytes: number): ListPreview {
  return {
    detectedFormat: format,
    bytes,
    lines,
    entries: set.v4.length + set.v6.length,
    addresses: countAddresses(set.v4),
    counts: countEntries(set),
    samples: firstLines(set),
    drops,
  };
}

function firstLines(set: PrefixSet): string[] {
  const lines: string[] = [];
  for (const chunk of entryLines(set, { form: 'txt' })) {
    lines.push(...chunk.toString('latin1').trimEnd().split('\n').slice(0, mostSamples));
    if (lines.length >= mostSamples) break;
  }
  return lines.slice(0, mostSamples);
}
