/** Takes bans into the archive, each exactly once however often it is handed over. */
import type { DatabaseSync } from 'node:sqlite';
import type { BanRecord } from '../fail2ban/ban-records.ts';
import { parseAddress } from '../network/address.ts';
import { nameToKey, networkKeyOf, toKey } from './address-key.ts';
import { inTransaction } from './archive-file.ts';
import type { ColumnRow, Columns } from './columns.ts';
import { type CounterChanges, createCounterChanges } from './counters.ts';
import { createDictionaries, type Origin, type Place } from './dictionaries.ts';
import { eventsPerSecond, firstIdAt, timeOfId } from './event-id.ts';
import type { Floor } from './floor.ts';
import type { Series, SeriesKind } from './series.ts';

export interface IntakeResult {
  /** Ids of the events that are new. */
  readonly added: readonly number[];
  readonly skipped: readonly { readonly record: BanRecord; readonly reason: string }[];
}

export interface Intake {
  /** In one transaction: all of these records are kept, or none. */
  add(records: readonly BanRecord[]): IntakeResult;
}

export interface IntakeOptions {
  readonly database: DatabaseSync;
  readonly columns: Columns;
  readonly series: Series;
  readonly floor: Floor;
  readonly placeOf: (address: string) => Place;
  readonly originOf: (record: BanRecord) => Origin;
}

interface PlacedIds {
  readonly countryId: number;
  readonly operatorId: number;
}

interface NewEvent extends PlacedIds {
  readonly id: number;
  readonly time: number;
  readonly addressId: number;
  readonly networkId: number;
  readonly sourceId: number;
}

/** An address as it is after the records of the batch that came before. */
interface BatchAddress extends PlacedIds {
  readonly id: number;
  readonly networkId: number;
  countryId: number;
  operatorId: number;
  isNew: boolean;
  isNetworkNew: boolean;
  /** Where it is now: looked up once, and only where a ban of it is kept. */
  place: PlacedIds | null;
  /** Unix seconds of its newest ban that was kept. */
  keptAt: number;
}

interface Batch {
  readonly now: number;
  readonly counters: CounterChanges;
  readonly addresses: ReadonlyMap<string, BatchAddress>;
  /** Unix seconds of the newest ban that the archive had. */
  readonly newestBefore: number;
}

/** A clock may be wrong by a time zone; what lies further ahead would stay the newest ban for years. */
const longestAheadSeconds = 86_400;
/** Fewer bans of one second than this, read at once, are never too many for it. */
const crowd = 100;

