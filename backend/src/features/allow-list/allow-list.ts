/**
 * Who is never banned. fail2ban keeps ignoreip in memory only when it is changed live, so BanGUI remembers its
 * entries and gives them to the daemon again whenever a jail or the daemon has started.
 */
import type { Fail2banCommands } from '../../fail2ban/commands.ts';
import { Fail2banError } from '../../fail2ban/errors.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { Logger } from '../../log.ts';
import { isTooWide, parseAddress } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import { findJail } from '../../running-jail.ts';
import type { AllowListItem, AllowListRequest } from './schema.ts';
import type { AllowListEntry, AllowListStore } from './store.ts';

export interface AllowListOptions {
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  readonly store: AllowListStore;
  readonly log: Logger;
  /** The list has changed, whichever instance was asked for it. */
  readonly onChange: () => void;
  /** The same, once this instance was asked for it. */
  readonly onEdit: () => void;
}

export type AllowList = Awaited<ReturnType<typeof loadAllowList>>;

export async function loadAllowList(options: AllowListOptions) {
  const { watch, commands, store, log, onChange, onEdit } = options;
  let entries = await store.all();
  let turn: Promise<void> = Promise.resolve();

  function runningJails(): string[] {
    return watch
      .jails()
      .filter((jail) => jail.state === 'running')
      .map((jail) => jail.name);
  }

  function appliesTo(entry: { jail: string | null }, jail: string): boolean {
    return entry.jail === null || entry.jail === jail;
  }

  function isCovered(address: string, jail: string): boolean {
    return entries.some((entry) => entry.address === address && appliesTo(entry, jail));
  }

  /** The files' own entries are none of ours to take away. */
  function isInFiles(address: string, jail: string): boolean {
    return watch.jail(jail)?.configured?.ignoreIps.includes(address) ?? false;
  }

  /** What the daemon ignores without our doing. An address that every running jail ignores is shown once. */
  function fromConfiguration(): AllowListItem[] {
    const running = watch.jails().filter((jail) => jail.state === 'running');
    const jailsOf = new Map<string, string[]>();
    for (const { name, settings } of running) {
      for (const address of settings?.ignoreIps ?? []) {
        if (!isCovered(address, name)) jailsOf.set(address, [...(jailsOf.get(address) ?? []), name]);
      }
    }
    return [...jailsOf].flatMap(([address, jails]) => {
      const shown = jails.length === running.length && jails.length > 1 ? [null] : jails;
      return shown.map((jail) => configurationItem(address, jail));
    });
  }

  async function addToJail(jail: string, address: string): Promise<void> {
    const ignored = await commands.ignoreIps(jail);
    if (!ignored.includes(address)) await commands.addIgnoreIp(jail, address);
  }

  async function removeFromJail(jail: string, address: string): Promise<void> {
    const ignored = await commands.ignoreIps(jail);
    if (ignored.includes(address)) await commands.delIgnoreIp(jail, address);
  }

  async function reconcileJail(jail: string): Promise<void> {
    const wanted = entries.filter((entry) => appliesTo(entry, jail));
    if (wanted.length === 0) return;
    const ignored = new Set(await commands.ignoreIps(jail));
    for (const { address } of wanted.filter((entry) => !ignored.has(entry.address))) {
      // Somebody may have removed it while others were being given.
      if (!isCovered(address, jail)) continue;
      await commands.addIgnoreIp(jail, address);
      log.info(
        { event: 'allow_list_applied_again', jail, address },
        'A jail had forgotten an allow-list entry',
      );
    }
  }

  /** The entry is kept even where fail2ban is away: it is applied as soon as it is back. */
  async function applyWhereRunning(
    jail: string | null,
    apply: (name: string) => Promise<void>,
  ): Promise<void> {
    for (const name of runningJails().filter((name) => appliesTo({ jail }, name))) {
      try {
        await apply(name);
        await watch.refresh(name);
      } catch (error) {
        if (!(error instanceof Fail2banError)) throw error;
        log.warn({ event: 'allow_list_not_applied', jail: name, code: error.code }, error.message);
      }
    }
  }

  /** Reads anew what is stored, and gives fail2ban the difference. One at a time, so that none is given twice. */
  function refresh(): Promise<void> {
    const refreshed = turn.then(takeIn);
    turn = refreshed.catch(() => {});
    return refreshed;
  }

  async function takeIn(): Promise<void> {
    const before = entries;
    entries = await store.all();
    const removed = without(before, entries);
    const added = without(entries, before);
    for (const { jail, address } of removed) {
      await applyWhereRunning(jail, async (name) => {
        if (!isCovered(address, name) && !isInFiles(address, name)) await removeFromJail(name, address);
      });
    }
    for (const { jail, address } of added) await applyWhereRunning(jail, (name) => addToJail(name, address));
    if (removed.length + added.length > 0) onChange();
  }

  return {
    refresh,

    list(): AllowListItem[] {
      return [...entries.map((entry) => ({ ...entry, source: 'bangui' as const })), ...fromConfiguration()];
    },

    /** Addresses and networks that no ban in this jail may touch: ours, and what the daemon itself ignores there. */
    addressesFor(jail: string): string[] {
      const ours = entries.filter((entry) => appliesTo(entry, jail)).map(({ address }) => address);
      return [...ours, ...(watch.jail(jail)?.settings?.ignoreIps ?? [])];
    },

    /** @throws {Problem} validation_failed, network_too_large, jail_not_found, allow_list_entry_exists */
    async add(
      { address: text, jail = null, note }: AllowListRequest,
      createdBy: string,
    ): Promise<AllowListItem> {
      const address = parseAddress(text.trim());
      if (address === null) {
        const message = `"${text}" is neither an address nor a network`;
        throw new Problem('validation_failed', `${message}.`, { errors: [{ path: 'address', message }] });
      }
      if (isTooWide(address)) {
        throw new Problem(
          'network_too_large',
          `${address.text} is wider than /8 (IPv6: /24); allowing it would leave the server open.`,
        );
      }
      if (jail !== null) findJail(watch, jail);
      const entry: AllowListEntry = { address: address.text, jail, note, createdAt: nowSeconds(), createdBy };
      if (!(await store.add(entry))) {
        throw new Problem(
          'allow_list_entry_exists',
          `${entry.address} is on the allow-list of ${placeOf(jail)} already.`,
        );
      }
      await refresh();
      log.info(
        { event: 'allow_list_added', address: entry.address, jail, username: createdBy },
        'Allow-list entry added',
      );
      onEdit();
      return { ...entry, source: 'bangui' };
    },

    /** @throws {Problem} allow_list_entry_in_file, allow_list_entry_not_found */
    async remove(text: string, jail: string | null, username: string): Promise<void> {
      const address = parseAddress(text.trim())?.text ?? text.trim();
      if (!(await store.remove(address, jail))) {
        const isInFile = fromConfiguration().some((item) => item.address === address && item.jail === jail);
        if (!isInFile) {
          throw new Problem(
            'allow_list_entry_not_found',
            `${address} is not on the allow-list of ${placeOf(jail)}.`,
          );
        }
        throw new Problem(
          'allow_list_entry_in_file',
          `${address} is ignored by the configuration files of fail2ban (ignoreip). Remove it there.`,
        );
      }
      await refresh();
      log.info({ event: 'allow_list_removed', address, jail, username }, 'Allow-list entry removed');
      onEdit();
    },

    /** Gives these jails what they have forgotten. */
    async reconcile(jails: readonly string[]): Promise<void> {
      for (const jail of jails) {
        try {
          await reconcileJail(jail);
        } catch (error) {
          if (!(error instanceof Fail2banError) || error.code !== 'fail2ban_rejected') throw error;
          // One jail's refusal must not keep the others from what they have forgotten.
          log.warn({ event: 'allow_list_not_applied', jail, code: error.code }, error.message);
        }
      }
    },
  };
}

function without(entries: readonly AllowListEntry[], others: readonly AllowListEntry[]): AllowListEntry[] {
  const known = new Set(others.map((entry) => JSON.stringify(entry)));
  return entries.filter((entry) => !known.has(JSON.stringify(entry)));
}

function configurationItem(address: string, jail: string | null): AllowListItem {
  return { address, jail, note: '', createdAt: null, createdBy: null, source: 'configuration' };
}

function placeOf(jail: string | null): string {
  return jail === null ? 'all jails' : `the jail "${jail}"`;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
