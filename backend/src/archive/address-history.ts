/** What the archive knows about one address or network, and which addresses it knows. */
import type { DatabaseSync } from 'node:sqlite';
import { parseAddress } from '../network/address.ts';
import { type KeyRange, keyToText, nameToKey, networkAround, rangeOf, toKey } from './address-key.ts';
import { firstIdAt, timeOfId } from './event-id.ts';
import type { Floor } from './floor.ts';
import type { Scan } from './scan.ts';
import type { Selections } from './selection.ts';

export interface AddressHistory {
  readonly bans: number;
  /** How many different ones; more than one in a network. */
  readonly addresses: number;
  /** Unix seconds. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly jails: readonly { readonly jail: string; readonly bans: number }[];
  /** null for what is no address. */
  readonly neighbourhood: {
    /** The /24 or /48 around it, or the network itself. */
    readonly network: string;
    readonly bans: number;
    readonly addresses: number;
    /** The others in it, the most often banned first, at most 256. */
    readonly neighbours: readonly Neighbour[];
  } | null;
}

export interface Neighbour {
  readonly address: string;
  readonly bans: number;
  readonly lastAt: number;
}

export interface KnownAddress {
  readonly address: string;
  readonly bans: number;
  readonly country: string | null;
}

const mostNeighbours = 256;
/** A network can hold millions of addresses; the most often banned of these many are told. */
const mostCandidates = 20_000;
/** Keys end with their prefix: a wider network that begins with the same address is not inside. */
const isInside = 'key BETWEEN ? AND ? AND substr(key, -1) >= ?';

export function createAddressHistories(
  database: DatabaseSync,
  scan: Scan,
  selections: Selections,
  floor: Floor,
) {
  const jails = database.prepare('SELECT id, jail FROM sources');
  const neighbours = database.prepare(
    `SELECT id, key, bans FROM (SELECT id, key, bans FROM addresses WHERE ${isInside} LIMIT ${mostCandidates})
     ORDER BY bans DESC, key LIMIT ?`,
  );
  const sums = database.prepare(
    `SELECT count(*) AS addresses, total(bans) AS bans FROM addresses WHERE ${isInside}`,
  );
  const newest = database.prepare('SELECT max(id) AS id FROM events WHERE address_id = ? AND id >= ?');
  const between = database.prepare(
    `SELECT key, addresses.bans, code AS country FROM addresses JOIN countries ON countries.id = country_id
     WHERE key BETWEEN ? AND ? AND addresses.bans > 0 ORDER BY key LIMIT ?`,
  );

  function neighbourhoodOf(text: string): AddressHistory['neighbourhood'] {
    const address = parseAddress(text);
    if (address === null) return null;
    const network = networkAround(address);
    const { first, last } = rangeOf(network);
    const inside = [first, last, Uint8Array.of(network.prefixLength)] as const;
    const ownKey = keyToText(toKey(address));
    const rows = neighbours.all(...inside, mostNeighbours + 1) as {
      id: number;
      key: Uint8Array;
      bans: number;
    }[];
    const floorId = firstIdAt(floor.seconds());
    return {
      network: network.text,
      ...(sums.get(...inside) as { addresses: number; bans: number }),
      neighbours: rows
        .map(({ id, key, bans }) => ({
          address: keyToText(key),
          bans,
          lastAt: timeOfId((newest.get(id, floorId) as { id: number | null }).id ?? 0),
        }))
        .filter(({ address: other, lastAt }) => other !== ownKey && lastAt > 0)
        .slice(0, mostNeighbours),
    };
  }

  return {
    history(text: string): AddressHistory {
      const bansOfSource = new Map<number, number>();
      const addressIds = new Set<number>();
      let firstAt: number | null = null;
      let lastAt: number | null = null;
      for (const { chunk, positions } of scan(selections.select({ address: text }))) {
        const [first, last] = [positions[0], positions.at(-1)];
        if (first === undefined || last === undefined) continue;
        const times = chunk.column('times');
        const sources = chunk.column('sources');
        const addresses = chunk.column('addresses');
        firstAt = times[first] as number;
        lastAt ??= times[last] as number;
        for (const position of positions) {
          const source = sources[position] as number;
          bansOfSource.set(source, (bansOfSource.get(source) ?? 0) + 1);
          addressIds.add(addresses[position] as number);
        }
      }
      const counted = jailSums(jails.all() as { id: number; jail: string }[], bansOfSource);
      return {
        bans: counted.reduce((sum, { bans }) => sum + bans, 0),
        addresses: addressIds.size,
        firstAt,
        lastAt,
        jails: counted,
        neighbourhood: neighbourhoodOf(text),
      };
    },

    /** Those that begin like `text`, or lie in the network that it names, in the order of their numbers. */
    beginning(text: string, limit: number): KnownAddress[] {
      const found = rangesOf(text.trim()).flatMap(
        ({ first, last }) =>
          between.all(first, last, limit) as { key: Uint8Array; bans: number; country: string | null }[],
      );
      return found.slice(0, limit).map(({ key, ...rest }) => ({ address: keyToText(key), ...rest }));
    },
  };
}

function jailSums(
  sources: readonly { id: number; jail: string }[],
  bansOfSource: ReadonlyMap<number, number>,
): { jail: string; bans: number }[] {
  return [...Map.groupBy(sources, ({ jail }) => jail)]
    .map(([jail, ids]) => ({ jail, bans: ids.reduce((sum, { id }) => sum + (bansOfSource.get(id) ?? 0), 0) }))
    .filter(({ bans }) => bans > 0)
    .sort((one, other) => other.bans - one.bans);
}

/** `203.0.` means 203.0.0.0/16, `2001:db8:` 2001:db8::/32, `20` addresses from 20.0.0.0 and from 200.0.0.0; else a name. */
function rangesOf(text: string): KeyRange[] {
  const parsed = parseAddress(text);
  if (parsed !== null) return [rangeOf(parsed)];
  const groups = text.split(text.includes(':') ? ':' : '.');
  if (/^[0-9a-f]{1,4}(:[0-9a-f]{1,4})*:{0,2}$/i.test(text) && text.includes(':')) {
    const whole = groups.filter((group) => group !== '');
    const network = parseAddress(`${whole.join(':')}::/${whole.length * 16}`);
    return network === null ? [] : [rangeOf(network)];
  }
  if (/^\d{1,3}(\.\d{0,3}){0,3}$/.test(text)) return ipv4Ranges(groups);
  const { 0: first, 1: last } = [nameToKey(text), nameToKey(`${text}\u{10ffff}`)];
  return [{ first, last }];
}

/** The last number may be the beginning of a longer one. */
function ipv4Ranges(groups: readonly string[]): KeyRange[] {
  const whole = groups.slice(0, -1);
  const begun = groups.at(-1) ?? '';
  const candidates =
    begun === ''
      ? []
      : Array.from({ length: 256 }, (_, number) => String(number)).filter((each) => each.startsWith(begun));
  const prefixes = begun === '' ? [whole] : candidates.map((number) => [...whole, number]);
  return prefixes.flatMap((numbers) => {
    const network = parseAddress(
      `${[...numbers, '0', '0', '0'].slice(0, 4).join('.')}/${numbers.length * 8}`,
    );
    return network === null ? [] : [rangeOf(network)];
  });
}
