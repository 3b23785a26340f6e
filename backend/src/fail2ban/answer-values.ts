// Reads what the commands answer. Each function gives undefined for a value of another kind than expected.

import { longestSeconds, wholeSeconds } from './duration.ts';
import { PickledAddressFile, type PickleValue } from './pickle.ts';

export type JailCounters = {
  currentlyFailed: number;
  totalFailed: number;
  currentlyBanned: number;
  totalBanned: number;
};

export type BannedAddress = {
  address: string;
  /** Unix seconds. */
  bannedAt: number;
  /** Null is for ever. */
  durationSeconds: number | null;
};

export function toNumber(value: PickleValue): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A time span, which files may set longer than any number holds; negative is for ever. */
export function toSeconds(value: PickleValue): number | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return isNumber && !Number.isNaN(value) ? wholeSeconds(Number(value)) : undefined;
}

/** Some settings come as the text they had in the file. */
export function toNumberOrNull(value: PickleValue): number | null | undefined {
  if (value === null) return null;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function toText(value: PickleValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function toTextOrNull(value: PickleValue): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'object' ? undefined : String(value);
}

/** A flag that was never set is off; fail2ban also keeps flags as the words of the file. */
export function toFlag(value: PickleValue): boolean | undefined {
  if (value === null) return false;
  if (typeof value === 'string') return ['1', 'on', 'true', 'yes'].includes(value.toLowerCase());
  return typeof value === 'boolean' ? value : undefined;
}

export function toTexts(value: PickleValue): string[] | undefined {
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isTexts ? (value as string[]) : undefined;
}

/** Addresses, networks, host names, and files of these as `file:PATH`. */
export function toIgnoreList(value: PickleValue): string[] | undefined {
  return allOrNone(value, (entry) =>
    entry instanceof PickledAddressFile ? `file:${entry.path}` : toText(entry),
  );
}

export function toListsOfTexts(value: PickleValue): string[][] | undefined {
  return allOrNone(value, toTexts);
}

/** A journal match is a list of words that belong together. */
export function toMatches(value: PickleValue): string[] | undefined {
  return allOrNone(value, (match) => toText(match) ?? toTexts(match)?.join(' '));
}

export function toMaps(value: PickleValue): Map<PickleValue, PickleValue>[] | undefined {
  return allOrNone(value, (item) => (item instanceof Map ? item : undefined));
}

/** Answers that stand for a table are lists of label and value. */
export function toPairs(value: PickleValue): Map<PickleValue, PickleValue> | undefined {
  const pairs = allOrNone(value, (pair) => (Array.isArray(pair) && pair.length === 2 ? pair : undefined));
  return pairs && new Map(pairs as [PickleValue, PickleValue][]);
}

/** The pattern with its name, or nothing with a note that the default ones are tried. */
export function toDatePattern(value: PickleValue): string | null | undefined {
  if (value === null) return null;
  return Array.isArray(value) && value[0] !== undefined ? toTextOrNull(value[0]) : undefined;
}

export function toCounters(
  filter: ReadonlyMap<PickleValue, PickleValue>,
  actions: ReadonlyMap<PickleValue, PickleValue>,
): JailCounters | undefined {
  const currentlyFailed = filter.get('Currently failed');
  const totalFailed = filter.get('Total failed');
  const currentlyBanned = actions.get('Currently banned');
  const totalBanned = actions.get('Total banned');
  const isComplete =
    typeof currentlyFailed === 'number' &&
    typeof totalFailed === 'number' &&
    typeof currentlyBanned === 'number' &&
    typeof totalBanned === 'number';
  return isComplete ? { currentlyFailed, totalFailed, currentlyBanned, totalBanned } : undefined;
}

/** Lines like `192.0.2.1 \t2026-01-31 10:00:00 + 3600 = 2026-01-31 11:00:00`, in local time. */
export function toBannedAddresses(value: PickleValue): BannedAddress[] | undefined {
  return allOrNone(value, (line) => (typeof line === 'string' ? parseBannedAddress(line) : undefined));
}

const banLine = /^(.*) \t(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) \+ (-?\d+) = /s;

function parseBannedAddress(line: string): BannedAddress | undefined {
  const match = banLine.exec(line);
  if (match === null) return undefined;
  const [year = 0, month = 0, day, hour, minute, second, duration = 0] = match.slice(2).map(Number);
  const bannedAt = new Date(year, month - 1, day, hour, minute, second).getTime() / 1000;
  const isForEver = duration < 0 || duration > longestSeconds;
  return { address: match[1] ?? '', bannedAt, durationSeconds: isForEver ? null : duration };
}

function allOrNone<Item>(
  value: PickleValue,
  read: (item: PickleValue) => Item | undefined,
): Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.includes(undefined) ? undefined : (items as Item[]);
}
