import type { Database } from '../../database/database.ts';

export interface AllowListEntry {
  readonly address: string;
  /** null: every jail. */
  readonly jail: string | null;
  readonly note: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

export type AllowListStore = ReturnType<typeof createAllowListStore>;

export function createAllowListStore(database: Database) {
  return {
    async all(): Promise<AllowListEntry[]> {
      const rows = await database
        .selectFrom('allow_list')
        .selectAll()
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map((row) => ({
        address: row.address,
        jail: row.jail === '' ? null : row.jail,
        note: row.note,
        createdAt: row.created_at,
        createdBy: row.created_by,
      }));
    },

    /** @returns false when the address is there already for this jail */
    async add({ address, jail, note, createdAt, createdBy }: AllowListEntry): Promise<boolean> {
      const result = await database
        .insertInto('allow_list')
        .values({ address, jail: jail ?? '', note, created_at: createdAt, created_by: createdBy })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /** @returns false when there was no such entry */
    async remove(address: string, jail: string | null): Promise<boolean> {
      const result = await database
        .deleteFrom('allow_list')
        .where('address', '=', address)
        .where('jail', '=', jail ?? '')
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
