import { parseDuration, permanent } from '../../time/duration';
import { booleanOf } from './settings-draft';

export interface BanLengths {
  /** Of the first ban, the second and so on, without what is added at random. */
  seconds: readonly number[];
  /** At most so many seconds come on top, by chance. */
  randomSeconds: number;
}

const defaultFormula = 'ban.Time * (1<<(ban.Count if ban.Count<20 else 20)) * banFactor';
const shownBans = 8;

/**
 * How long an address is banned the first time, the second and so on, as fail2ban's `Jail.setBanTimeExtra` reckons.
 *
 * @returns null where bans do not grow, or in a way that only fail2ban can work out
 */
export function banLengths(textOf: (key: string) => string): BanLengths | null {
  const bantime = parseDuration(textOf('bantime'));
  const growth = growthOf(textOf);
  if (booleanOf(textOf('bantime.increment')) !== true) return null;
  if (bantime === null || bantime === permanent || growth === null) return null;

  const maxtime = parseDuration(textOf('bantime.maxtime')) ?? Number.POSITIVE_INFINITY;
  const seconds = Array.from({ length: shownBans }, (_, earlier) =>
    earlier === 0 ? bantime : Math.trunc(Math.min(bantime * growth(earlier), maxtime)),
  );
  return { seconds, randomSeconds: Math.max(0, parseDuration(textOf('bantime.rndtime')) ?? 0) };
}

/** By how much a ban is longer, by the number of bans before. */
function growthOf(textOf: (key: string) => string): ((earlier: number) => number) | null {
  const factor = factorOf(textOf('bantime.factor'));
  const multipliers = multipliersOf(textOf('bantime.multipliers'));
  if (factor === null || multipliers === null) return null;
  if (multipliers.length > 0) return (earlier) => (multipliers[earlier] ?? multipliers.at(-1) ?? 1) * factor;

  const formula = textOf('bantime.formula').replace(/\s/g, '');
  if (formula !== '' && formula !== defaultFormula.replace(/\s/g, '')) return null;
  return (earlier) => Math.max(1, 2 ** Math.min(earlier, 20) * factor);
}

function factorOf(text: string): number | null {
  if (text.trim() === '') return 1;
  const [, first, sign, second] = /^\s*(\d+(?:\.\d+)?)(?:\s*([*/])\s*(\d+(?:\.\d+)?))?\s*$/.exec(text) ?? [];
  if (first === undefined) return null;
  if (second === undefined) return Number(first);
  return sign === '*' ? Number(first) * Number(second) : Number(first) / Number(second);
}

function multipliersOf(text: string): number[] | null {
  const numbers = text.split(/\s+/).filter(Boolean).map(Number);
  return numbers.every((number) => Number.isFinite(number) && number > 0) ? numbers : null;
}
