// What one unit is worth in seconds; a month is a twelfth of a year of 365.25 days.
// Source: fail2ban/server/mytime.py, `MyTime.str2seconds`.
const units: [word: RegExp, seconds: number][] = [
  [/^(?:days?|da|dd?)$/, 86_400],
  [/^(?:weeks?|wee?|ww?)$/, 604_800],
  [/^(?:months?|mon?)$/, 2_629_800],
  [/^(?:years?|yea?|yy?)$/, 31_557_600],
  [/^(?:seconds?|sec?|ss?)$/, 1],
  [/^(?:minutes?|min?|mm?)$/, 60],
  [/^(?:hours?|hou?|hh?)$/, 3_600],
];

const plainNumber = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const term = /\s*([+-]?)\s*((?:0|[1-9]\d*)(?:\.\d+)?)\s*([a-z]+)/iy;

/**
 * Reads a duration as fail2ban's files have it.
 *
 * fail2ban evaluates the text as a Python expression; this knows numbers, units, sums and differences.
 *
 * @example parseDuration('1d 12h') // 129600
 * @example parseDuration('1y6mo') // 47336400
 * @example parseDuration('-1') // -1, which fail2ban takes for "for ever"
 * @returns seconds, not always whole (`1.5s`), or null if the text is none of these
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (plainNumber.test(trimmed)) return Number(trimmed);
  if (trimmed === '') return null;
  let total = 0;
  for (let position = 0; position < trimmed.length; position = term.lastIndex) {
    term.lastIndex = position;
    const seconds = termSeconds(term.exec(trimmed));
    if (seconds === null) return null;
    total += seconds;
  }
  return total;
}

function termSeconds(match: RegExpExecArray | null): number | null {
  if (match === null) return null;
  const [, sign, number, word = ''] = match;
  const unit = units.find(([words]) => words.test(word.toLowerCase()));
  if (unit === undefined) return null;
  return Number(`${sign}${number}`) * unit[1];
}

/** Ten thousand years: added to a date, it still is one. */
export const longestSeconds = 315_576_000_000;

/** A time span as the daemon takes it, fractions cut off, and no longer than a date can be away; -1 is for ever. */
export function wholeSeconds(seconds: number): number {
  return Math.trunc(Math.min(Math.max(seconds, -1), longestSeconds));
}
