/** Every change of the schema, in order. A migration that has landed is never edited. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const migrations: Record<string, Migration> = {
  '0001_accounts_sessions_allow_list_timed_bans': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('accounts')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('username', 'text', (column) => column.notNull().unique())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('sessions')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('account_id', 'integer', (column) =>
          column.notNull().references('accounts.id').onDelete('cascade'),
        )
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('user_agent', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('allow_list')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('jail', 'text', (column) => column.notNull())
        .addColumn('note', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addUniqueConstraint('allow_list_address_jail', ['address', 'jail'])
        .execute();
      await database.schema
        .createTable('timed_bans')
        .addColumn('jail', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('banned_at', 'integer', (column) => column.notNull())
        .addColumn('release_at', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('timed_bans_jail_address', ['jail', 'address'])
        .execute();
    },
  },
  '0002_scheduler': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('scheduler_lock')
        .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('instance', 'text', (column) => column.notNull())
        .addColumn('host', 'text', (column) => column.notNull())
        .addColumn('process', 'integer', (column) => column.notNull())
        .addColumn('fence', 'integer', (column) => column.notNull())
        .addColumn('acquired_at_ms', 'integer', (column) => column.notNull())
        .addColumn('heartbeat_at_ms', 'integer', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('scheduler_fence')
        .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('fence', 'integer', (column) => column.notNull())
        .execute();
      await sql`INSERT INTO scheduler_fence VALUES (1, 0)`.execute(database);
      await database.schema
        .createTable('job_runs')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('job', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('trigger', 'text', (column) => column.notNull())
        .addColumn('requested_by', 'text')
        .addColumn('instance', 'text', (column) => column.notNull())
        .addColumn('fence', 'integer', (column) => column.notNull())
        .addColumn('queued_at', 'integer', (column) => column.notNull())
        .addColumn('started_at', 'integer')
        .addColumn('ended_at', 'integer')
        .addColumn('parameters', 'text', (column) => column.notNull())
        .addColumn('progress', 'text')
        .addColumn('result', 'text')
        .addColumn('problem', 'text')
        .execute();
      await database.schema.createIndex('job_runs_job_id').on('job_runs').columns(['job', 'id']).execute();
    },
  },
  '0003_blocklists': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('blocklist_sources')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('url', 'text')
        .addColumn('format', 'text', (column) => column.notNull())
        .addColumn('csv_column', 'integer', (column) => column.notNull())
        .addColumn('schedule', 'text')
        .addColumn('time_zone', 'text', (column) => column.notNull())
        .addColumn('enabled', 'integer', (column) => column.notNull())
        .addColumn('max_bytes', 'integer', (column) => column.notNull())
        .addColumn('max_entries', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('blocklist_contents')
        .addColumn('source_id', 'integer', (column) =>
          column.primaryKey().references('blocklist_sources.id').onDelete('cascade'),
        )
        .addColumn('checked_at', 'integer', (column) => column.notNull())
        .addColumn('changed_at', 'integer')
        .addColumn('problem', 'text')
        .addColumn('etag', 'text')
        .addColumn('last_modified', 'text')
        .addColumn('digest', 'text')
        .addColumn('statistics', 'text')
        .execute();
      await database.schema
        .createTable('blocklist_versions')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('digest', 'text', (column) => column.notNull())
        .addColumn('run_id', 'integer', (column) => column.notNull())
        .addColumn('fence', 'integer', (column) => column.notNull())
        .addColumn('compiled_at', 'integer', (column) => column.notNull())
        .addColumn('statistics', 'text', (column) => column.notNull())
        .addColumn('is_current', 'integer', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('blocklist_hits')
        .addColumn('sampled_at', 'integer', (column) => column.primaryKey())
        .addColumn('packets', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('settings')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0004_configuration': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('configuration_versions')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('author', 'text')
        .addColumn('note', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('files', 'text', (column) => column.notNull())
        .addColumn('added_lines', 'integer', (column) => column.notNull())
        .addColumn('removed_lines', 'integer', (column) => column.notNull())
        .addColumn('change_id', 'text', (column) => column.unique())
        .execute();
      await database.schema
        .createTable('configuration_texts')
        .addColumn('digest', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('configuration_version_files')
        .addColumn('version_id', 'integer', (column) =>
          column.notNull().references('configuration_versions.id').onDelete('cascade'),
        )
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('digest', 'text', (column) => column.notNull().references('configuration_texts.digest'))
        .addPrimaryKeyConstraint('configuration_version_files_key', ['version_id', 'path'])
        .execute();
    },
  },
};
