/** Pages of events, the newest first. */
import type { DatabaseSync } from 'node:sqlite';
import { keyToText } from './address-key.ts';
import type { Origin } from './dictionaries.ts';
import { timeOfId } from './event-id.ts';
import { idsOf, type Scan } from './scan.ts';
import type { EventFilter, Selections } from './selection.ts';

export type EndReason = 'expired' | 'released' | 'jail_stopped' | 'daemon_restarted' | 'unknown';

export interface ArchivedEvent {
  readonly id: number;
  readonly jail: string;
  readonly address: string;
  /** Unix seconds. */
  readonly bannedAt: number;
  /** null: without end. */
  readonly durationSeconds: number | null;
  readonly banCount: number;
  readonly failures: number | null;
  readonly origin: Origin;
  readonly country: string | null;
  readonly asn: number | null;
  readonly operator: string | null;
  /** When it ended before its time, in Unix seconds. */
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
  readonly releasedBy: string | null;
  readonly hasLines: boolean;
}

export interface EventPage {
  readonly items: readonly ArchivedEvent[];
  /** The id that the next page comes after; null at the end. */
  readonly nextBefore: number | null;
  /** Unix seconds down to which was searched, where the search stopped for its deadline. */
  readonly searchedTo: number | null;
}

export interface EventLines {
  readonly lines: readonly string[];
  readonly isTruncated: boolean;
}

export interface Events {
  /** @param before events with smaller ids only */
  page(filter: EventFilter, limit: number, before?: number): EventPage;
  /** null where there is no such event. */
  lines(id: number): EventLines | null;
}

/** A page that was not filled by then is handed over as it is. */
const deadlineMilliseconds = 60;

export function createEvents(database: DatabaseSync, scan: Scan, selections: Selections): Events {
  const event = database.prepare(
    `SELECT events.id, jail, addresses.key, duration_seconds AS durationSeconds, ban_count AS banCount, failures,
       origin, countries.code AS country, operators.asn, operators.name AS operator, ended_at AS endedAt,
       end_reason AS endReason, released_by AS releasedBy, lines.event_id IS NOT NULL AS hasLines
     FROM events JOIN sources ON sources.id = source_id JOIN addresses ON addresses.id = address_id
       JOIN countries ON countries.id = events.country_id JOIN operators ON operators.id = events.operator_id
       LEFT JOIN lines ON lines.event_id = events.id
     WHERE events.id = ?`,
  );
  const lines = database.prepare(
    `SELECT lines.text, lines.is_truncated AS isTruncated FROM events
     LEFT JOIN lines ON lines.event_id = events.id WHERE events.id = ?`,
  );

  function toEvent(id: number): ArchivedEvent {
    const row = event.get(id) as Omit<ArchivedEvent, 'address' | 'bannedAt' | 'hasLines'> & {
      key: Uint8Array;
      hasLines: number;
    };
    const { key, hasLines, ...rest } = row;
    return { ...rest, address: keyToText(key), bannedAt: timeOfId(id), hasLines: hasLines === 1 };
  }

  /** Everything down to `searchedToId` was looked at. */
  function partialPage(ids: readonly number[], searchedToId: number): EventPage {
    return { items: ids.map(toEvent), nextBefore: searchedToId, searchedTo: timeOfId(searchedToId) };
  }

  return {
    page(filter, limit, before) {
      const selection = selections.select(filter);
      const toId = Math.min(selection.toId, (before ?? Number.MAX_SAFE_INTEGER) - 1);
      const deadline = performance.now() + deadlineMilliseconds;
      const ids: number[] = [];
      for (const { chunk, positions } of scan({ ...selection, toId })) {
        const idAt = positions.length === 0 ? () => 0 : idsOf(chunk);
        for (const position of positions.toReversed().subarray(0, limit + 1 - ids.length)) {
          ids.push(idAt(position));
        }
        if (ids.length > limit) break;
        if (selection.text !== null && performance.now() > deadline) return partialPage(ids, chunk.firstId);
      }
      const items = ids.slice(0, limit);
      const nextBefore = ids.length > limit ? (items.at(-1) ?? null) : null;
      return { items: items.map(toEvent), nextBefore, searchedTo: null };
    },
    lines(id) {
      const row = lines.get(id) as { text: string | null; isTruncated: number | null } | undefined;
      if (row === undefined) return null;
      return { lines: row.text?.split('\n') ?? [], isTruncated: row.isTruncated === 1 };
    },
  };
}
