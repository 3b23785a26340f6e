/** Everything that blocklists keep in the database. */
import type { Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Tables } from '../../database/tables.ts';
import { createHitStore } from './hit-store.ts';
import { createSourceStore } from './source-store.ts';
import { createVersionStore } from './version-store.ts';

export type BlocklistStore = ReturnType<typeof createBlocklistStore>;

export function createBlocklistStore(database: Database) {
  return {
    ...createSourceStore(database),
    ...createVersionStore(database),
    ...createHitStore(database),

    async setting(name: string): Promise<string | null> {
      const row = await database
        .selectFrom('settings')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },

    async putSetting(
      name: string,
      value: string,
      writer: Database | Transaction<Tables> = database,
    ): Promise<void> {
      await writer
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
