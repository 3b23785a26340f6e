/** The tables of BanGUI's database. Times are integer seconds UTC. */
import type { Generated } from 'kysely';

export interface Tables {
  accounts: AccountsTable;
  sessions: SessionsTable;
  allow_list: AllowListTable;
  timed_bans: TimedBansTable;
  scheduler_lock: SchedulerLockTable;
  scheduler_fence: SchedulerFenceTable;
  job_runs: JobRunsTable;
  blocklist_sources: BlocklistSourcesTable;
  blocklist_contents: BlocklistContentsTable;
  blocklist_versions: BlocklistVersionsTable;
  blocklist_hits: BlocklistHitsTable;
  settings: SettingsTable;
  configuration_versions: ConfigurationVersionsTable;
  configuration_version_files: ConfigurationVersionFilesTable;
  configuration_texts: ConfigurationTextsTable;
}

export interface AccountsTable {
  id: Generated<number>;
  username: string;
  /** PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash` */
  password_hash: string;
  created_at: number;
}

export interface SessionsTable {
  /** SHA-256 of the token in hexadecimal; the token itself is only in the browser's cookie. */
  token_hash: string;
  account_id: number;
  created_at: number;
  expires_at: number;
  address: string;
  user_agent: string;
}

export interface AllowListTable {
  id: Generated<number>;
  address: string;
  /** Empty for all jails: SQLite treats NULLs as distinct in a unique index. */
  jail: string;
  note: string;
  created_at: number;
  created_by: string;
}

/** Bans that BanGUI releases itself because fail2ban would keep them for longer. */
export interface TimedBansTable {
  jail: string;
  address: string;
  banned_at: number;
  release_at: number;
}

/** At most one row: whose jobs run. Deleting it takes the lock away from its holder, who notices at the next heartbeat. */
export interface SchedulerLockTable {
  id: 1;
  /** Random, one for each start of a process. */
  instance: string;
  host: string;
  process: number;
  fence: number;
  acquired_at_ms: number;
  heartbeat_at_ms: number;
}

/** One row: the number of the newest acquisition, whatever lock it came from. Never falls, never deleted. */
export interface SchedulerFenceTable {
  id: 1;
  fence: number;
}

export interface JobRunsTable {
  id: Generated<number>;
  job: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';
  trigger: 'schedule' | 'manual' | 'change' | 'start';
  requested_by: string | null;
  instance: string;
  fence: number;
  queued_at: number;
  started_at: number | null;
  ended_at: number | null;
  /** JSON, by the job's own rules; so are `progress` and `result`. */
  parameters: string;
  progress: string | null;
  result: string | null;
  /** A sentence: why it failed, was cancelled or interrupted. */
  problem: string | null;
}

export interface BlocklistSourcesTable {
  id: Generated<number>;
  name: string;
  /** Null for a list that was pasted or uploaded: its text is a file. */
  url: string | null;
  format: string;
  /** Counted from 1; for CSV only. */
  csv_column: number;
  /** Cron expression; null: only by hand. */
  schedule: string | null;
  time_zone: string;
  enabled: 0 | 1;
  max_bytes: number;
  max_entries: number;
  created_at: number;
  created_by: string;
}

/** What the last look at a source gave; the entries themselves are in a file. */
export interface BlocklistContentsTable {
  source_id: number;
  checked_at: number;
  changed_at: number | null;
  problem: string | null;
  etag: string | null;
  last_modified: string | null;
  digest: string | null;
  /** JSON. */
  statistics: string | null;
}

/** The newest compiled sets, which can be returned to; the entries themselves are in files. */
export interface BlocklistVersionsTable {
  id: Generated<number>;
  digest: string;
  run_id: number;
  fence: number;
  compiled_at: number;
  /** JSON. */
  statistics: string;
  is_current: 0 | 1;
}

/** What the rule stopped since the sample before. */
export interface BlocklistHitsTable {
  sampled_at: number;
  packets: number;
  bytes: number;
}

/** What is set in the interface, by name. */
export interface SettingsTable {
  name: string;
  value: string;
}

/** Each state of fail2ban's own files that BanGUI has made or met. */
export interface ConfigurationVersionsTable {
  id: Generated<number>;
  created_at: number;
  /** null: somebody outside of BanGUI. */
  author: string | null;
  note: string;
  source: 'bangui' | 'restore' | 'outside' | 'first';
  /** JSON: the paths that differ from the version before. */
  files: string;
  added_lines: number;
  removed_lines: number;
  change_id: string | null;
}

export interface ConfigurationVersionFilesTable {
  version_id: number;
  path: string;
  digest: string;
}

/** A text is kept once, however many versions have it. */
export interface ConfigurationTextsTable {
  digest: string;
  text: string;
}
