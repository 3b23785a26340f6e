/** fail2ban's own words for time, longest first, after `fail2ban/server/mytime.py`. */
const units: ReadonlyArray<{ words: RegExp; seconds: number }> = [
  { words: /^(years?|yea?|yy?)$/, seconds: 31_557_600 },
  { words: /^(months?|mon?)$/, seconds: 2_629_800 },
  { words: /^(weeks?|wee?|ww?)$/, seconds: 604_800 },
  { words: /^(days?|da|dd?)$/, seconds: 86_400 },
  { words: /^(hours?|hou?|hh?)$/, seconds: 3_600 },
  { words: /^(minutes?|min?|mm?)$/, seconds: 60 },
  { words: /^(seconds?|sec?|ss?)$/, seconds: 1 },
];

export const permanent = -1;

/**
 * Reads a duration as fail2ban does: `600`, `10m`, `1d 12h`, `1h30m`, `2 weeks`.
 * Returns whole seconds, or null when it is none. `-1` is {@link permanent}.
 */
export function parseDuration(text: string): number | null {
  const input = text.trim().toLowerCase();
  if (input === '-1') return permanent;
  if (!/^(\d+(\.\d+)?\s*[a-z]*[\s+]*)+$/.test(input)) return null;
  let total = 0;
  for (const [, amount, word] of input.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)) {
    const seconds = word === '' ? 1 : units.find((unit) => unit.words.test(word ?? ''))?.seconds;
    if (seconds === undefined) return null;
    total += Number(amount) * seconds;
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null;
}

/** Writes seconds in fail2ban's words without loss: 129600 is `1d 12h`. */
export function writeDuration(totalSeconds: number): string {
  if (totalSeconds === permanent) return '-1';
  let rest = totalSeconds;
  const words: string[] = [];
  for (const [letter, seconds] of [
    ['w', 604_800],
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const amount = Math.floor(rest / seconds);
    if (amount > 0) words.push(`${amount}${letter}`);
    rest %= seconds;
  }
  return words.join(' ') || '0s';
}
