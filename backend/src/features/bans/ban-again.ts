/**
 * Lets fail2ban run the actions of a ban once more, and keeps the ban's end. Source: fail2ban/server/actions.py,
 * `__checkBan`, and fail2ban/server/action.py, `consistencyCheck`.
 */
import type { Ban } from '../../fail2ban/ban-order.ts';
import { addressesPerCommand, type Fail2banCommands } from '../../fail2ban/commands.ts';
import { Fail2banError } from '../../fail2ban/errors.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { TimedBans } from './timed-bans.ts';

export interface BanAgainOptions {
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  readonly timedBans: TimedBans;
  readonly onRelease: (jail: string, addresses: readonly string[], by: string | null) => void;
}

/** Why an address could not be banned again, by address. */
export type BanAgainProblems = ReadonlyMap<string, string>;

export function createBanAgain({ watch, commands, timedBans, onRelease }: BanAgainOptions) {
  /** Null: without end. */
  function endIfBannedNow(jail: string): number | null {
    const bantime = watch.jail(jail)?.settings?.bantimeSeconds ?? -1;
    return bantime < 0 ? null : nowSeconds() + bantime;
  }

  function wouldShorten(ban: Ban): boolean {
    const newEnd = endIfBannedNow(ban.jail);
    return newEnd !== null && (ban.expiresAt === null || ban.expiresAt > newEnd);
  }

  /** fail2ban would keep the bans for longer: BanGUI ends them when they were due. */
  async function keepEnds(bans: readonly Ban[]): Promise<void> {
    await timedBans.put(
      bans.flatMap(({ jail, address, bannedAt, expiresAt }) =>
        expiresAt === null ? [] : [{ jail, address, bannedAt, releaseAt: expiresAt }],
      ),
    );
  }

  async function releaseAndBan(jail: string, bans: readonly Ban[], by: string): Promise<void> {
    const addresses = bans.map(({ address }) => address);
    onRelease(jail, addresses, by);
    await commands.unbanip(jail, addresses);
    for (const address of addresses) watch.noteUnban(jail, address);
    await keepEnds(bans.map((ban) => ({ ...ban, bannedAt: nowSeconds() })));
    await commands.banip(jail, addresses);
    for (const address of addresses) watch.noteBan(jail, address);
  }

  function bansOf(jail: string, addresses: readonly string[]): Ban[] {
    return addresses.map((address) => watch.bans.get(jail, address)).filter((ban) => ban !== undefined);
  }

  async function inChunks(
    bans: readonly Ban[],
    work: (chunk: readonly Ban[]) => Promise<unknown>,
  ): Promise<Map<string, string>> {
    const problems = new Map<string, string>();
    for (let start = 0; start < bans.length; start += addressesPerCommand) {
      const chunk = bans.slice(start, start + addressesPerCommand);
      try {
        await work(chunk);
      } catch (error) {
        if (!(error instanceof Fail2banError)) throw error;
        for (const { address } of chunk) problems.set(address, error.message);
      }
    }
    return problems;
  }

  return {
    /**
     * For single bans that the kernel has lost: each is released and banned anew. A ban that lasts longer than a new
     * one of the jail would is left alone.
     */
    async anew(jail: string, addresses: readonly string[], by: string): Promise<BanAgainProblems> {
      const bans = bansOf(jail, addresses);
      const { kept = [], renewed = [] } = Object.groupBy(bans, (ban) =>
        wouldShorten(ban) ? 'kept' : 'renewed',
      );
      const problems = await inChunks(renewed, (chunk) => releaseAndBan(jail, chunk, by));
      for (const { address } of kept) {
        problems.set(
          address,
          `Banned anew, it would end earlier than it does now. Stop and start the jail "${jail}": fail2ban then puts all its bans back with their ends.`,
        );
      }
      return problems;
    },

    /**
     * For all bans of a chain or set that is gone or that no rule leads to: asked for a ban that is older than 3
     * seconds, fail2ban notices, makes it again, and puts in what it is asked for.
     */
    async again(jail: string, addresses: readonly string[]): Promise<BanAgainProblems> {
      return inChunks(bansOf(jail, addresses), async (chunk) => {
        await keepEnds(chunk);
        await commands.banip(
          jail,
          chunk.map(({ address }) => address),
        );
      });
    },
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
