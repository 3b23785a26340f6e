/** Bans with a length of their own: fail2ban would keep them for longer, BanGUI releases them when due. */
import type { TimedBan, TimedBanStore } from './store.ts';

export interface TimedBans {
  /**
   * Unix seconds, or null where fail2ban alone decides, as it does for a newer ban of the same address. Answers
   * from memory.
   */
  releaseAt(jail: string, address: string, bannedAt: number): number | null;
  put(bans: readonly TimedBan[]): Promise<void>;
  forget(jail: string, address: string): Promise<void>;
  /** Those whose time has come, the longest overdue first. */
  due(now: number): TimedBan[];
  /** Learns what other instances have promised or forgotten. @returns the bans that end at another time than was known */
  refresh(): Promise<Pick<TimedBan, 'jail' | 'address'>[]>;
}

/** fail2ban may note a ban a moment before or after BanGUI planned its end. */
const sameBanSeconds = 5;

/** Reads what was promised before a restart. */
export async function loadTimedBans(store: TimedBanStore): Promise<TimedBans> {
  let bans = byKey(await store.all());
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, so that memory and table change in the same order. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  return {
    releaseAt(jail, address, bannedAt) {
      const ban = bans.get(key(jail, address));
      return ban === undefined || bannedAt > ban.bannedAt + sameBanSeconds ? null : ban.releaseAt;
    },
    put: (added) =>
      inTurn(async () => {
        await store.put(added);
        for (const ban of added) bans.set(key(ban.jail, ban.address), ban);
      }),
    forget: (jail, address) =>
      inTurn(async () => {
        if (bans.delete(key(jail, address))) await store.remove(jail, address);
      }),
    due: (now) =>
      [...bans.values()].filter((ban) => ban.releaseAt <= now).sort((a, b) => a.releaseAt - b.releaseAt),
    refresh: () =>
      inTurn(async () => {
        const before = bans;
        bans = byKey(await store.all());
        const either = [...new Map([...before, ...bans]).values()];
        return either.filter(({ jail, address }) => {
          const name = key(jail, address);
          return before.get(name)?.releaseAt !== bans.get(name)?.releaseAt;
        });
      }),
  };
}

function byKey(bans: readonly TimedBan[]): Map<string, TimedBan> {
  return new Map(bans.map((ban) => [key(ban.jail, ban.address), ban]));
}

function key(jail: string, address: string): string {
  return `${address}\n${jail}`;
}
