/** What the rule stopped, in steps of time. */
import type { Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Tables } from '../../database/tables.ts';

export interface Hit {
  readonly at: number;
  readonly packets: number;
  readonly bytes: number;
}

type Writer = Database | Transaction<Tables>;

export function createHitStore(database: Database) {
  return {
    async addHit(writer: Writer, { at, packets, bytes }: Hit, keepSeconds: number): Promise<void> {
      await writer
        .insertInto('blocklist_hits')
        .values({ sampled_at: at, packets, bytes })
        .onConflict((conflict) =>
          conflict.column('sampled_at').doUpdateSet((values) => ({
            packets: values('blocklist_hits.packets', '+', packets),
            bytes: values('blocklist_hits.bytes', '+', bytes),
          })),
        )
        .execute();
      await writer
        .deleteFrom('blocklist_hits')
        .where('sampled_at', '<', at - keepSeconds)
        .execute();
    },

    async hitsSince(since: number): Promise<Hit[]> {
      const rows = await database
        .selectFrom('blocklist_hits')
        .selectAll()
        .where('sampled_at', '>=', since)
        .orderBy('sampled_at')
        .execute();
      return rows.map((row) => ({ at: row.sampled_at, packets: row.packets, bytes: row.bytes }));
    },

    /** Null while nothing was sampled. */
    async allHits(): Promise<{ packets: number; bytes: number; since: number } | null> {
      const row = await database
        .selectFrom('blocklist_hits')
        .select(({ fn }) => [
          fn.sum<number>('packets').as('packets'),
          fn.sum<number>('bytes').as('bytes'),
          fn.min('sampled_at').as('since'),
        ])
        .executeTakeFirst();
      if (row === undefined || row.since === null) return null;
      return { packets: Number(row.packets), bytes: Number(row.bytes), since: Number(row.since) };
    },
  };
}
