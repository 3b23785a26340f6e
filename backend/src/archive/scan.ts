/** Which events a selection means: the one way in which every question looks for them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Chunk, Columns } from './columns.ts';
import { eventsPerSecond, timeOfId } from './event-id.ts';
import type { ColumnTest, Selection } from './selection.ts';

export interface Found {
  readonly chunk: Chunk;
  /** Places of the wanted events within the chunk, ascending. Valid until the next chunk is asked for. */
  readonly positions: Uint32Array;
}

/** The newest chunk first; one without a wanted event is told too, for a look at the clock. */
export type Scan = (selection: Selection) => Iterable<Found>;

/** So few log lines are looked at one by one. */
const fewLines = 512;

export function createScan(database: DatabaseSync, columns: Columns): Scan {
  const holdsText = database.prepare("SELECT 1 FROM lines WHERE event_id = ? AND text LIKE ? ESCAPE '\\'");
  const idsWithText = database.prepare(
    "SELECT event_id FROM lines WHERE event_id BETWEEN ? AND ? AND text LIKE ? ESCAPE '\\'",
  );
  idsWithText.setReturnArrays(true);

  function chunksOf({ addressIds, fromId, toId }: Selection): Iterable<Chunk> {
    return addressIds === null ? columns.chunks(fromId, toId) : columns.chunksOf(addressIds, fromId, toId);
  }

  function matchText(chunk: Chunk, positions: Uint32Array, pattern: string): (id: number) => boolean {
    if (!chunk.isUnbroken || positions.length <= fewLines) {
      return (id) => holdsText.get(id, pattern) !== undefined;
    }
    const idAt = idsOf(chunk);
    const first = idAt(positions[0] as number);
    const last = idAt(positions.at(-1) as number);
    const found = idsWithText.all(first, last, pattern) as unknown as [number][];
    const ids = new Set(found.map(([id]) => id));
    return (id) => ids.has(id);
  }

  function keepText(
    chunk: Chunk,
    positions: Uint32Array<ArrayBuffer>,
    text: string,
  ): Uint32Array<ArrayBuffer> {
    const idAt = idsOf(chunk);
    const matches = matchText(chunk, positions, likePattern(text));
    return positions.filter((position) => matches(idAt(position)));
  }

  return function* scan(selection) {
    const { tests, text } = selection;
    let every = new Uint32Array(0);
    let narrowed = new Uint32Array(0);
    for (const chunk of chunksOf(selection)) {
      if (every.length < chunk.events) {
        every = Uint32Array.from({ length: chunk.events }, (_, position) => position);
        narrowed = new Uint32Array(chunk.events);
      }
      const [first, end] = windowWithin(chunk, selection);
      let positions = every.subarray(first, end);
      for (const test of tests) positions = keepWanted(chunk, test, positions, narrowed);
      if (text !== null && positions.length > 0) positions = keepText(chunk, positions, text);
      yield { chunk, positions };
    }
  };
}

/** Tells the id of the event at a place. */
export function idsOf(chunk: Chunk): (position: number) => number {
  const times = chunk.column('times');
  const ordinals = chunk.column('ordinals');
  return (position) => (times[position] as number) * eventsPerSecond + (ordinals[position] as number);
}

/** From the first place within the window to the first beyond it. */
function windowWithin(chunk: Chunk, { fromId, toId }: Selection): [first: number, end: number] {
  if (chunk.firstId >= fromId && chunk.lastId <= toId) return [0, chunk.events];
  const first = lowerBoundOfId(chunk, fromId);
  return [first, Math.max(first, lowerBoundOfId(chunk, toId + 1))];
}

/** The first place whose id is not below this one. */
function lowerBoundOfId(chunk: Chunk, id: number): number {
  const times = chunk.column('times');
  const ordinals = chunk.column('ordinals');
  const time = timeOfId(id);
  const ordinal = id % eventsPerSecond;
  let position = lowerBound(times, time);
  while (times[position] === time && (ordinals[position] as number) < ordinal) position += 1;
  return position;
}

/**
 * Writes what is left to `narrowed`, which may be where the positions come from. Without a branch in its loop, as whether
 * the next event is wanted cannot be guessed: that doubles the speed.
 */
function keepWanted(
  chunk: Chunk,
  { column, wanted }: ColumnTest,
  positions: Uint32Array<ArrayBuffer>,
  narrowed: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  if (positions.length === 0) return positions;
  const values = chunk.column(column);
  let kept = 0;
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index] as number;
    narrowed[kept] = position;
    // An id that came while this question waits for its next turn is not wanted.
    kept += (wanted[values[position] as number] as number) | 0;
  }
  return narrowed.subarray(0, kept);
}

/** The first place whose value is not below `wanted`, in ascending values. */
export function lowerBound(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `%` and `_` mean themselves. */
function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
