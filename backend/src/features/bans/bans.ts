/** Who is banned, and banning and releasing by hand. */
import type { BanItem } from '../../ban-item.ts';
import type { Ban } from '../../fail2ban/ban-order.ts';
import { addressesPerCommand, type Fail2banCommands } from '../../fail2ban/commands.ts';
import { Fail2banError } from '../../fail2ban/errors.ts';
import { manualJailName } from '../../fail2ban/manual-jail.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { CountryOf } from '../../geography/geography.ts';
import type { Logger } from '../../log.ts';
import { type Address, isTooWide, parseAddress } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import { findRunningJail, requireDaemon } from '../../running-jail.ts';
import { findGuarded, type ProtectedAddresses } from './lockout-guard.ts';
import type { BanQueryParameters, BanRequest, BanResult, ReleaseRequest, ReleaseResult } from './schema.ts';
import type { TimedBan } from './store.ts';
import type { TimedBans } from './timed-bans.ts';

export interface BansOptions {
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  readonly timedBans: TimedBans;
  readonly countryOf: CountryOf;
  /** Everything the lock-out guard protects, for a request from this address and a ban in this jail. */
  readonly protectedAddresses: (requester: string, jail: string) => ProtectedAddresses;
  /** Tells who is about to release; null where a ban has reached the end that BanGUI promised. */
  readonly onRelease: (jail: string, addresses: readonly string[], by: string | null) => void;
  /** A ban that is there already ends at another time than it did. */
  readonly onNewEnd: (ban: Ban) => void;
  /** Whether this instance is the one that releases what is due; the others do where it fails to. */
  readonly isInCharge: () => boolean;
  readonly log: Logger;
}

export interface Requester {
  readonly username: string;
  readonly address: string;
}

export type Bans = ReturnType<typeof createBans>;

/** Their sets take networks from 1.1.1 on: see Docs/Fail2ban.md. */
const nftablesWithoutNetworks = /^(0\.|1\.0|1\.1\.0)/;

const releaseCheckMilliseconds = 1_000;
/** How much later an instance that is not in charge releases what is due. */
const othersPatienceSeconds = 5;
/** How long a ban that is due may be absent, in a stopped jail for instance, and is still released when it is back. */
const longestAbsenceSeconds = 30 * 86_400;

