export interface DiffLine {
  kind: 'added' | 'removed' | 'same' | 'place';
  text: string;
  /** Line numbers from 1, before and after; null where there is none. */
  before: number | null;
  after: number | null;
}

const kinds = { '+': 'added', '-': 'removed', ' ': 'same' } as const;

/** Reads a unified diff without the lines that name its files. Source: POSIX diff(1), “Diff -u Output Format”. */
export function diffLines(diff: string): DiffLine[] {
  let before = 1;
  let after = 1;
  const lines = diff.endsWith('\n') ? diff.slice(0, -1).split('\n') : diff.split('\n');
  return lines.flatMap((line): DiffLine[] => {
    const place = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (place) {
      before = Number(place[1]);
      after = Number(place[2]);
      return [{ kind: 'place', text: line, before: null, after: null }];
    }
    // "\ No newline at end of file" is about the line above it.
    const sign = line[0] ?? ' ';
    if (!isSign(sign)) return [];
    const kind = kinds[sign];
    return [
      {
        kind,
        text: line.slice(1),
        before: kind === 'added' ? null : before++,
        after: kind === 'removed' ? null : after++,
      },
    ];
  });
}

function isSign(sign: string): sign is keyof typeof kinds {
  return sign in kinds;
}
