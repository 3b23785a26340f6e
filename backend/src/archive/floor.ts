/**
 * How far back the archive goes. Retention raises the floor at once and clears what lies below it little by little; until
 * then every question leaves it out. The floor is a quarter of an hour of UTC, as the series count in those.
 */
import type { DatabaseSync } from 'node:sqlite';
import { firstIdAt } from './event-id.ts';
import { slotSeconds } from './slot-counts.ts';

export interface Floor {
  /** Unix seconds; 0 where nothing was ever cleared. */
  seconds(): number;
  /** Whether nothing lies below it any more. */
  isCleared(): boolean;
  /** Raises it to the quarter of an hour at or before this moment; it never sinks. */
  raiseTo(seconds: number): void;
}

export function createFloor(database: DatabaseSync): Floor {
  const get = database.prepare("SELECT value FROM totals WHERE name = 'floor'");
  const put = database.prepare(
    `INSERT INTO totals VALUES ('floor', ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`,
  );
  const oldest = database.prepare('SELECT min(id) AS id FROM events');
  const seconds = () => (get.get() as { value: number } | undefined)?.value ?? 0;
  return {
    seconds,
    isCleared() {
      const { id } = oldest.get() as { id: number | null };
      return id === null || id >= firstIdAt(seconds());
    },
    raiseTo: (seconds) => void put.run(Math.floor(seconds / slotSeconds) * slotSeconds),
  };
}
