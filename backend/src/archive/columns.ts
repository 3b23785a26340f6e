/**
 * The events once more, as columns: what is counted over millions of them is read as arrays of numbers, which takes
 * nanoseconds an event where a row takes a microsecond. Events are cut into chunks in the order of their ids; the newest
 * few thousand are not written as a chunk yet and are kept in memory.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { eventsPerSecond, timeOfId } from './event-id.ts';

const arrayTypes = {
  times: Uint32Array,
  ordinals: Uint16Array,
  addresses: Uint32Array,
  networks: Uint32Array,
  sources: Uint16Array,
  countries: Uint16Array,
  operators: Uint32Array,
} as const;

export type ColumnName = keyof typeof arrayTypes;
export type Column = Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
const columnNames = Object.keys(arrayTypes) as ColumnName[];

/** Events in the order of their ids. */
export interface Chunk {
  readonly firstId: number;
  readonly lastId: number;
  readonly events: number;
  /** Whether it has every event from its first to its last. */
  readonly isUnbroken: boolean;
  /** One value for each event. Read from the file when asked for. */
  column(name: ColumnName): Column;
}

export interface Columns {
  /** The chunks that may hold events from `fromId` to `toId`, the newest first. */
  chunks(fromId: number, toId: number): Iterable<Chunk>;
  /** The same for the events of a few addresses, as chunks made for the question. */
  chunksOf(addressIds: readonly number[], fromId: number, toId: number): Iterable<Chunk>;
  /** Takes in what was just inserted, in the order of ids, within the same transaction. */
  add(events: readonly ColumnRow[]): void;
  /** Lets go of chunks that lie wholly before `id`, within the transaction that deletes their events. */
  removeBefore(id: number): void;
  /** Reads anew what is in memory: after a transaction that failed. */
  forget(): void;
}

type ColumnValues = Record<ColumnName, Column>;

/** What the columns have of an event. */
export type ColumnRow = readonly [
  id: number,
  addressId: number,
  networkId: number,
  sourceId: number,
  countryId: number,
  operatorId: number,
];

interface Part {
  readonly firstId: number;
  readonly lastId: number;
  readonly events: number;
}

interface Tail {
  readonly ids: readonly number[];
  readonly values: ColumnValues;
}

/** Large enough that reading a chunk is mostly reading, small enough that writing one is not noticed. */
const defaultChunkEvents = 8_192;
const rowsPerSlice = 256;
/** SQLite takes it for no limit. */
const allRows = -1;

