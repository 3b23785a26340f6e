/** The set for other firewalls: who may read it, and what they get. */
import { createHash, randomBytes } from 'node:crypto';
import { createLookUp } from '../../blocklist/look-up.ts';
import { entryLines, readSet } from '../../blocklist/set-files.ts';
import type { Logger } from '../../log.ts';
import { type Address, contains, parseAddress, parseAddresses } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import { isSameSecret } from '../../same-secret.ts';
import type { FeedChanges, FeedSettings } from './schema.ts';
import type { BlocklistStore } from './store.ts';

export interface FeedOptions {
  readonly store: BlocklistStore;
  readonly log: Logger;
  /** The file of the current set; null while there is none. */
  readonly currentSet: () => Promise<{ path: string; digest: string } | null>;
  /** Addresses and networks that fail2ban bans now. */
  readonly bannedAddresses: () => string[];
}

export interface FeedRequest {
  readonly form: 'txt' | 'cidr';
  /** Both where it is not given. */
  readonly family: 4 | 6 | undefined;
  /** As the settings say where it is not given. */
  readonly includeBans: boolean | undefined;
  readonly token: string | undefined;
  readonly clientAddress: string;
}

export interface FeedAnswer {
  readonly etag: string;
  readonly lines: () => Promise<Iterable<Buffer>>;
}

export type Feed = ReturnType<typeof createFeed>;

const settingName = 'blocklist_feed';

export function createFeed({ store, log, currentSet, bannedAddresses }: FeedOptions) {
  async function settings(): Promise<FeedSettings> {
    const kept = await store.setting(settingName);
    if (kept !== null) return JSON.parse(kept) as FeedSettings;
    const fresh = { enabled: false, token: newToken(), networks: [], includeBans: false };
    await store.putSetting(settingName, JSON.stringify(fresh));
    return fresh;
  }

  async function refuseStranger({ token, clientAddress }: FeedRequest): Promise<FeedSettings> {
    const current = await settings();
    if (!current.enabled) throw new Problem('not_found', 'The feed is switched off.');
    const isFromNetwork = isWithin(clientAddress, current.networks);
    if (isFromNetwork || (token !== undefined && isSameSecret(token, current.token))) return current;
    throw new Problem(
      'feed_not_allowed',
      'Give the token of the feed as ?token=… or in the header Authorization: Bearer …',
    );
  }

  return {
    settings,

    /** @throws {Problem} validation_failed */
    async change({ renewToken, networks, ...changes }: FeedChanges, username: string): Promise<FeedSettings> {
      const before = await settings();
      const after: FeedSettings = {
        ...before,
        enabled: changes.enabled ?? before.enabled,
        includeBans: changes.includeBans ?? before.includeBans,
        networks: networks === undefined ? before.networks : parseNetworks(networks),
        token: renewToken === true ? newToken() : before.token,
      };
      await store.putSetting(settingName, JSON.stringify(after));
      log.info(
        { event: 'blocklist_feed_changed', enabled: after.enabled, username },
        'Feed settings changed',
      );
      return after;
    },

    /** @throws {Problem} not_found, feed_not_allowed */
    async read(request: FeedRequest): Promise<FeedAnswer> {
      const { includeBans } = await refuseStranger(request);
      const bans = (request.includeBans ?? includeBans) ? bannedAddresses() : [];
      const set = await currentSet();
      const { form, family } = request;
      return {
        etag: etagOf([set?.digest ?? '', form, String(family), ...bans]),
        lines: async () => linesOf(set?.path ?? null, bans, form, family),
      };
    },
  };
}

/** Bans that the set does not hold anyway come after it. */
async function linesOf(
  path: string | null,
  bans: readonly string[],
  form: FeedRequest['form'],
  family: FeedRequest['family'],
): Promise<Iterable<Buffer>> {
  const set = path === null ? null : await readSet(path);
  const find = set === null ? () => null : createLookUp(set);
  const further = parseAddresses(bans)
    .filter((address) => (family === undefined || address.family === family) && find(address) === null)
    .map((address) => `${form === 'cidr' && !address.isNetwork ? toCidr(address) : address.text}\n`);
  const entries = set === null ? [] : entryLines(set, family === undefined ? { form } : { form, family });
  return chain(entries, [Buffer.from(further.join(''))]);
}

function* chain(...parts: readonly Iterable<Buffer>[]): Iterable<Buffer> {
  for (const part of parts) yield* part;
}

function toCidr({ text, prefixLength }: Address): string {
  return `${text}/${prefixLength}`;
}

function etagOf(parts: readonly string[]): string {
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}"`;
}

/** @throws {Problem} validation_failed */
function parseNetworks(texts: readonly string[]): string[] {
  const parsed = texts.map((text) => ({ text, network: parseAddress(text.trim()) }));
  const errors = parsed.flatMap(({ text, network }, index) =>
    network === null
      ? [{ path: `networks.${index}`, message: `"${text}" is neither an address nor a network` }]
      : [],
  );
  if (errors.length > 0) {
    throw new Problem('validation_failed', `${errors.map(({ message }) => message).join('; ')}.`, { errors });
  }
  return [...new Set(parsed.map(({ network }) => network?.text ?? ''))];
}

function isWithin(text: string, networks: readonly string[]): boolean {
  const address = parseAddress(text);
  if (address === null) return false;
  return networks.some((candidate) => {
    const network = parseAddress(candidate);
    return network !== null && contains(network, address);
  });
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
