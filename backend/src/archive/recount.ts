/** Counts every event again and says where a sum, a series or a column does not agree with the events themselves. */
import type { DatabaseSync } from 'node:sqlite';
import type { Columns } from './columns.ts';
import { eventsPerSecond, firstIdAt } from './event-id.ts';
import type { Floor } from './floor.ts';
import type { Series, SeriesKind } from './series.ts';
import { eachSlot, slotSeconds } from './slot-counts.ts';

/** Sentences, empty where everything agrees. Looks at every event: seconds for a million. */
export function recount(
  database: DatabaseSync,
  { columns, series, floor }: { columns: Columns; series: Series; floor: Floor },
): string[] {
  // Whoever writes meanwhile is not seen.
  database.exec('BEGIN');
  try {
    if (!floor.isCleared()) return ['Old bans are being cleared; count again when that is done.'];
    columns.forget();
    return differences(database, columns, series, floor);
  } finally {
    database.exec('COMMIT');
  }
}

function differences(database: DatabaseSync, columns: Columns, series: Series, floor: Floor): string[] {
  return [
    ...wrongTotals(database),
    ...wrongSums(database),
    ...wrongSeries(database, series, 'source', floor.seconds()),
    ...wrongSeries(database, series, 'country', floor.seconds()),
    ...wrongColumns(database, columns, firstIdAt(floor.seconds())),
    ...strays(database),
    ...damages(database),
  ];
}

function wrongTotals(database: DatabaseSync): string[] {
  return ['events', 'addresses', 'networks'].flatMap((name) => {
    const row = database
      .prepare(`SELECT value AS noted, (SELECT count(*) FROM ${name}) AS counted FROM totals WHERE name = ?`)
      .get(name) as { noted: number; counted: number };
    return row.noted === row.counted ? [] : [`There are ${row.counted} ${name}, ${row.noted} are noted.`];
  });
}

function wrongSums(database: DatabaseSync): string[] {
  const eventsWithNetworks =
    '(SELECT events.*, network_id FROM events JOIN addresses ON addresses.id = address_id)';
  const sums = [
    { table: 'sources', key: 'source_id', of: 'events', hasAddresses: false },
    { table: 'addresses', key: 'address_id', of: 'events', hasAddresses: false },
    { table: 'countries', key: 'country_id', of: 'events', hasAddresses: true },
    { table: 'operators', key: 'operator_id', of: 'events', hasAddresses: true },
    { table: 'networks', key: 'network_id', of: eventsWithNetworks, hasAddresses: true },
  ];
  return sums.flatMap(({ table, key, of, hasAddresses }) => {
    const addresses = hasAddresses ? 'count(DISTINCT address_id)' : '0';
    const noted = hasAddresses ? `${table}.addresses` : '0';
    const rows = database
      .prepare(
        `SELECT ${table}.id, ${table}.bans AS notedBans, ${noted} AS notedAddresses,
           coalesce(counted.bans, 0) AS bans, coalesce(counted.addresses, 0) AS addresses
         FROM ${table} LEFT JOIN (SELECT ${key} AS id, count(*) AS bans, ${addresses} AS addresses FROM ${of}
           GROUP BY 1) AS counted ON counted.id = ${table}.id
         WHERE notedBans <> coalesce(counted.bans, 0) OR notedAddresses <> coalesce(counted.addresses, 0) LIMIT 10`,
      )
      .all();
    return rows.map(
      (row) =>
        `Number ${row.id} of ${table} has ${row.bans} bans and ${row.addresses} addresses; ${row.notedBans} and ${row.notedAddresses} are noted.`,
    );
  });
}

/** Slot by slot: `KEY at SLOT` with its count. */
function wrongSeries(database: DatabaseSync, series: Series, kind: SeriesKind, floor: number): string[] {
  const noted = new Map<string, number>();
  const { oldest, newest } = database
    .prepare(
      `SELECT min(id) / ${eventsPerSecond} AS oldest, max(id) / ${eventsPerSecond} AS newest FROM events`,
    )
    .get() as { oldest: number | null; newest: number | null };
  if (oldest === null || newest === null) return [];
  for (const { key, start, slots } of series.months(kind, oldest, newest)) {
    eachSlot(slots, (slot, count) => {
      const time = start + slot * slotSeconds;
      if (time >= floor) noted.set(`${key} at ${time}`, count);
    });
  }
  const counted = database
    .prepare(
      `SELECT ${kind}_id || ' at ' || (id / ${eventsPerSecond * slotSeconds} * ${slotSeconds}) AS slot, count(*) AS bans
       FROM events GROUP BY 1`,
    )
    .iterate();
  const wrong: string[] = [];
  for (const { slot, bans } of counted as Iterable<{ slot: string; bans: number }>) {
    if (noted.get(slot) !== bans)
      wrong.push(`${kind} ${slot} has ${bans} bans; ${noted.get(slot) ?? 0} are noted.`);
    noted.delete(slot);
  }
  return [
    ...wrong,
    ...[...noted].map(([slot, bans]) => `${kind} ${slot} has no bans; ${bans} are noted.`),
  ].slice(0, 10);
}

function wrongColumns(database: DatabaseSync, columns: Columns, floorId: number): string[] {
  const rows = database.prepare(
    `SELECT events.id, address_id AS addresses, network_id AS networks, source_id AS sources,
       events.country_id AS countries, events.operator_id AS operators
     FROM events JOIN addresses ON addresses.id = address_id
     WHERE events.id BETWEEN ? AND ? ORDER BY events.id`,
  );
  const names = ['addresses', 'networks', 'sources', 'countries', 'operators'] as const;
  const wrong: string[] = [];
  let events = 0;
  for (const chunk of columns.chunks(floorId, Number.MAX_SAFE_INTEGER)) {
    const times = chunk.column('times');
    const ordinals = chunk.column('ordinals');
    const noted: Record<string, number>[] = Array.from({ length: chunk.events }, (_, index) => ({
      id: (times[index] as number) * eventsPerSecond + (ordinals[index] as number),
    }));
    for (const name of names) {
      chunk.column(name).forEach((value, index) => {
        Object.assign(noted[index] as object, { [name]: value });
      });
    }
    const known = noted.filter(({ id }) => (id as number) >= floorId);
    const counted = rows.all(Math.max(chunk.firstId, floorId), chunk.lastId);
    events += known.length;
    if (JSON.stringify(known) !== JSON.stringify(counted)) {
      wrong.push(`The columns from ${chunk.firstId} to ${chunk.lastId} do not hold its events.`);
    }
  }
  const total = (database.prepare('SELECT count(*) AS events FROM events').get() as { events: number })
    .events;
  return total === events ? wrong : [...wrong, `The columns hold ${events} of ${total} events.`];
}

function strays(database: DatabaseSync): string[] {
  return ['lines', 'open_bans'].flatMap((table) => {
    const { rows } = database
      .prepare(`SELECT count(*) AS rows FROM ${table} WHERE event_id NOT IN (SELECT id FROM events)`)
      .get() as { rows: number };
    return rows === 0 ? [] : [`${rows} rows of ${table} belong to no event.`];
  });
}

function damages(database: DatabaseSync): string[] {
  const rows = database.prepare('PRAGMA integrity_check(10)').all() as { integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}