export function createBans(options: BansOptions) {
  const { watch, commands, timedBans, countryOf, protectedAddresses, onRelease, onNewEnd, log } = options;
  const countries = new WeakMap<Ban, string | null>();
  let timer: NodeJS.Timeout | undefined;
  let releasing: Promise<void> = Promise.resolve();

  /** A filter by country asks for every ban, and a look-up takes longer than to remember. */
  function countryOfBan(ban: Ban): string | null {
    const known = countries.get(ban);
    if (known !== undefined) return known;
    const country = countryOf(ban.address);
    countries.set(ban, country);
    return country;
  }

  function toItem(ban: Ban): BanItem {
    return {
      jail: ban.jail,
      address: ban.address,
      bannedAt: ban.bannedAt,
      durationSeconds: ban.expiresAt === null ? null : ban.expiresAt - ban.bannedAt,
      expiresAt: ban.expiresAt,
      banCount: ban.banCount,
      country: countryOfBan(ban),
      origin: ban.jail === manualJailName ? 'manual' : 'jail',
    };
  }

  function refuseDurationBeyond(jailName: string, durationSeconds: number | undefined): void {
    const bantime = findRunningJail(watch, jailName).settings?.bantimeSeconds ?? -1;
    if (durationSeconds === undefined || bantime < 0 || durationSeconds <= bantime) return;
    throw new Problem(
      'ban_duration_too_long',
      `The jail "${jailName}" releases its bans after ${bantime} seconds. Choose a shorter time, or the jail "${manualJailName}".`,
    );
  }

  function refuseLockout(addresses: readonly Address[], jail: string, requester: string): void {
    const guarded = findGuarded(addresses, protectedAddresses(requester, jail));
    if (guarded.length === 0) return;
    throw new Problem(
      'ban_would_lock_out',
      `${guarded.map(({ detail }) => detail).join(' ')} Repeat with "confirm": true if you really mean it.`,
      { guarded },
    );
  }

  async function planRelease(
    jail: string,
    addresses: readonly string[],
    durationSeconds: number | undefined,
  ) {
    const bannedAt = nowSeconds();
    if (durationSeconds === undefined) {
      for (const address of addresses) await timedBans.forget(jail, address);
      return;
    }
    const releaseAt = bannedAt + durationSeconds;
    await timedBans.put(addresses.map((address) => ({ jail, address, bannedAt, releaseAt })));
  }

  /** When a ban that is there already ends, once it is asked for again. */
  function endWhenBannedAgain(ban: Ban, durationSeconds: number | undefined): number | null {
    if (durationSeconds !== undefined) return nowSeconds() + durationSeconds;
    return timedBans.releaseAt(ban.jail, ban.address, ban.bannedAt) === null ? ban.expiresAt : endByJail(ban);
  }

  function endByJail({ jail, bannedAt }: Ban): number | null {
    const bantime = watch.jail(jail)?.settings?.bantimeSeconds ?? -1;
    return bantime < 0 ? null : bannedAt + bantime;
  }

  function moveEnd(ban: Ban, expiresAt: number | null): void {
    if (expiresAt === ban.expiresAt) return;
    const moved = { ...ban, expiresAt };
    watch.bans.set(moved);
    onNewEnd(moved);
  }

  /** Learns which bans other instances have given an end, or have ended. */
  async function refresh(): Promise<void> {
    const changed = await timedBans.refresh();
    if (changed.length === 0) return;
    // Most ends are forgotten because the ban is over.
    await watch.refresh();
    for (const { jail, address } of changed) {
      const ban = watch.bans.get(jail, address);
      if (ban === undefined) continue;
      moveEnd(ban, timedBans.releaseAt(jail, address, ban.bannedAt) ?? endByJail(ban));
    }
  }

  /** The daemon calls such a ban a ban, and the kernel does not know it. */
  function networkWarning(jail: string): string | undefined {
    const version = watch.daemon().version ?? '';
    const usesNftables = watch.jail(jail)?.settings?.actions.some(({ name }) => name.startsWith('nftables'));
    if (!usesNftables || !nftablesWithoutNetworks.test(version)) return undefined;
    return `fail2ban ${version} lists this network, but its nftables actions cannot put networks into the firewall. Use a jail with an iptables or ipset action, or fail2ban 1.1.1.`;
  }

  async function banChunk(jail: string, addresses: readonly string[]): Promise<BanResult[]> {
    try {
      await commands.banip(jail, addresses);
      for (const address of addresses) watch.noteBan(jail, address);
      return addresses.map((address) => ({ address, status: 'banned' }));
    } catch (error) {
      if (!(error instanceof Fail2banError)) throw error;
      return addresses.map((address) => ({ address, status: 'failed', detail: error.message }));
    }
  }

  async function releaseChunk(
    jail: string,
    addresses: readonly string[],
    by: string | null,
  ): Promise<string | null> {
    onRelease(jail, addresses, by);
    try {
      await commands.unbanip(jail, addresses);
    } catch (error) {
      if (!(error instanceof Fail2banError)) throw error;
      return error.message;
    }
    for (const address of addresses) {
      await timedBans.forget(jail, address);
      watch.noteUnban(jail, address);
    }
    return null;
  }

  async function releaseDue(): Promise<void> {
    if (!watch.isSnapshotComplete()) return;
    const patienceSeconds = options.isInCharge() ? 0 : othersPatienceSeconds;
    for (const timed of timedBans.due(nowSeconds() - patienceSeconds)) await releaseOrForget(timed);
  }

  /**
   * Somebody may have released the ban meanwhile, and a jail may have made a new one of its own. A jail that was
   * stopped, or has just started and restores its bans one by one, brings an absent ban back.
   */
  async function releaseOrForget({ jail, address, releaseAt }: TimedBan): Promise<void> {
    const ban = watch.bans.get(jail, address);
    const isOver =
      ban === undefined
        ? nowSeconds() - releaseAt > longestAbsenceSeconds
        : timedBans.releaseAt(jail, address, ban.bannedAt) === null;
    if (isOver) await timedBans.forget(jail, address);
    if (isOver || ban === undefined) return;
    const problem = await releaseChunk(jail, [address], null);
    const line = { event: 'timed_ban_released', jail, address };
    if (problem === null) log.info(line, 'A ban reached its end and was released');
    else log.warn({ ...line, event: 'timed_ban_release_failed' }, problem);
  }

  function scheduleRelease(): void {
    timer = setTimeout(() => {
      releasing = releaseDue()
        .catch((error: unknown) =>
          log.error({ event: 'timed_ban_release_failed', err: error }, 'Releasing failed'),
        )
        .then(scheduleRelease);
    }, releaseCheckMilliseconds);
  }

  return {
    toItem,

    refresh,

    list({ jail, q, country, sort, limit, cursor }: BanQueryParameters) {
      const wanted = country?.toUpperCase();
      const matches = wanted === undefined ? undefined : (ban: Ban) => countryOfBan(ban) === wanted;
      const page = watch.bans.page({ jail, search: q, matches, sort, limit, cursor });
      return { items: page.items.map(toItem), total: page.total, nextCursor: page.nextCursor };
    },

    evidence(jail: string, address: string) {
      const evidence = watch.database()?.evidence(jail, canonical(address));
      return {
        failures: evidence?.failures ?? null,
        matches: [...(evidence?.matches ?? [])],
        truncated: evidence?.isTruncated ?? false,
      };
    },

    /**
     * Bans in small portions, so that the daemon keeps answering others in between.
     * @throws {Problem} validation_failed, network_too_large, jail_not_found, jail_not_running,
     *   ban_duration_too_long, ban_would_lock_out
     */
    async ban(request: BanRequest, requester: Requester): Promise<BanResult[]> {
      const { jail, durationSeconds } = request;
      const addresses = parseAll(request.addresses);
      refuseTooLarge(addresses);
      refuseDurationBeyond(jail, durationSeconds);
      if (request.confirm !== true) refuseLockout(addresses, jail, requester.address);

      // Somebody may have released one of them by another way a moment ago.
      await Promise.all([watch.refresh(), refresh()]);
      const texts = addresses.map(({ text }) => text);
      const existing = texts.map((text) => watch.bans.get(jail, text)).filter((ban) => ban !== undefined);
      const prolonged = existing.map((ban) => ({ ban, end: endWhenBannedAgain(ban, durationSeconds) }));
      await planRelease(jail, texts, durationSeconds);
      const results = new Map<string, BanResult>();
      for (const { ban, end } of prolonged) {
        moveEnd(ban, end);
        results.set(ban.address, { address: ban.address, status: 'already_banned' });
      }
      for (const chunk of chunksOf(texts.filter((text) => !results.has(text)))) {
        for (const result of await banChunk(jail, chunk)) results.set(result.address, result);
      }
      await watch.refresh();
      log.info(
        { event: 'addresses_banned', jail, count: texts.length, username: requester.username },
        'Banned by hand',
      );
      return addresses.map(({ text, isNetwork }) => {
        const result = results.get(text) as BanResult;
        const warning = isNetwork && result.status === 'banned' ? networkWarning(jail) : undefined;
        return warning === undefined ? result : { ...result, detail: warning };
      });
    },

    /** @throws {Problem} jail_not_found, jail_not_running */
    async release({ addresses, jail, all }: ReleaseRequest, requester: Requester): Promise<ReleaseResult[]> {
      if (jail === undefined) requireDaemon(watch);
      else findRunningJail(watch, jail);
      await Promise.all([watch.refresh(), refresh()]);
      const texts =
        all === true && jail !== undefined ? bannedIn(jail) : [...new Set((addresses ?? []).map(canonical))];
      const jailsOf = new Map(texts.map((text) => [text, jailsBanning(text, jail)]));
      const problems = new Map<string, string>();
      for (const [name, banned] of groupByJail(jailsOf)) {
        for (const chunk of chunksForRelease(banned)) {
          const problem = await releaseChunk(name, chunk, requester.username);
          if (problem !== null) for (const text of chunk) problems.set(text, problem);
        }
      }
      log.info(
        { event: 'addresses_released', jail, count: texts.length, username: requester.username },
        'Released by hand',
      );
      return texts.map((address) =>
        toReleaseResult(address, jailsOf.get(address) ?? [], problems.get(address)),
      );
    },

    startReleasing: scheduleRelease,

    async stopReleasing(): Promise<void> {
      clearTimeout(timer);
      await releasing;
      clearTimeout(timer);
    },
  };

  function bannedIn(jail: string): string[] {
    return watch.bans.byExpiry(jail).map(({ address }) => address);
  }

  function jailsBanning(address: string, jail: string | undefined): string[] {
    return watch.bans.jailsOf(address).filter((name) => jail === undefined || name === jail);
  }
}

