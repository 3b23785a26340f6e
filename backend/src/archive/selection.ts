/** What a question is about, as numbers to compare columns with. */
import type { DatabaseSync } from 'node:sqlite';
import { type Address, parseAddress } from '../network/address.ts';
import { nameToKey, networkPrefixLength, rangeOf, toKey } from './address-key.ts';
import type { ColumnName } from './columns.ts';
import type { Origin } from './dictionaries.ts';
import { firstIdAt } from './event-id.ts';
import type { Floor } from './floor.ts';
import { createNetworkHeads } from './network-heads.ts';

/** All of it has to hold; what is left out does not matter. */
export interface EventFilter {
  /** An address, a network (everything inside it), or a name. */
  readonly address?: string | undefined;
  readonly jail?: string | undefined;
  /** null: bans of addresses without a known country. */
  readonly country?: string | null | undefined;
  readonly asn?: number | undefined;
  readonly origin?: Origin | undefined;
  /** Unix seconds, inclusive. */
  readonly from?: number | undefined;
  /** Unix seconds, exclusive. */
  readonly to?: number | undefined;
  /** What a log line contains, whatever the case of ASCII letters. */
  readonly text?: string | undefined;
}

/** Columns of the ids in tables of the same name. */
type Tested = 'sources' | 'countries' | 'operators' | 'networks' | 'addresses';

export interface ColumnTest {
  readonly column: ColumnName;
  /** By id, for every id that there is: 1 where an event with this value is wanted, else 0. */
  readonly wanted: Uint8Array;
}

export interface Selection {
  /** Unix seconds: the window's beginning, or the floor where that is higher. */
  readonly fromSeconds: number;
  readonly fromId: number;
  /** Inclusive. */
  readonly toId: number;
  readonly tests: readonly ColumnTest[];
  /** Where only these have few enough events to be looked up one by one; null otherwise. */
  readonly addressIds: readonly number[] | null;
  readonly text: string | null;
}

/** More bans than this are found sooner by reading columns than by asking for each. */
const fewBans = 5_000;

/** Wider networks can hold more than the file can tell one by one. */
const widePrefixLength = 16;

export function createSelections(database: DatabaseSync, floor: Floor) {
  const heads = createNetworkHeads(database);
  const largestIdOf = (table: Tested) => database.prepare(`SELECT max(id) AS id FROM ${table}`);
  const largestIds = {
    sources: largestIdOf('sources'),
    countries: largestIdOf('countries'),
    operators: largestIdOf('operators'),
    networks: largestIdOf('networks'),
    addresses: largestIdOf('addresses'),
  };
  const sources = database.prepare(
    'SELECT id FROM sources WHERE jail = coalesce(?, jail) AND origin = coalesce(?, origin)',
  );
  const country = database.prepare('SELECT id FROM countries WHERE code IS ?');
  const operator = database.prepare('SELECT id FROM operators WHERE asn = ?');
  const address = database.prepare('SELECT id FROM addresses WHERE key = ?');
  const addressesBetween = database.prepare('SELECT id, key, bans FROM addresses WHERE key BETWEEN ? AND ?');
  const networksBetween = database.prepare('SELECT id, key, bans FROM networks WHERE key BETWEEN ? AND ?');

  function testOf(column: Tested, ids: readonly number[]): ColumnTest {
    const { id: largest } = largestIds[column].get() as { id: number | null };
    const wanted = new Uint8Array((largest ?? 0) + 1);
    for (const id of ids) wanted[id] = 1;
    return { column, wanted };
  }

  type Row = { id: number; key: Uint8Array; bans: number };
  const idsOf = (rows: unknown) => (rows as { id: number }[]).map(({ id }) => id);

  function inside(network: Address, rows: unknown): Row[] {
    return (rows as Row[]).filter(({ key }) => (key.at(-1) ?? 0) >= network.prefixLength);
  }

  function ofAddresses(ids: readonly number[], bans: number): Pick<Selection, 'tests' | 'addressIds'> {
    return bans <= fewBans
      ? { tests: [], addressIds: ids }
      : { tests: [testOf('addresses', ids)], addressIds: null };
  }

  function ofNetwork(network: Address): Pick<Selection, 'tests' | 'addressIds'> {
    const { first, last } = rangeOf(network);
    if (network.prefixLength < widePrefixLength) {
      return { tests: [{ column: 'networks', wanted: heads.within(network) }], addressIds: null };
    }
    if (network.prefixLength < networkPrefixLength[network.family]) {
      const networks = inside(network, networksBetween.all(first, last));
      if (sumOfBans(networks) > fewBans) {
        return { tests: [testOf('networks', idsOf(networks))], addressIds: null };
      }
    }
    const addresses = inside(network, addressesBetween.all(first, last));
    return ofAddresses(idsOf(addresses), sumOfBans(addresses));
  }

  function ofText(text: string): Pick<Selection, 'tests' | 'addressIds'> {
    const parsed = parseAddress(text);
    if (parsed?.isNetwork === true) return ofNetwork(parsed);
    const row = address.get(parsed === null ? nameToKey(text) : toKey(parsed));
    return { tests: [], addressIds: row === undefined ? [] : idsOf([row]) };
  }

  function testsOf({ jail, origin, country: code, asn }: EventFilter): ColumnTest[] {
    const tests: ColumnTest[] = [];
    const add = (column: Tested, rows: unknown) => tests.push(testOf(column, idsOf(rows)));
    if (jail !== undefined || origin !== undefined) {
      add('sources', sources.all(jail ?? null, origin ?? null));
    }
    if (code !== undefined) add('countries', country.all(code));
    if (asn !== undefined) add('operators', operator.all(asn));
    return tests;
  }

  return {
    warmUp: heads.warmUp,
    select(filter: EventFilter): Selection {
      const { from = 0, to, text } = filter;
      const place =
        filter.address === undefined ? { tests: [], addressIds: null } : ofText(filter.address.trim());
      const fromSeconds = Math.max(from, floor.seconds());
      return {
        fromSeconds,
        fromId: firstIdAt(fromSeconds),
        toId: to === undefined ? Number.MAX_SAFE_INTEGER : firstIdAt(to) - 1,
        tests: [...place.tests, ...testsOf(filter)],
        addressIds: place.addressIds,
        text: text ?? null,
      };
    },
  };
}

export type Selections = ReturnType<typeof createSelections>;

function sumOfBans(rows: readonly { bans: number }[]): number {
  return rows.reduce((sum, { bans }) => sum + bans, 0);
}
