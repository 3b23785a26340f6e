/** From when to when the archive has something to tell. */
import type { DatabaseSync } from 'node:sqlite';
import { firstIdAt, timeOfId } from './event-id.ts';
import type { Floor } from './floor.ts';

export interface Extent {
  /** Times of the oldest and the newest ban, in Unix seconds; null in an empty archive. */
  ends(): { readonly oldest: number; readonly newest: number } | null;
  /** A window with both of its ends: where one is open, the archive's own, or now. `to` is exclusive. */
  window(filter: { readonly from?: number | undefined; readonly to?: number | undefined }): {
    readonly from: number;
    readonly to: number;
  };
}

export function createExtent(database: DatabaseSync, floor: Floor): Extent {
  const oldest = database.prepare('SELECT min(id) AS id FROM events WHERE id >= ?');
  const newest = database.prepare('SELECT max(id) AS id FROM events WHERE id >= ?');

  function ends() {
    const floorId = firstIdAt(floor.seconds());
    const first = (oldest.get(floorId) as { id: number | null }).id;
    const last = (newest.get(floorId) as { id: number | null }).id;
    return first === null || last === null ? null : { oldest: timeOfId(first), newest: timeOfId(last) };
  }

  return {
    ends,
    window({ from, to }) {
      const known = ends();
      const now = Math.floor(Date.now() / 1000) + 1;
      const end = to ?? Math.max(now, (known?.newest ?? 0) + 1);
      return { from: Math.min(from ?? known?.oldest ?? end - 1, end - 1), to: end };
    },
  };
}