function toReleaseResult(address: string, jails: string[], problem: string | undefined): ReleaseResult {
  if (problem !== undefined) return { address, status: 'failed', jails, detail: problem };
  return { address, status: jails.length > 0 ? 'released' : 'not_banned', jails };
}

function groupByJail(jailsOf: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [address, jails] of jailsOf) {
    for (const jail of jails) {
      const group = groups.get(jail);
      if (group === undefined) groups.set(jail, [address]);
      else group.push(address);
    }
  }
  return groups;
}

/** @throws {Problem} validation_failed with the place of every wrong entry */
function parseAll(texts: readonly string[]): Address[] {
  const parsed = texts.map((text) => parseAddress(text.trim()));
  const errors = parsed.flatMap((address, index) =>
    address === null
      ? [{ path: `addresses.${index}`, message: `"${texts[index]}" is neither an address nor a network` }]
      : [],
  );
  if (errors.length > 0) {
    throw new Problem('validation_failed', `${errors.map(({ message }) => message).join('; ')}.`, { errors });
  }
  const addresses = parsed.filter((address) => address !== null);
  return [...new Map(addresses.map((address) => [address.text, address])).values()];
}

function refuseTooLarge(addresses: readonly Address[]): void {
  const tooLarge = addresses.filter(isTooWide);
  if (tooLarge.length === 0) return;
  throw new Problem(
    'network_too_large',
    `${tooLarge.map(({ text }) => text).join(', ')}: networks wider than /8 (IPv6: /24) are never banned.`,
  );
}

/** fail2ban can hold bans of host names (usedns = raw), which must be releasable too. */
function canonical(text: string): string {
  return parseAddress(text.trim())?.text ?? text.trim();
}

function chunksOf(texts: readonly string[]): string[][] {
  const count = Math.ceil(texts.length / addressesPerCommand);
  return Array.from({ length: count }, (_, index) =>
    texts.slice(index * addressesPerCommand, (index + 1) * addressesPerCommand),
  );
}

/** What is no address goes alone, so that the addresses beside it are released whatever becomes of it. */
function chunksForRelease(texts: readonly string[]): string[][] {
  const { addresses = [], others = [] } = Object.groupBy(texts, (text) =>
    parseAddress(text) === null ? 'others' : 'addresses',
  );
  return [...chunksOf(addresses), ...others.map((text) => [text])];
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
