/** The tables of BanGUI's database. Times are integer seconds UTC. */
import type { Generated } from 'kysely';

export interface Tables {
  accounts: AccountsTable;
  sessions: SessionsTable;
  allow_list: AllowListTable;
  timed_bans: TimedBansTable;
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
