/** What changes between two sets of files, as people read it. */
import { structuredPatch } from 'diff';
import type { FileDifference } from './schema.ts';

/** Texts by path; null: no such file. */
export type Texts = Readonly<Record<string, string | null>>;

export interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

/** Two large files that have nothing in common would take long to compare, for nobody's benefit. */
const longestComparisonMs = 1_000;

/** Only files that differ, by path. */
export function differencesOf(before: Texts, after: Texts): FileDifference[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path) => {
    const [old, young] = [before[path] ?? null, after[path] ?? null];
    return old === young
      ? []
      : [{ path, before: old, after: young, diff: unified(path, old ?? '', young ?? '') }];
  });
}

/** Without the two lines that name the files. */
function unified(path: string, before: string, after: string): string {
  const options = { context: 3, timeout: longestComparisonMs };
  const patch = structuredPatch(path, path, before, after, '', '', options) as
    | ReturnType<typeof structuredPatch>
    | undefined;
  if (patch === undefined) return [...marked('-', before), ...marked('+', after)].join('\n');
  return patch.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join('\n'),
    )
    .join('\n');
}

function marked(mark: '+' | '-', text: string): string[] {
  return text.split('\n').map((line) => mark + line);
}

export function countLines(differences: readonly FileDifference[]): LineCounts {
  const lines = differences.flatMap(({ diff }) => diff.split('\n'));
  return {
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  };
}