export function createIntake(options: IntakeOptions): Intake {
  const { database, columns, series, floor, placeOf, originOf } = options;
  const dictionaries = createDictionaries(database);
  const newestEvent = database.prepare('SELECT max(id) AS id FROM events');
  const newestInSecond = database.prepare('SELECT max(id) AS id FROM events WHERE id BETWEEN ? AND ?');
  const sameBan = database.prepare(
    `SELECT 1 FROM events JOIN sources ON sources.id = source_id
     WHERE address_id = ? AND events.id BETWEEN ? AND ? AND jail = ?`,
  );
  const insertEvent = database.prepare(
    `INSERT OR IGNORE INTO events (id, address_id, source_id, country_id, operator_id, duration_seconds, ban_count,
       failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertLines = database.prepare('INSERT INTO lines VALUES (?, ?, ?)');
  const insertOpen = database.prepare('INSERT INTO open_bans VALUES (?)');
  const hasCountry = database.prepare(
    'SELECT 1 FROM events WHERE address_id = ? AND country_id = ? AND id <> ? LIMIT 1',
  );
  const hasOperator = database.prepare(
    'SELECT 1 FROM events WHERE address_id = ? AND operator_id = ? AND id <> ? LIMIT 1',
  );
  const moveAddress = database.prepare(
    'UPDATE addresses SET country_id = ?, operator_id = ?, has_moved = 1 WHERE id = ?',
  );

  function placeIdsOf(address: string): PlacedIds {
    const { country, operator } = placeOf(address);
    return { countryId: dictionaries.countryId(country), operatorId: dictionaries.operatorId(operator) };
  }

  /** What is newer than all that was there before, and than what the batch has kept, cannot be known. */
  function isKnown(address: BatchAddress, { jail, bannedAt }: BanRecord, newestBefore: number): boolean {
    if (address.isNew || (bannedAt > newestBefore && bannedAt > address.keptAt)) return false;
    const first = firstIdAt(bannedAt);
    return sameBan.get(address.id, first, first + eventsPerSecond - 1, jail) !== undefined;
  }

  /** Looked up in the order of their keys, as they lie in the file: neighbours share a page. */
  function addressesOf(records: readonly BanRecord[]): Map<string, BatchAddress> {
    const texts = [...new Set(records.map(({ address }) => address))];
    const keyed = texts.map((text) => ({ text, ...keysOf(text) }));
    keyed.sort((one, other) => Buffer.compare(one.key, other.key));
    // One address can be written in two ways.
    const byId = new Map<number, BatchAddress>();
    return new Map(
      keyed.map(({ text, key, networkKey }) => {
        const entry = dictionaries.address(key, networkKey, () => placeIdsOf(text));
        const address = byId.get(entry.id) ?? { ...entry, place: entry.isNew ? entry : null, keptAt: 0 };
        byId.set(entry.id, address);
        return [text, address];
      }),
    );
  }

  /** @returns null where the archive has this ban already */
  function keep(record: BanRecord, { now, counters, addresses, newestBefore }: Batch): NewEvent | null {
    const { bannedAt, durationSeconds, lines } = record;
    const address = addresses.get(record.address) as BatchAddress;
    if (isKnown(address, record, newestBefore)) return null;
    address.place ??= placeIdsOf(record.address);
    const { countryId, operatorId } = address.place;
    const sourceId = dictionaries.sourceId(record.jail, originOf(record));
    const id = insert(record, address.id, sourceId, address.place);
    if (lines.length > 0) insertLines.run(id, Number(record.isTruncated), lines.join('\n'));
    if (durationSeconds === null || bannedAt + durationSeconds > now) insertOpen.run(id);
    const { id: addressId, networkId } = address;
    const event = { id, time: bannedAt, addressId, networkId, sourceId, countryId, operatorId };
    count(event, address, counters);
    Object.assign(address, { countryId, operatorId, isNew: false, isNetworkNew: false, keptAt: bannedAt });
    return event;
  }

  /** How many bans of this second there are. */
  function takenIn(second: number): number {
    const first = firstIdAt(second);
    const { id } = newestInSecond.get(first, first + eventsPerSecond - 1) as { id: number | null };
    return id === null ? 0 : id - first + 1;
  }

  /** Those for which their second has no place any more: fail2ban gives all addresses of one command the same time. */
  function crowdedOut(records: readonly BanRecord[]): Set<BanRecord> {
    const crowds = [...Map.groupBy(records, ({ bannedAt }) => bannedAt)].filter(
      ([, of]) => of.length > crowd,
    );
    return new Set(crowds.flatMap(([second, of]) => of.slice(eventsPerSecond - takenIn(second))));
  }

  /** Mostly a ban is alone in its second. */
  function insert(record: BanRecord, addressId: number, sourceId: number, place: PlacedIds): number {
    const { bannedAt, durationSeconds, banCount, failures } = record;
    const { countryId, operatorId } = place;
    const rest = [addressId, sourceId, countryId, operatorId, durationSeconds, banCount, failures] as const;
    const first = firstIdAt(bannedAt);
    if (insertEvent.run(first, ...rest).changes === 1) return first;
    const next = first + takenIn(bannedAt);
    insertEvent.run(next, ...rest);
    return next;
  }

  function count(event: NewEvent, address: BatchAddress, counters: CounterChanges): void {
    const { id, addressId, networkId, sourceId, countryId, operatorId } = event;
    const { isNew, isNetworkNew } = address;
    counters.total('events', 1);
    counters.bans('sources', sourceId, 1);
    counters.bans('countries', countryId, 1);
    counters.bans('operators', operatorId, 1);
    if (isNew) counters.total('addresses', 1);
    else counters.bans('addresses', addressId, 1);
    if (isNetworkNew) counters.total('networks', 1);
    else counters.bans('networks', networkId, 1);
    if (isNew && !isNetworkNew) counters.addresses('networks', networkId, 1);
    const hasMoved = !isNew && (countryId !== address.countryId || operatorId !== address.operatorId);
    if (isNew || (hasMoved && hasCountry.get(addressId, countryId, id) === undefined)) {
      counters.addresses('countries', countryId, 1);
    }
    if (isNew || (hasMoved && hasOperator.get(addressId, operatorId, id) === undefined)) {
      counters.addresses('operators', operatorId, 1);
    }
    if (hasMoved) moveAddress.run(countryId, operatorId, addressId);
  }

  function addToSeries(
    kind: SeriesKind,
    events: readonly NewEvent[],
    keyOf: (event: NewEvent) => number,
  ): void {
    for (const [key, ofKey] of Map.groupBy(events, keyOf)) {
      const times = ofKey.map(({ time }) => time);
      series.add(kind, key, times);
    }
  }

  function addAll(records: readonly BanRecord[], now: number): number[] {
    const counters = createCounterChanges(database);
    const { id: newestId } = newestEvent.get() as { id: number | null };
    const newestBefore = newestId === null ? 0 : timeOfId(newestId);
    const batch = { now, counters, newestBefore, addresses: addressesOf(records) };
    const events = records.map((record) => keep(record, batch)).filter((event) => event !== null);
    counters.write();
    addToSeries('source', events, ({ sourceId }) => sourceId);
    addToSeries('country', events, ({ countryId }) => countryId);
    columns.add(events.sort((one, other) => one.id - other.id).map(toColumnRow));
    return events.map(({ id }) => id);
  }

  return {
    add(records) {
      const now = Math.floor(Date.now() / 1000);
      const oldest = floor.seconds();
      const judged = records.map((record) => ({ record, reason: reasonToSkip(record, now) }));
      const possible = judged
        .filter(({ record, reason }) => reason === null && record.bannedAt >= oldest)
        .map(({ record }) => record)
        .sort((one, other) => one.bannedAt - other.bannedAt);
      const crowded = crowdedOut(possible);
      const wanted = crowded.size === 0 ? possible : possible.filter((record) => !crowded.has(record));
      const skipped = [
        ...judged.flatMap(({ record, reason }) => (reason === null ? [] : [{ record, reason }])),
        ...[...crowded].map((record) => ({
          record,
          reason: `its second has ${eventsPerSecond} bans already`,
        })),
      ];
      if (wanted.length === 0) return { added: [], skipped };
      try {
        return { added: inTransaction(database, () => addAll(wanted, now)), skipped };
      } catch (error) {
        columns.forget();
        dictionaries.forget();
        throw error;
      }
    },
  };
}

/** What is no address is taken as a name. */
function keysOf(text: string): { key: Uint8Array; networkKey: Uint8Array } {
  const address = parseAddress(text);
  return { key: address === null ? nameToKey(text) : toKey(address), networkKey: networkKeyOf(address) };
}

function toColumnRow(event: NewEvent): ColumnRow {
  const { id, addressId, networkId, sourceId, countryId, operatorId } = event;
  return [id, addressId, networkId, sourceId, countryId, operatorId];
}

function reasonToSkip({ bannedAt, jail, address }: BanRecord, now: number): string | null {
  if (jail === '' || address === '') return 'it names no jail or no address';
  if (!Number.isSafeInteger(bannedAt) || bannedAt < 0) return `its time ${bannedAt} is none`;
  if (bannedAt > now + longestAheadSeconds) return `its time ${bannedAt} lies in the future`;
  return null;
}
