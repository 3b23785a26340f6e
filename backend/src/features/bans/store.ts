import type { Database } from '../../database/database.ts';

export interface TimedBan {
  readonly jail: string;
  readonly address: string;
  readonly bannedAt: number;
  readonly releaseAt: number;
}

export type TimedBanStore = ReturnType<typeof createTimedBanStore>;

export function createTimedBanStore(database: Database) {
  return {
    async all(): Promise<TimedBan[]> {
      return database
        .selectFrom('timed_bans')
        .select(['jail', 'address', 'banned_at as bannedAt', 'release_at as releaseAt'])
        .execute();
    },

    async put(bans: readonly TimedBan[]): Promise<void> {
      const rows = bans.map(({ jail, address, bannedAt, releaseAt }) => ({
        jail,
        address,
        banned_at: bannedAt,
        release_at: releaseAt,
      }));
      if (rows.length > 0) await database.replaceInto('timed_bans').values(rows).execute();
    },

    async remove(jail: string, address: string): Promise<void> {
      await database
        .deleteFrom('timed_bans')
        .where('jail', '=', jail)
        .where('address', '=', address)
        .execute();
    },
  };
}