export function createColumns(database: DatabaseSync, chunkEvents = defaultChunkEvents): Columns {
  const statements = prepareStatements(database);
  let sealed: Part[] | null = null;
  let tail: Tail | null = null;
  let lastVersion = 0;

  function forget(): void {
    sealed = null;
    tail = null;
  }

  /** Another process may have written since. Within a transaction that writes none can until it ends. */
  function refresh(): void {
    const { data_version: version } = statements.version.get() as { data_version: number };
    if (version !== lastVersion) forget();
    lastVersion = version;
  }

  const sealedParts = () => (sealed ??= statements.parts.all() as unknown as Part[]);
  const lastSealedId = () => sealedParts().at(-1)?.lastId ?? -1;
  const currentTail = () => (tail ??= readEvents(lastSealedId() + 1, Number.MAX_SAFE_INTEGER));

  function currentNewestId(): number {
    return tail?.ids.at(-1) ?? lastSealedId();
  }

  function readEvents(fromId: number, toId: number): Tail {
    return toTail(statements.events.all(fromId, toId) as unknown as ColumnRow[]);
  }

  function write(events: Tail): void {
    const firstId = events.ids[0] as number;
    const lastId = events.ids.at(-1) as number;
    statements.insertPart.run(firstId, lastId, events.ids.length);
    for (const name of columnNames) {
      const { buffer, byteOffset, byteLength } = events.values[name];
      statements.insertColumn[name].run(firstId, new Uint8Array(buffer, byteOffset, byteLength));
    }
  }

  function erase(firstId: number): void {
    statements.deletePart.run(firstId);
    for (const name of columnNames) statements.deleteColumn[name].run(firstId);
  }

  /** Writes the chunk that these events belong to anew; it takes everything up to the chunk that follows. */
  function rewrite(index: number): void {
    const parts = sealedParts();
    const part = parts[index] as Part;
    const begin = index === 0 ? 0 : part.firstId;
    const end = index + 1 < parts.length ? (parts[index + 1] as Part).firstId - 1 : part.lastId;
    const events = readEvents(begin, end);
    erase(part.firstId);
    const pieces = events.ids.length > 2 * chunkEvents ? cut(events, chunkEvents) : [events];
    for (const piece of pieces) write(piece);
  }

  function sealOldest(): void {
    let rest = currentTail();
    const complete = Math.floor(rest.ids.length / chunkEvents) - 1;
    for (let count = 0; count < complete; count += 1) {
      write(slice(rest, 0, chunkEvents));
      rest = slice(rest, chunkEvents, rest.ids.length);
    }
    if (complete > 0) sealed = null;
    tail = rest;
  }

  function rewriteAround(lateIds: readonly number[]): void {
    const parts = sealedParts();
    const indexes = new Set(lateIds.map((id) => Math.max(0, lastIndexAtOrBefore(parts, id))));
    for (const index of indexes) rewrite(index);
    if (indexes.size > 0) sealed = null;
  }

  /** The newest that lies wholly before `end` and may hold events up to `toId`. */
  function lastPartBefore(end: number, toId: number): Part | undefined {
    refresh();
    const parts = sealedParts();
    let index = lastIndexAtOrBefore(parts, Math.min(end - 1, toId));
    while ((parts[index]?.lastId ?? -1) >= end) index -= 1;
    return parts[index];
  }

  function partChunk(part: Part): Chunk {
    const column = (name: ColumnName) => {
      const row = statements.column[name].get(part.firstId) as { data: Uint8Array<ArrayBuffer> } | undefined;
      if (row === undefined) throw new Error(`The archive lacks the ${name} of a chunk`);
      return asColumn(name, row.data);
    };
    return { ...part, isUnbroken: true, column };
  }

  return {
    *chunks(fromId, toId) {
      refresh();
      const { ids, values } = currentTail();
      const firstId = ids[0];
      const lastId = ids.at(-1);
      if (firstId !== undefined && lastId !== undefined && lastId >= fromId && firstId <= toId) {
        yield { firstId, lastId, events: ids.length, isUnbroken: true, column: (name) => values[name] };
      }
      // Between two chunks others may be written: what has been told is not told again.
      let end = firstId ?? Number.POSITIVE_INFINITY;
      let part = lastPartBefore(end, toId);
      while (part !== undefined && part.lastId >= fromId) {
        end = part.firstId;
        yield partChunk(part);
        part = lastPartBefore(end, toId);
      }
    },
    *chunksOf(addressIds, fromId, toId) {
      const newestFirst = addressIds.length === 1 ? slicesOf(addressIds[0] as number) : [allOf(addressIds)];
      for (const rows of newestFirst) {
        if (rows.length > 0) yield brokenChunk(rows);
      }

      function allOf(ids: readonly number[]): ColumnRow[] {
        const rows = ids.flatMap(
          (id) => statements.ofAddress.all(id, fromId, toId, allRows) as unknown as ColumnRow[],
        );
        return rows.sort(([one], [other]) => other - one);
      }

      /** A page needs the first of them only. */
      function* slicesOf(id: number): Iterable<ColumnRow[]> {
        let end = toId;
        let rows: ColumnRow[];
        do {
          rows = statements.ofAddress.all(id, fromId, end, rowsPerSlice) as unknown as ColumnRow[];
          yield rows;
          end = (rows.at(-1)?.[0] ?? 0) - 1;
        } while (rows.length === rowsPerSlice);
      }
    },
    add(events) {
      refresh();
      const end = lastSealedId();
      rewriteAround(events.map(([id]) => id).filter((id) => id <= end));
      const newest = currentNewestId();
      const added = events.filter(([id]) => id > end);
      const isInOrder = added.every(([id]) => id > newest);
      tail = tail !== null && isInOrder ? join(tail, toTail(added)) : null;
      sealOldest();
    },
    removeBefore(id) {
      refresh();
      for (const part of sealedParts().filter(({ lastId }) => lastId < id)) erase(part.firstId);
      sealed = null;
      if ((tail?.ids[0] ?? id) < id) tail = null;
    },
    forget,
  };
}

