/** Where the particulars of bans come from: the daemon's database, and its list with times for what that lacks. */
import { type BanDatabase, type BanRow, openBanDatabase } from './ban-database.ts';
import type { Fail2banCommands } from './commands.ts';

export interface BanSource {
  /** Opens the database that the daemon names; again when it names another. */
  open(): Promise<void>;
  /** null before it was opened, and where the daemon has none. */
  database(): BanDatabase | null;
  /** Bans since the last call. */
  newRows(): BanRow[];
  /** The particulars of these banned addresses, as far as they are to be had. */
  rowsOf(jail: string, addresses: readonly string[]): Promise<ReadonlyMap<string, BanRow>>;
  /** Everybody banned in a jail with the times of now. Costs the daemon four times as much as the bare list. */
  timesOf(jail: string): Promise<ReadonlyMap<string, BanRow>>;
  /** To be called when a round over all jails is done: what was read for all of them at once is let go. */
  endRound(): void;
  close(): void;
}

interface BanSourceOptions {
  readonly commands: Fail2banCommands;
  readonly log: { warn(line: object, message: string): void };
}

/** As many addresses as are looked up one by one before one pass over the whole database is cheaper. */
const fewAddresses = 500;

export function createBanSource({ commands, log }: BanSourceOptions): BanSource {
  let database: BanDatabase | null = null;
  let path: string | null = null;
  let lastProblem: string | null = null;
  let latestBans: Promise<(jail: string) => ReadonlyMap<string, BanRow>> | null = null;

  function reportProblem(): void {
    const problem = database?.problem() ?? null;
    if (problem !== null && problem !== lastProblem) {
      log.warn({ event: 'fail2ban_database_unreadable' }, problem);
    }
    lastProblem = problem;
  }

  async function fromDatabase(
    jail: string,
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, BanRow>> {
    if (addresses.length > fewAddresses) {
      latestBans ??= database?.latestBans() ?? Promise.resolve(() => new Map<string, BanRow>());
      return (await latestBans)(jail);
    }
    const rows = addresses.map((address) => database?.latestBan(jail, address) ?? null);
    return new Map(rows.filter((row) => row !== null).map((row) => [row.address, row]));
  }

  async function timesOf(jail: string): Promise<ReadonlyMap<string, BanRow>> {
    const times = await commands.bannedIpsWithTime(jail);
    return new Map(
      times.map(({ address, bannedAt, durationSeconds }) => [
        address,
        { rowId: 0, jail, address, bannedAt, durationSeconds, banCount: 1 },
      ]),
    );
  }

  return {
    async open() {
      const named = await commands.databaseFile();
      if (named === path) return;
      database?.close();
      path = named;
      database = named === null ? null : openBanDatabase(named);
      database?.newBans();
      reportProblem();
    },
    database: () => database,
    newRows: () => database?.newBans() ?? [],
    async rowsOf(jail, addresses) {
      const rows = await fromDatabase(jail, addresses);
      reportProblem();
      if (addresses.every((address) => rows.has(address))) return rows;
      return new Map([...(await timesOf(jail)), ...rows]);
    },
    timesOf,
    endRound() {
      latestBans = null;
    },
    close: () => database?.close(),
  };
}
