/** The spans that end now, in seconds; `all` has no beginning. */
export const presets = {
  '24h': 86_400,
  '7d': 7 * 86_400,
  '30d': 30 * 86_400,
  '365d': 365 * 86_400,
  all: null,
} as const;

export type RangePreset = keyof typeof presets;

/** How a range of time stands in the address bar: a preset, or a window of full minutes in UTC. */
export type RangeSearch =
  | { range?: RangePreset; from?: never; to?: never }
  | { range?: never; from: string; to: string };

/** Unix seconds, `from` inclusive, `to` exclusive; what is missing has no end. */
export interface TimeWindow {
  from?: number;
  to?: number;
}

type Bounded = Required<TimeWindow>;

const names = Object.keys(presets) as RangePreset[];
const shortestSeconds = 60;

/** Takes a range from an address bar that anybody may have written into; a window that makes no sense is none. */
export function readRangeSearch(search: Record<string, unknown>): RangeSearch {
  const from = readMoment(search.from);
  const to = readMoment(search.to);
  if (from !== null && to !== null && from < to) return searchOf({ from, to });
  const range = names.find((name) => name === search.range);
  return range ? { range } : {};
}

/** The same range under a name, to tell the server; `now` in Unix seconds is where presets end. */
export function windowOf(range: RangeSearch, now: number): TimeWindow {
  if (range.from !== undefined) return windowIn(range);
  const seconds = presets[range.range ?? 'all'];
  return seconds === null ? {} : { from: now - seconds };
}

/** What the address bar says, else the preset that a page begins with. */
export function rangeIn(search: RangeSearch, preset: RangePreset): RangeSearch {
  if (search.from !== undefined) return { from: search.from, to: search.to };
  return { range: search.range ?? preset };
}

/** The same search with another range. */
export function withRange<Search extends RangeSearch>(search: Search, range: RangeSearch) {
  const { range: _range, from: _from, to: _to, ...rest } = search;
  return { ...rest, ...range };
}

/** Writes a window of Unix seconds, widened to full minutes, of which it has at least one. */
export function searchOf({ from, to }: Bounded): RangeSearch {
  const first = Math.floor(from / 60) * 60;
  const last = Math.max(Math.ceil(to / 60) * 60, first + shortestSeconds);
  return { from: writeMoment(first), to: writeMoment(last) };
}

/** Twice as wide around the same middle, but not into the future; null where there is no more to see. */
export function zoomedOut(range: RangeSearch, now: number): RangeSearch | null {
  if (range.from === undefined) {
    const wider = names[names.indexOf(range.range ?? 'all') + 1];
    return wider ? { range: wider } : null;
  }
  const { from, to } = windowIn(range);
  const width = to - from;
  if (width >= presets['365d'] || from < width) return { range: 'all' };
  const end = Math.max(to, Math.min(to + width / 2, now));
  return searchOf({ from: end - 2 * width, to: end });
}

/** The window of equal width before (-1) or after (1); null where there is none. */
export function moved(range: RangeSearch, direction: -1 | 1, now: number): RangeSearch | null {
  const { from, to = now } = windowOf(range, now);
  if (from === undefined || (direction === 1 && to >= now)) return null;
  const shift = direction * (to - from);
  return from + shift < 0 ? null : searchOf({ from: from + shift, to: to + shift });
}

function windowIn(range: { from: string; to: string }): Bounded {
  return { from: Date.parse(range.from) / 1000, to: Date.parse(range.to) / 1000 };
}

/** Without a zone it is the reader's time. The last moment that the server takes is in 2106. */
function readMoment(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(Z)?$/.test(value)) return null;
  const seconds = Date.parse(value) / 1000;
  return seconds >= 0 && seconds <= 4_294_967_295 ? seconds : null;
}

function writeMoment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16)}Z`;
}
