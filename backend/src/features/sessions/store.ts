import { sql } from 'kysely';
import type { Database } from '../../database/database.ts';

export interface Account {
  readonly id: number;
  readonly username: string;
  readonly passwordHash: string;
}

export interface StoredSession {
  readonly tokenHash: string;
  readonly accountId: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly address: string;
  readonly userAgent: string;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore(database: Database) {
  return {
    async hasAccount(): Promise<boolean> {
      const row = await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst();
      return row !== undefined;
    },

    async findAccount(username: string): Promise<Account | undefined> {
      return database
        .selectFrom('accounts')
        .select(['id', 'username', 'password_hash as passwordHash'])
        .where('username', '=', username)
        .executeTakeFirst();
    },

    /** Adds the account only while there is none, in one statement, so that two set-ups cannot both win. */
    async addFirstAccount(username: string, passwordHash: string, createdAt: number): Promise<boolean> {
      const result = await sql`
        INSERT INTO accounts (username, password_hash, created_at)
        SELECT ${username}, ${passwordHash}, ${createdAt} WHERE NOT EXISTS (SELECT 1 FROM accounts)
      `.execute(database);
      return (result.numAffectedRows ?? 0n) > 0n;
    },

    async addSession(session: StoredSession): Promise<void> {
      await database
        .insertInto('sessions')
        .values({
          token_hash: session.tokenHash,
          account_id: session.accountId,
          created_at: session.createdAt,
          expires_at: session.expiresAt,
          address: session.address,
          user_agent: session.userAgent,
        })
        .execute();
    },

    async findSession(
      tokenHash: string,
      now: number,
    ): Promise<{ username: string; expiresAt: number } | undefined> {
      return database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select(['accounts.username', 'sessions.expires_at as expiresAt'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
    },

    /** The hashes of the tokens of all sessions that are open now. */
    async openSessions(now: number): Promise<Set<string>> {
      const rows = await database
        .selectFrom('sessions')
        .select('token_hash as tokenHash')
        .where('expires_at', '>', now)
        .execute();
      return new Set(rows.map(({ tokenHash }) => tokenHash));
    },

    /** Where the sessions that are open now were opened from. */
    async openSessionAddresses(now: number): Promise<string[]> {
      const rows = await database
        .selectFrom('sessions')
        .select('address')
        .distinct()
        .where('expires_at', '>', now)
        .execute();
      return rows.map(({ address }) => address);
    },

    async removeSession(tokenHash: string): Promise<void> {
      await database.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
    },

    async removeExpiredSessions(now: number): Promise<void> {
      await database.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    },
  };
}
