/** Sums that questions about all time are answered from, changed in the transaction that changes the events. */
import type { DatabaseSync } from 'node:sqlite';

export type Counted = 'sources' | 'countries' | 'operators' | 'networks' | 'addresses';
export type Total = 'events' | 'addresses' | 'networks';

/** What a batch of events changes: gathered first, so that a row is written once however often it is meant. */
export interface CounterChanges {
  bans(table: Counted, id: number, difference: number): void;
  /** `sources` and `addresses` do not count addresses. */
  addresses(table: 'countries' | 'operators' | 'networks', id: number, difference: number): void;
  total(name: Total, difference: number): void;
  write(): void;
}

export function createCounterChanges(database: DatabaseSync): CounterChanges {
  const bans = new Map<Counted, Map<number, number>>();
  const addresses = new Map<Counted, Map<number, number>>();
  const totals = new Map<Total, number>();

  function writeAll(column: string, changes: ReadonlyMap<Counted, ReadonlyMap<number, number>>): void {
    for (const [table, differences] of changes) {
      const update = database.prepare(`UPDATE ${table} SET ${column} = ${column} + ? WHERE id = ?`);
      for (const [id, difference] of differences) update.run(difference, id);
    }
  }

  return {
    bans: (table, id, difference) => addTo(mapOf(bans, table), id, difference),
    addresses: (table, id, difference) => addTo(mapOf(addresses, table), id, difference),
    total: (name, difference) => addTo(totals, name, difference),
    write() {
      writeAll('bans', bans);
      writeAll('addresses', addresses);
      const update = database.prepare('UPDATE totals SET value = value + ? WHERE name = ?');
      for (const [name, difference] of totals) update.run(difference, name);
    },
  };
}

function mapOf(maps: Map<Counted, Map<number, number>>, table: Counted): Map<number, number> {
  const known = maps.get(table);
  if (known !== undefined) return known;
  const created = new Map<number, number>();
  maps.set(table, created);
  return created;
}

function addTo<Key>(sums: Map<Key, number>, key: Key, difference: number): void {
  sums.set(key, (sums.get(key) ?? 0) + difference);
}
