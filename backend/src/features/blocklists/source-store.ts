/** Where lists come from, and what the last look at each gave. The entries themselves are in files. */
import type { Transaction } from 'kysely';
import type { Drop } from '../../blocklist/drops.ts';
import type { Database } from '../../database/database.ts';
import type { BlocklistSourcesTable, Tables } from '../../database/tables.ts';
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

type Writer = Database | Transaction<Tables>;

export function createSourceStore(database: Database) {
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
