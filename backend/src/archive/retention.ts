/** How long bans are remembered. Old ones are cleared in steps so small that nobody waits for them. */
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './archive-file.ts';
import type { Columns } from './columns.ts';
import { type CounterChanges, createCounterChanges } from './counters.ts';
import { firstIdAt, timeOfId } from './event-id.ts';
import type { Floor } from './floor.ts';
import type { Series } from './series.ts';
import { slotSeconds } from './slot-counts.ts';

export interface RetentionRule {
  /** null: for ever. */
  readonly days: number | null;
  /** At least so many of the newest are kept; null: all. */
  readonly events: number | null;
}

export interface Retention {
  rule(): RetentionRule;
  /** Takes effect with the next `apply`. */
  keep(rule: RetentionRule): void;
  /** Raises the floor to where the rule puts it now. */
  apply(): void;
  /** Clears a little of what lies below the floor. @returns whether there is more to do */
  step(): boolean;
}

const keepEverything: RetentionRule = { days: null, events: null };
const eventsPerStep = 1_000;
const pagesPerStep = 256;
const secondsPerDay = 86_400;

interface Row {
  readonly id: number;
  readonly address: number;
  readonly network: number;
  readonly source: number;
  readonly country: number;
  readonly operator: number;
}

export function createRetention(
  database: DatabaseSync,
  { columns, series, floor }: { columns: Columns; series: Series; floor: Floor },
): Retention {
  const getRule = database.prepare("SELECT value FROM settings WHERE name = 'retention'");
  const putRule = database.prepare(
    "INSERT INTO settings VALUES ('retention', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const oldest = database.prepare(
    `SELECT events.id, address_id AS address, network_id AS network, source_id AS source,
       events.country_id AS country, events.operator_id AS operator
     FROM events JOIN addresses ON addresses.id = address_id WHERE events.id < ? ORDER BY events.id LIMIT ?`,
  );
  const newest = database.prepare('SELECT max(id) AS id FROM events');
  const deletions = ['events WHERE id', 'lines WHERE event_id', 'open_bans WHERE event_id'].map((place) =>
    database.prepare(`DELETE FROM ${place} <= ?`),
  );
  const newestOf = database.prepare(
    `SELECT country_id AS country, operator_id AS operator FROM events WHERE address_id = ?
     ORDER BY id DESC LIMIT 1`,
  );
  const withCountry = database.prepare(
    'SELECT 1 FROM events WHERE address_id = ? AND country_id = ? LIMIT 1',
  );
  const withOperator = database.prepare(
    'SELECT 1 FROM events WHERE address_id = ? AND operator_id = ? LIMIT 1',
  );
  const moveAddress = database.prepare('UPDATE addresses SET country_id = ?, operator_id = ? WHERE id = ?');
  const deleteAddress = database.prepare('DELETE FROM addresses WHERE id = ?');
  const deleteEmptyNetwork = database.prepare('DELETE FROM networks WHERE id = ? AND addresses = 0');
  const freePages = database.prepare('PRAGMA freelist_count');

  function rule(): RetentionRule {
    const row = getRule.get() as { value: string } | undefined;
    return row === undefined ? keepEverything : (JSON.parse(row.value) as RetentionRule);
  }

  /** When the oldest of the newest `events` bans happened; 0 where there are not so many. */
  function timeOfNewest(events: number): number {
    let missing = events;
    for (const chunk of columns.chunks(0, Number.MAX_SAFE_INTEGER)) {
      if (chunk.events >= missing) return chunk.column('times')[chunk.events - missing] as number;
      missing -= chunk.events;
    }
    return 0;
  }

  /**
   * The quarter of an hour after the newest ban. A clock that is years ahead for a moment would put the floor where no
   * ban reaches it once the clock is right again.
   */
  function highestFloor(): number {
    const { id } = newest.get() as { id: number | null };
    return id === null ? 0 : timeOfId(id) + slotSeconds;
  }

  function clearAddress(rows: readonly Row[], changes: CounterChanges): void {
    const { address, network } = rows[0] as Row;
    changes.bans('addresses', address, -rows.length);
    changes.bans('networks', network, -rows.length);
    for (const country of new Set(rows.map((row) => row.country))) {
      if (withCountry.get(address, country) === undefined) changes.addresses('countries', country, -1);
    }
    for (const operator of new Set(rows.map((row) => row.operator))) {
      if (withOperator.get(address, operator) === undefined) changes.addresses('operators', operator, -1);
    }
    const left = newestOf.get(address) as { country: number; operator: number } | undefined;
    if (left !== undefined) {
      moveAddress.run(left.country, left.operator, address);
      return;
    }
    changes.addresses('networks', network, -1);
    changes.total('addresses', -1);
    deleteAddress.run(address);
  }

  function clear(rows: readonly Row[]): void {
    const changes = createCounterChanges(database);
    for (const deletion of deletions) deletion.run((rows.at(-1) as Row).id);
    for (const { source, country, operator } of rows) {
      changes.bans('sources', source, -1);
      changes.bans('countries', country, -1);
      changes.bans('operators', operator, -1);
    }
    for (const ofAddress of Map.groupBy(rows, ({ address }) => address).values()) {
      clearAddress(ofAddress, changes);
    }
    changes.total('events', -rows.length);
    changes.write();
    for (const network of new Set(rows.map((row) => row.network))) {
      const { changes: deleted } = deleteEmptyNetwork.run(network);
      if (deleted > 0) database.exec("UPDATE totals SET value = value - 1 WHERE name = 'networks'");
    }
    columns.removeBefore((rows.at(-1) as Row).id + 1);
  }

  function giveSpaceBack(): boolean {
    const { freelist_count: free } = freePages.get() as { freelist_count: number };
    if (free > 0) database.exec(`PRAGMA incremental_vacuum(${pagesPerStep})`);
    return free > pagesPerStep;
  }

  return {
    rule,
    keep: (wanted) => void putRule.run(JSON.stringify(wanted)),
    apply() {
      const { days, events } = rule();
      const now = Math.floor(Date.now() / 1000);
      const byAge = days === null ? 0 : Math.min(now - days * secondsPerDay, highestFloor());
      const byNumber = events === null ? 0 : timeOfNewest(events);
      const wanted = Math.max(byAge, byNumber);
      if (wanted > 0) floor.raiseTo(wanted);
    },
    step() {
      if (floor.isCleared()) return giveSpaceBack();
      try {
        inTransaction(database, () => {
          // Read here, as another instance may have cleared some while this one waited.
          const rows = oldest.all(firstIdAt(floor.seconds()), eventsPerStep) as unknown as Row[];
          if (rows.length > 0) clear(rows);
          if (rows.length < eventsPerStep) series.removeBefore(floor.seconds());
        });
      } catch (error) {
        columns.forget();
        throw error;
      }
      return true;
    },
  };
}
