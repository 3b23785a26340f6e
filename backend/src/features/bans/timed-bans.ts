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
}

/** fail2ban may note a ban a moment before or after BanGUI planned its end. */
const sameBanSeconds = 5;

/** Reads what was promised before a restart. */
export async function loadTimedBans(store: TimedBanStore): Promise<TimedBans> {
  const bans = new Map((await store.all()).map((ban) => [key(ban.jail, ban.address), ban]));

  return {
    releaseAt(jail, address, bannedAt) {
      const ban = bans.get(key(jail, address));
      return ban === undefined || bannedAt > ban.bannedAt + sameBanSeconds ? null : ban.releaseAt;
    },
    async put(added) {
      await store.put(added);
      for (const ban of added) bans.set(key(ban.jail, ban.address), ban);
    },
    async forget(jail, address) {
      if (bans.delete(key(jail, address))) await store.remove(jail, address);
    },
    due: (now) =>
      [...bans.values()].filter((ban) => ban.releaseAt <= now).sort((a, b) => a.releaseAt - b.releaseAt),
  };
}

function key(jail: string, address: string): string {
  return `${address}\n${jail}`;
}
