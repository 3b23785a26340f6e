/** The newest compiled sets, which can be returned to. The entries themselves are in files. */
import type { Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Tables } from '../../database/tables.ts';
import type { SetCounts } from '../../firewall/blocklist-driver.ts';

export interface VersionStatistics {
  readonly counts: SetCounts;
  readonly addresses: number;
  readonly sources: readonly {
    readonly sourceId: number;
    readonly name: string;
    readonly entries: number;
    readonly uniqueEntries: number;
    readonly overlaps: readonly { readonly sourceId: number; readonly entries: number }[];
  }[];
}

export interface Version {
  readonly id: number;
  readonly digest: string;
  readonly runId: number;
  readonly fence: number;
  readonly compiledAt: number;
  readonly statistics: VersionStatistics;
  readonly isCurrent: boolean;
}

type Writer = Database | Transaction<Tables>;

export function createVersionStore(database: Database) {
  return {
    /** The newest first. */
    async versions(): Promise<Version[]> {
      const rows = await database
        .selectFrom('blocklist_versions')
        .selectAll()
        .orderBy('id', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        digest: row.digest,
        runId: row.run_id,
        fence: row.fence,
        compiledAt: row.compiled_at,
        statistics: JSON.parse(row.statistics) as VersionStatistics,
        isCurrent: row.is_current === 1,
      }));
    },

    /** Makes it the current one, and forgets the oldest beyond the number to keep. */
    async addVersion(
      writer: Writer,
      version: Omit<Version, 'id' | 'isCurrent'>,
      keep: number,
    ): Promise<void> {
      await writer.updateTable('blocklist_versions').set({ is_current: 0 }).execute();
      await writer
        .insertInto('blocklist_versions')
        .values({
          digest: version.digest,
          run_id: version.runId,
          fence: version.fence,
          compiled_at: version.compiledAt,
          statistics: JSON.stringify(version.statistics),
          is_current: 1,
        })
        .execute();
      const kept = await writer
        .selectFrom('blocklist_versions')
        .select('id')
        .orderBy('id', 'desc')
        .limit(keep)
        .execute();
      const oldest = kept.at(-1)?.id ?? 0;
      await writer.deleteFrom('blocklist_versions').where('id', '<', oldest).execute();
    },

    /** Compiled again: what it holds may have changed by a little, where it came from has not. */
    async renewVersion(
      writer: Writer,
      { id, digest, statistics }: Pick<Version, 'id' | 'digest' | 'statistics'>,
    ): Promise<void> {
      await writer
        .updateTable('blocklist_versions')
        .set({ digest, statistics: JSON.stringify(statistics) })
        .where('id', '=', id)
        .execute();
    },

    async setCurrent(writer: Writer, id: number): Promise<void> {
      await writer.updateTable('blocklist_versions').set({ is_current: 0 }).execute();
      await writer.updateTable('blocklist_versions').set({ is_current: 1 }).where('id', '=', id).execute();
    },
  };
}
