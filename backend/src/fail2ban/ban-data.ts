/**
 * What the column `data` of fail2ban's tables tells about a ban: JSON with `matches` and `failures`. Whoever makes a
 * service log something has written parts of it.
 */
export interface BanData {
  /** null where it is not known. */
  readonly failures: number | null;
  /** The log lines, oldest first, as long as they are. */
  readonly lines: readonly string[];
}

const mostFailures = 2 ** 31;

/** Nothing is known where the text is no such JSON. */
export function parseBanData(text: string | null): BanData {
  const { failures, matches } = parseObject(text ?? '{}');
  return {
    failures: toCount(failures),
    lines: Array.isArray(matches) ? matches.map(toLine) : [],
  };
}

/** A whole number that is not negative, or null. */
export function toCount(value: unknown): number | null {
  const number = typeof value === 'number' ? Math.round(value) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? Math.min(number, mostFailures) : null;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** fail2ban keeps a line as text, or as its parts around the date: [before, date, after]. Anything else is no line. */
function toLine(match: unknown): string {
  const parts: unknown[] = Array.isArray(match) ? match.flat(1) : [match];
  return parts.filter((part) => typeof part === 'string' || typeof part === 'number').join('');
}
