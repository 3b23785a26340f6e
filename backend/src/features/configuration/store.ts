import { createHash } from 'node:crypto';
import type { Database } from '../../database/database.ts';

export interface VersionRow {
  readonly id: number;
  readonly createdAt: number;
  /** null: somebody outside of BanGUI. */
  readonly author: string | null;
  readonly note: string;
  readonly source: 'bangui' | 'restore' | 'outside' | 'first';
  /** Own files that differ from the version before. */
  readonly files: readonly string[];
  readonly addedLines: number;
  readonly removedLines: number;
}

export interface NewVersion extends Omit<VersionRow, 'id'> {
  /** Of the change that it came from; null for one from outside. */
  readonly changeId: string | null;
  /** Every own file by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

export type ConfigurationStore = ReturnType<typeof createConfigurationStore>;

export function createConfigurationStore(database: Database) {
  async function textsOf(id: number): Promise<Map<string, string>> {
    const rows = await database
      .selectFrom('configuration_version_files')
      .innerJoin('configuration_texts', 'configuration_texts.digest', 'configuration_version_files.digest')
      .select(['path', 'text'])
      .where('version_id', '=', id)
      .orderBy('path')
      .execute();
    return new Map(rows.map(({ path, text }) => [path, text]));
  }

  function select() {
    return database
      .selectFrom('configuration_versions')
      .select(['id', 'created_at', 'author', 'note', 'source', 'files', 'added_lines', 'removed_lines']);
  }

  return {
    textsOf,

    async latest(): Promise<VersionRow | null> {
      const row = await select().orderBy('id', 'desc').limit(1).executeTakeFirst();
      return row === undefined ? null : toVersion(row);
    },

    async find(id: number): Promise<VersionRow | null> {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toVersion(row);
    },

    /** The newest first. */
    async page(before: number | undefined, limit: number): Promise<VersionRow[]> {
      const query = before === undefined ? select() : select().where('id', '<', before);
      return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toVersion);
    },

    async hasChange(changeId: string): Promise<boolean> {
      const row = await database
        .selectFrom('configuration_versions')
        .select('id')
        .where('change_id', '=', changeId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async add({ texts, files, changeId, ...version }: NewVersion): Promise<number> {
      return database.transaction().execute(async (transaction) => {
        const { id } = await transaction
          .insertInto('configuration_versions')
          .values({
            created_at: version.createdAt,
            author: version.author,
            note: version.note,
            source: version.source,
            files: JSON.stringify(files),
            added_lines: version.addedLines,
            removed_lines: version.removedLines,
            change_id: changeId,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const [path, text] of texts) {
          const digest = createHash('sha256').update(text).digest('hex');
          await transaction
            .insertInto('configuration_texts')
            .values({ digest, text })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          await transaction
            .insertInto('configuration_version_files')
            .values({ version_id: id, path, digest })
            .execute();
        }
        return id;
      });
    },
  };
}

function toVersion(row: {
  id: number;
  created_at: number;
  author: string | null;
  note: string;
  source: VersionRow['source'];
  files: string;
  added_lines: number;
  removed_lines: number;
}): VersionRow {
  const { created_at, added_lines, removed_lines, files, ...rest } = row;
  return {
    ...rest,
    createdAt: created_at,
    files: JSON.parse(files),
    addedLines: added_lines,
    removedLines: removed_lines,
  };
}
