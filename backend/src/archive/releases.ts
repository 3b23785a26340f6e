/**
 * How bans end. An end that comes when it was due is not written down: it follows from the ban itself. What is written is
 * that somebody was released earlier, or that a ban without end has ended all the same.
 */
import type { DatabaseSync } from 'node:sqlite';
import { parseAddress } from '../network/address.ts';
import { keyToText, nameToKey, toKey } from './address-key.ts';
import { inTransaction } from './archive-file.ts';
import { firstIdAt, timeOfId } from './event-id.ts';
import type { EndReason } from './events.ts';

export interface Release {
  readonly jail: string;
  readonly address: string;
  /** Of the ban that has ended, in Unix seconds. */
  readonly bannedAt: number;
  /** Unix seconds. */
  readonly at: number;
  readonly reason: EndReason;
  /** Who asked for it in BanGUI. */
  readonly by: string | null;
}

export interface ActiveBan {
  readonly jail: string;
  readonly address: string;
}

/** Who is banned now, as far as anybody knows. */
export interface Picture {
  readonly active: readonly ActiveBan[];
  /** Jails that cannot be read: what is banned there stays as it is. */
  readonly unreadableJails: readonly string[];
}

export interface Releases {
  /** Notes the ends of these bans; one that has ended before is left as it is. */
  note(releases: readonly Release[]): void;
  /**
   * Compares what the archive takes for active with who is banned now, and notes an end at `at` for the others.
   * Bans that are younger than a few seconds are left alone: not everybody has heard of them. A jail holds an address
   * once, so that an older ban of the same address has ended when the newer one began.
   */
  reconcile(picture: Picture, at: number, reason: EndReason): void;
}

/** Clocks and roundings differ by so much between the daemon's list, its database and BanGUI. */
const toleranceSeconds = 2;
const youngSeconds = 10;

interface OpenBan {
  readonly id: number;
  readonly jail: string;
  readonly key: Uint8Array;
  readonly durationSeconds: number | null;
}

export function createReleases(database: DatabaseSync): Releases {
  const banAround = database.prepare(
    `SELECT events.id, duration_seconds AS durationSeconds FROM events
       JOIN sources ON sources.id = source_id JOIN addresses ON addresses.id = address_id
     WHERE addresses.key = ? AND jail = ? AND events.id BETWEEN ? AND ?
     ORDER BY events.id DESC LIMIT 1`,
  );
  // Another instance may have seen the end first, without knowing who asked for it.
  const end = database.prepare(
    `UPDATE events SET ended_at = $at, end_reason = $reason, released_by = $by
     WHERE id = $id AND (ended_at IS NULL OR (released_by IS NULL AND $by IS NOT NULL AND end_reason = $reason
       AND ended_at BETWEEN $at - ${youngSeconds} AND $at + ${youngSeconds}))`,
  );
  const close = database.prepare('DELETE FROM open_bans WHERE event_id = ?');
  const openBans = database.prepare(
    `SELECT events.id, jail, key, duration_seconds AS durationSeconds FROM open_bans
       JOIN events ON events.id = event_id JOIN sources ON sources.id = source_id
       JOIN addresses ON addresses.id = address_id
     ORDER BY event_id DESC`,
  );

  function endBan(
    ban: Pick<OpenBan, 'id' | 'durationSeconds'>,
    release: Pick<Release, 'at' | 'reason' | 'by'>,
  ): void {
    const { at, reason, by } = release;
    const due =
      ban.durationSeconds === null ? Number.POSITIVE_INFINITY : timeOfId(ban.id) + ban.durationSeconds;
    if (at < due - toleranceSeconds) end.run({ at, reason, by, id: ban.id });
    close.run(ban.id);
  }

  return {
    note(releases) {
      inTransaction(database, () => {
        for (const { jail, address, bannedAt, ...release } of releases) {
          const parsed = parseAddress(address);
          const key = parsed === null ? nameToKey(address) : toKey(parsed);
          const first = firstIdAt(bannedAt - toleranceSeconds);
          const end = firstIdAt(bannedAt + toleranceSeconds + 1);
          const ban = banAround.get(key, jail, first, end - 1);
          if (ban !== undefined) endBan(ban as Pick<OpenBan, 'id' | 'durationSeconds'>, release);
        }
      });
    },
    reconcile({ active, unreadableJails }, at, reason) {
      const banned = new Set(active.map(({ jail, address }) => `${address}\n${jail}`));
      const newerAt = new Map<string, number>();
      inTransaction(database, () => {
        for (const ban of openBans.all() as unknown as OpenBan[]) {
          const name = `${keyToText(ban.key)}\n${ban.jail}`;
          const bannedAt = timeOfId(ban.id);
          const isOver =
            bannedAt <= at - youngSeconds && !banned.has(name) && !unreadableJails.includes(ban.jail);
          const endedAt = newerAt.get(name) ?? (isOver ? at : null);
          if (endedAt !== null) endBan(ban, { at: endedAt, reason, by: null });
          newerAt.set(name, bannedAt);
        }
      });
    },
  };
}
