import type { RegexTestExpression, RegexTestLine } from '../../api/types';
import type { LinesView } from './search';

/** How an expression is named in the address bar. */
export function nameOf({ kind, number }: Pick<RegexTestExpression, 'kind' | 'number'>): string {
  return `${kind}.${number}`;
}

/** Whether its lines can be told: what the prefregex finds is not noted line by line. */
export function hasLines({ kind, hits }: RegexTestExpression): boolean {
  return kind !== 'prefregex' && hits > 0;
}

/** The lines of one kind, or of one expression; those that were left out are no answer to anything. */
export function shownLines(
  lines: readonly RegexTestLine[],
  view: LinesView,
  of: string | undefined,
): RegexTestLine[] {
  return lines.filter((line) => {
    if (line.state === 'skipped') return false;
    if (of !== undefined) return expressionsOf(line).includes(of);
    return view === 'all' || line.state === view;
  });
}

function expressionsOf({ hits, ignoredBy }: RegexTestLine): string[] {
  const failregexes = hits.map(({ expression }) => nameOf({ kind: 'failregex', number: expression }));
  return ignoredBy === null
    ? failregexes
    : [...failregexes, nameOf({ kind: 'ignoreregex', number: ignoredBy })];
}
