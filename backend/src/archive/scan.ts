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

  function keepText(chunk: Chunk, positions: Uint32Array, text: string): Uint32Array {
    const idAt = idsOf(chunk);
    const matches = matchText(chunk, positions, likePattern(text));
    return positions.filter((position) => matches(idAt(position)));
  }

  return function* scan(selection) {
    let scratch = new Uint32Array(0);
    for (const chunk of chunksOf(selection)) {
      if (scratch.length < chunk.events) scratch = new Uint32Array(chunk.events);
      const within = withinWindow(chunk, selection, scratch);
      const positions = selection.tests.reduce((kept, test) => keepWanted(chunk, test, kept), within);
      const hasText = selection.text === null || positions.length === 0;
      yield { chunk, positions: hasText ? positions : keepText(chunk, positions, selection.text) };
    }
  };
}

/** Tells the id of the event at a place. */
export function idsOf(chunk: Chunk): (position: number) => number {
  const times = chunk.column('times');
  const ordinals = chunk.column('ordinals');
  return (position) => (times[position] as number) * eventsPerSecond + (ordinals[position] as number);
}

function withinWindow(chunk: Chunk, { fromId, toId }: Selection, positions: Uint32Array): Uint32Array {
  const { events } = chunk;
  const isWhole = chunk.firstId >= fromId && chunk.lastId <= toId;
  const first = isWhole ? 0 : lowerBoundOfId(chunk, fromId);
  const end = isWhole ? events : lowerBoundOfId(chunk, toId + 1);
  for (let position = first; position < end; position += 1) positions[position - first] = position;
  return positions.subarray(0, Math.max(0, end - first));
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

/** Narrows the positions where they lie. */
function keepWanted(chunk: Chunk, { column, wanted }: ColumnTest, positions: Uint32Array): Uint32Array {
  if (positions.length === 0) return positions;
  const values = chunk.column(column);
  let kept = 0;
  for (const position of positions) {
    positions[kept] = position;
    kept += wanted[values[position] as number] === 1 ? 1 : 0;
  }
  return positions.subarray(0, kept);
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
