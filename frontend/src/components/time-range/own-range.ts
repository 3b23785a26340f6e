import { type RangeSearch, searchOf } from './time-range';

type Own = { range: RangeSearch } | { problem: 'missing' | 'wrongOrder'; at: 'from' | 'to' };

/** Reads the two fields of a form, both the reader's local time: `2026-11-25T10:00`. */
export function readOwnRange(texts: { from: string; to: string }): Own {
  const from = Date.parse(texts.from) / 1000;
  const to = Date.parse(texts.to) / 1000;
  if (!Number.isFinite(from) || from < 0) return { problem: 'missing', at: 'from' };
  if (!Number.isFinite(to)) return { problem: 'missing', at: 'to' };
  if (to <= from) return { problem: 'wrongOrder', at: 'to' };
  return { range: searchOf({ from, to }) };
}

/** Unix seconds as such a field takes them. */
export function localMinute(seconds: number): string {
  const at = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join(
    '-',
  );
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
