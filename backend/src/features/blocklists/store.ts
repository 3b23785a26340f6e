/** What BanGUI knows of sources, what they gave, and the sets compiled from them. The entries themselves are in files. */
import type { Transaction } from 'kysely';
import type { Drop } from '../../blocklist/drops.ts';
import type { Database } from '../../database/database.ts';
import type { BlocklistSourcesTable, Tables } from '../../database/tables.ts';
import type { SetCounts } from '../../firewall/blocklist-driver.ts';
import type { listFormats } from './schema.ts';

export type ListFormatChoice = (typeof listFormats)[number];

export interface Source {
  readonly id: number;
  readonly name: string;
  /** Null: pasted. */
  readonly url: string | null;
  readonly format: ListFormatChoice;
  readonly csvColumn: number;
  readonly schedule: string | null;
  readonly timeZone: string;
  readonly enabled: boolean;
  readonly maxBytes: number;
  readonly maxEntries: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

export type NewSource = Omit<Source, 'id'>;

export interface ContentStatistics {
  readonly detectedFormat: string;
  readonly lines: number;
  readonly entries: number;
  readonly addresses: number;
  readonly drops: readonly Drop[];
}

/** What the last look at a source gave. */
export interface Content {
  readonly sourceId: number;
  readonly checkedAt: number;
  readonly changedAt: number | null;
  /** Why the last attempt failed; the content is then the one from before. */
  readonly problem: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Names the file with the entries; null as long as there never were any. */
  readonly digest: string | null;
  readonly statistics: ContentStatistics | null;
}

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

export interface Hit {
  readonly at: number;
  readonly packets: number;
  readonly bytes: number;
}

export type BlocklistStore = ReturnType<typeof createBlocklistStore>;
type Writer = Database | Transaction<Tables>;

export function createBlocklistStore(database: Database) {
  return {
    async sources(): Promise<Source[]> {
      const rows = await database.selectFrom('blocklist_sources').selectAll().orderBy('name').execute();
      return rows.map(toSource);
    },

    async source(id: number): Promise<Source | undefined> {
      const row = await database
        .selectFrom('blocklist_sources')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toSource(row);
    },

    /** @returns the new id, or null when the name is taken */
    async addSource(source: NewSource): Promise<number | null> {
      const row = await database
        .insertInto('blocklist_sources')
        .values(toRow(source))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('id')
        .executeTakeFirst();
      return row?.id ?? null;
    },

    /** @throws when the name is taken: ask `isNameTaken` before */
    async changeSource({ id, ...source }: Source): Promise<void> {
      await database.updateTable('blocklist_sources').set(toRow(source)).where('id', '=', id).execute();
    },

    async isNameTaken(name: string, exceptId: number): Promise<boolean> {
      const row = await database
        .selectFrom('blocklist_sources')
        .select('id')
        .where('name', '=', name)
        .where('id', '!=', exceptId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Its content goes with it. @returns false when there was no such source */
    async removeSource(id: number): Promise<boolean> {
      const result = await database.deleteFrom('blocklist_sources').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async contents(): Promise<Map<number, Content>> {
      const rows = await database.selectFrom('blocklist_contents').selectAll().execute();
      return new Map(
        rows.map((row) => [
          row.source_id,
          {
            sourceId: row.source_id,
            checkedAt: row.checked_at,
            changedAt: row.changed_at,
            problem: row.problem,
            etag: row.etag,
            lastModified: row.last_modified,
            digest: row.digest,
            statistics: row.statistics === null ? null : (JSON.parse(row.statistics) as ContentStatistics),
          },
        ]),
      );
    },

    /** Whatever has changed about a source makes its next fetch a whole one. */
    async forgetValidators(sourceId: number): Promise<void> {
      await database
        .updateTable('blocklist_contents')
        .set({ etag: null, last_modified: null })
        .where('source_id', '=', sourceId)
        .execute();
    },

    /** A source that was removed meanwhile is passed over. */
    async putContents(writer: Writer, contents: readonly Content[]): Promise<void> {
      const known = await writer.selectFrom('blocklist_sources').select('id').execute();
      const ids = new Set(known.map(({ id }) => id));
      for (const content of contents.filter(({ sourceId }) => ids.has(sourceId))) {
        const row = toContentRow(content);
        await writer
          .insertInto('blocklist_contents')
          .values(row)
          .onConflict((conflict) => conflict.column('source_id').doUpdateSet(row))
          .execute();
      }
    },

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

    async setting(name: string): Promise<string | null> {
      const row = await database
        .selectFrom('settings')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },

    async putSetting(name: string, value: string, writer: Writer = database): Promise<void> {
      await writer
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}

function toSource(row: Omit<BlocklistSourcesTable, 'id'> & { id: number }): Source {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    format: row.format as ListFormatChoice,
    csvColumn: row.csv_column,
    schedule: row.schedule,
    timeZone: row.time_zone,
    enabled: row.enabled === 1,
    maxBytes: row.max_bytes,
    maxEntries: row.max_entries,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function toRow(source: NewSource): Omit<BlocklistSourcesTable, 'id'> {
  return {
    name: source.name,
    url: source.url,
    format: source.format,
    csv_column: source.csvColumn,
    schedule: source.schedule,
    time_zone: source.timeZone,
    enabled: source.enabled ? 1 : 0,
    max_bytes: source.maxBytes,
    max_entries: source.maxEntries,
    created_at: source.createdAt,
    created_by: source.createdBy,
  };
}

function toContentRow(content: Content) {
  return {
    source_id: content.sourceId,
    checked_at: content.checkedAt,
    changed_at: content.changedAt,
    problem: content.problem,
    etag: content.etag,
    last_modified: content.lastModified,
    digest: content.digest,
    statistics: content.statistics === null ? null : JSON.stringify(content.statistics),
  };
}