function prepareStatements(database: DatabaseSync) {
  const forEachColumn = (sql: (table: string) => string) =>
    Object.fromEntries(columnNames.map((name) => [name, database.prepare(sql(`column_${name}`))])) as Record<
      ColumnName,
      StatementSync
    >;
  const selectEvents = (condition: string) => {
    const statement = database.prepare(
      `SELECT events.id, address_id, network_id, source_id, events.country_id, events.operator_id
       FROM events JOIN addresses ON addresses.id = address_id WHERE ${condition}`,
    );
    statement.setReturnArrays(true);
    return statement;
  };
  return {
    version: database.prepare('PRAGMA data_version'),
    events: selectEvents('events.id BETWEEN ? AND ? ORDER BY events.id'),
    ofAddress: selectEvents('address_id = ? AND events.id BETWEEN ? AND ? ORDER BY events.id DESC LIMIT ?'),
    parts: database.prepare(
      'SELECT first_id AS firstId, last_id AS lastId, events FROM chunks ORDER BY first_id',
    ),
    insertPart: database.prepare('INSERT INTO chunks VALUES (?, ?, ?)'),
    deletePart: database.prepare('DELETE FROM chunks WHERE first_id = ?'),
    column: forEachColumn((table) => `SELECT data FROM ${table} WHERE first_id = ?`),
    insertColumn: forEachColumn((table) => `INSERT INTO ${table} VALUES (?, ?)`),
    deleteColumn: forEachColumn((table) => `DELETE FROM ${table} WHERE first_id = ?`),
  };
}

/** @param newestFirst some events, between which there may be others */
function brokenChunk(newestFirst: readonly ColumnRow[]): Chunk {
  const { ids, values } = toTail(newestFirst.toReversed());
  return {
    firstId: ids[0] as number,
    lastId: ids.at(-1) as number,
    events: ids.length,
    isUnbroken: false,
    column: (name) => values[name],
  };
}

function toTail(rows: readonly ColumnRow[]): Tail {
  const values = emptyValues(rows.length);
  rows.forEach(([id, address, network, source, country, operator], index) => {
    values.times[index] = timeOfId(id);
    values.ordinals[index] = id % eventsPerSecond;
    values.addresses[index] = address;
    values.networks[index] = network;
    values.sources[index] = source;
    values.countries[index] = country;
    values.operators[index] = operator;
  });
  return { ids: rows.map(([id]) => id), values };
}

function emptyValues(length: number): ColumnValues {
  return mapColumns((name) => new arrayTypes[name](length));
}

function slice({ ids, values }: Tail, start: number, end: number): Tail {
  return { ids: ids.slice(start, end), values: mapColumns((name) => values[name].slice(start, end)) };
}

function join(one: Tail, other: Tail): Tail {
  const values = emptyValues(one.ids.length + other.ids.length);
  for (const name of columnNames) {
    values[name].set(one.values[name]);
    values[name].set(other.values[name], one.ids.length);
  }
  return { ids: [...one.ids, ...other.ids], values };
}

function cut(events: Tail, size: number): Tail[] {
  const pieces = Math.ceil(events.ids.length / size);
  return Array.from({ length: pieces }, (_, index) => slice(events, index * size, (index + 1) * size));
}

function mapColumns(make: (name: ColumnName) => Column): ColumnValues {
  return Object.fromEntries(columnNames.map((name) => [name, make(name)])) as ColumnValues;
}

/** SQLite hands over a copy of its own, so that it can be read as numbers where it lies. */
function asColumn(name: ColumnName, data: Uint8Array<ArrayBuffer>): Column {
  const Numbers = arrayTypes[name];
  const isAligned = data.byteOffset % Numbers.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset } = isAligned ? data : data.slice();
  return new Numbers(buffer, byteOffset, data.byteLength / Numbers.BYTES_PER_ELEMENT);
}

/** The last part that begins at this id or before; -1 where none does. */
function lastIndexAtOrBefore(parts: readonly Part[], id: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle] as Part).firstId <= id) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
