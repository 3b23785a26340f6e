/** Who was banned most often, and where most bans come from. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { keyToText } from './address-key.ts';
import type { Column, ColumnName } from './columns.ts';
import type { Counted } from './counters.ts';
import { timeOfId } from './event-id.ts';
import type { Extent } from './extent.ts';
import type { Floor } from './floor.ts';
import type { Scan } from './scan.ts';
import type { EventFilter, Selection, Selections } from './selection.ts';

export type Subject = 'address' | 'network' | 'country' | 'asn' | 'jail';

export interface TopItem {
  /** An address, a network, a country, an autonomous system's number, or a jail; null: unknown. */
  readonly key: string | null;
  readonly bans: number;
  /** How many different ones; null for addresses and jails. */
  readonly addresses: number | null;
  /** In the window of equal length before; null where there is none, or the archive does not go back that far. */
  readonly previousBans: number | null;
  /** Unix seconds of the newest ban; null for all but addresses. */
  readonly lastAt: number | null;
  readonly country: string | null;
  readonly asn: number | null;
  readonly operator: string | null;
}

export interface Top {
  readonly items: readonly TopItem[];
  readonly keys: number;
  readonly bans: number;
  readonly addresses: number | null;
}

export interface TopParts {
  readonly scan: Scan;
  readonly selections: Selections;
  readonly extent: Extent;
  readonly floor: Floor;
}

const subjects = {
  address: { table: 'addresses', column: 'addresses', countsAddresses: false },
  network: { table: 'networks', column: 'networks', countsAddresses: true },
  country: { table: 'countries', column: 'countries', countsAddresses: true },
  asn: { table: 'operators', column: 'operators', countsAddresses: true },
  jail: { table: 'sources', column: 'sources', countsAddresses: false },
} as const satisfies Record<Subject, { table: Counted; column: ColumnName; countsAddresses: boolean }>;

/** Numbers by the id of an address, a network and so on. */
interface Tally {
  readonly bans: Uint32Array;
  readonly addresses: Uint32Array | null;
  readonly allAddresses: number | null;
}

interface Ranked {
  readonly id: number;
  readonly bans: number;
  readonly addresses: number | null;
}

interface Ranking {
  readonly ranked: readonly Ranked[];
  readonly keys: number;
  readonly bans: number;
  readonly addresses: number | null;
}

export function createTops(database: DatabaseSync, { scan, selections, extent, floor }: TopParts) {
  const largestId = (table: Counted) => {
    const row = database.prepare(`SELECT max(id) AS id FROM ${table}`).get() as { id: number | null };
    return row.id ?? 0;
  };
  const addressKey = database.prepare(
    `SELECT key, countries.code AS country, asn, operators.name AS operator
     FROM addresses JOIN countries ON countries.id = country_id JOIN operators ON operators.id = operator_id
     WHERE addresses.id = ?`,
  );
  const addressInNetwork = database.prepare(
    `SELECT countries.code AS country, asn, operators.name AS operator
     FROM addresses JOIN countries ON countries.id = country_id JOIN operators ON operators.id = operator_id
     WHERE addresses.key >= ? LIMIT 1`,
  );
  const newestOf = database.prepare(
    'SELECT max(id) AS id FROM events WHERE address_id = ? AND id BETWEEN ? AND ?',
  );
  const networkKey = database.prepare('SELECT key FROM networks WHERE id = ?');
  const country = database.prepare('SELECT code FROM countries WHERE id = ?');
  const operator = database.prepare('SELECT asn, name FROM operators WHERE id = ?');
  const jail = database.prepare('SELECT jail FROM sources WHERE id = ?');
  const movedAddresses = database.prepare('SELECT id FROM addresses WHERE has_moved = 1');
  const sourcesOfJails = database.prepare(
    'SELECT id, min(id) OVER (PARTITION BY jail) AS first FROM sources',
  );
  const jailSums = database.prepare(
    `SELECT min(id) AS id, sum(bans) AS bans, NULL AS addresses FROM sources
     GROUP BY jail HAVING sum(bans) > 0 ORDER BY 2 DESC, 1`,
  );
  const total = database.prepare('SELECT value FROM totals WHERE name = ?');
  const totalOf = (name: string) => (total.get(name) as { value: number }).value;

  async function countBans(by: Subject, selection: Selection): Promise<Uint32Array> {
    const { table, column } = subjects[by];
    const bans = new Uint32Array(largestId(table) + 1);
    for (const { chunk, positions } of scan(selection)) {
      if (positions.length > 0) countKeys(bans, chunk.column(column), positions);
      if (selection.text !== null) await nextTurn();
    }
    if (by === 'jail') mergeJails(bans);
    return bans;
  }

  async function count(by: Subject, selection: Selection): Promise<Tally> {
    if (by === 'address' || by === 'jail') {
      const bans = await countBans(by, selection);
      return { bans, addresses: null, allAddresses: by === 'address' ? countPositive(bans) : null };
    }
    const { table, column } = subjects[by];
    const bans = new Uint32Array(largestId(table) + 1);
    const addresses = new Uint32Array(bans.length);
    const moved = (movedAddresses.all() as { id: number }[]).map(({ id }) => id);
    const distinct = createDistinct(largestId('addresses'), moved);
    for (const { chunk, positions } of scan(selection)) {
      if (positions.length > 0) {
        const keys = chunk.column(column);
        countKeys(bans, keys, positions);
        distinct.count(addresses, keys, chunk.column('addresses'), positions);
      }
      if (selection.text !== null) await nextTurn();
    }
    return { bans, addresses, allAddresses: distinct.addresses() };
  }

  /** A jail whose bans come from its log and by hand has several sources; the first one counts for all. */
  function mergeJails(bans: Uint32Array): void {
    const firsts = sourcesOfJails.all() as { id: number; first: number }[];
    for (const { id, first } of firsts.filter((source) => source.id !== source.first)) {
      bans[first] = (bans[first] as number) + (bans[id] as number);
      bans[id] = 0;
    }
  }

  /** All of the archive: the sums are there already. */
  function rankAll(by: Subject, limit: number): Ranking {
    const { table } = subjects[by];
    const sums = { bans: totalOf('events'), addresses: by === 'jail' ? null : totalOf('addresses') };
    if (by === 'jail') {
      const jails = jailSums.all() as unknown as Ranked[];
      return { ranked: jails.slice(0, limit), keys: jails.length, ...sums };
    }
    const often = rankTable(by, 'bans > 1', limit);
    const once = often.length < limit ? rankTable(by, 'bans = 1', limit - often.length) : [];
    const ranked = [...often, ...once];
    return {
      ranked,
      keys: by === 'address' || by === 'network' ? totalOf(table) : countRows(table),
      ...sums,
    };
  }

  /** Those with more than one ban are in an index; where they do not fill the list, nearly all others have one. */
  function rankTable(by: Subject, condition: string, limit: number): Ranked[] {
    const { table, countsAddresses } = subjects[by];
    return database
      .prepare(
        `SELECT id, bans, ${countsAddresses ? 'addresses' : 'NULL AS addresses'} FROM ${table}
         WHERE ${condition} ORDER BY bans DESC LIMIT ?`,
      )
      .all(limit) as unknown as Ranked[];
  }

  function countRows(table: Counted): number {
    const sql = `SELECT count(*) AS rows FROM ${table} WHERE bans > 0`;
    return (database.prepare(sql).get() as { rows: number }).rows;
  }

  /** null for an address or a network whose bans were cleared while they were counted. */
  function describe(
    by: Subject,
    { id }: Ranked,
    { fromId, toId }: Selection,
  ): Omit<TopItem, 'bans' | 'addresses' | 'previousBans'> | null {
    const nothing = { lastAt: null, country: null, asn: null, operator: null };
    switch (by) {
      case 'address': {
        const row = addressKey.get(id) as ({ key: Uint8Array } & Place) | undefined;
        if (row === undefined) return null;
        const { key, ...place } = row;
        const newest = newestOf.get(id, fromId, toId) as { id: number | null };
        return { ...place, key: keyToText(key), lastAt: newest.id === null ? null : timeOfId(newest.id) };
      }
      case 'network': {
        const row = networkKey.get(id) as { key: Uint8Array } | undefined;
        if (row === undefined) return null;
        const { key } = row;
        const place = addressInNetwork.get(withoutPrefix(key)) as unknown as Place;
        return { ...nothing, ...place, key: key[0] === 0 ? null : keyToText(key) };
      }
      case 'country':
        return { ...nothing, key: (country.get(id) as { code: string | null }).code };
      case 'asn': {
        const { asn, name } = operator.get(id) as { asn: number | null; name: string | null };
        return { ...nothing, key: asn === null ? null : String(asn), asn, operator: name };
      }
      case 'jail':
        return { ...nothing, key: (jail.get(id) as { jail: string }).jail };
    }
  }

  async function previousCounts(by: Subject, filter: EventFilter): Promise<Uint32Array | null> {
    if (filter.from === undefined) return null;
    const { from, to } = extent.window(filter);
    const before = from - (to - from);
    const oldest = extent.ends()?.oldest ?? Number.POSITIVE_INFINITY;
    if (before < Math.max(floor.seconds(), oldest)) return null;
    return countBans(by, selections.select({ ...filter, from: before, to: from }));
  }

  return async function top(
    by: Subject,
    filter: EventFilter,
    limit: number,
    isCompared = true,
  ): Promise<Top> {
    const selection = selections.select(filter);
    const isAll = Object.values(filter).every((value) => value === undefined) && floor.isCleared();
    if (isAll) return toTop(by, selection, null, rankAll(by, limit));
    const tally = await count(by, selection);
    const ranked = rank(tally, limit);
    const previous = isCompared ? await previousCounts(by, filter) : null;
    const sums = { keys: countPositive(tally.bans), bans: sum(tally.bans), addresses: tally.allAddresses };
    return toTop(by, selection, previous, { ranked, ...sums });
  };

  function toTop(
    by: Subject,
    selection: Selection,
    previous: Uint32Array | null,
    { ranked, ...sums }: Ranking,
  ): Top {
    const items = ranked.flatMap((each) => {
      const described = describe(by, each, selection);
      const previousBans = previous === null ? null : (previous[each.id] ?? 0);
      return described === null
        ? []
        : [{ ...described, bans: each.bans, addresses: each.addresses, previousBans }];
    });
    return { items, ...sums };
  }
}

type Place = Pick<TopItem, 'country' | 'asn' | 'operator'>;

/** Network keys end with their prefix; addresses inside come at the same bytes and after. */
function withoutPrefix(key: Uint8Array): Uint8Array {
  return key.slice(0, -1);
}

function countKeys(bans: Uint32Array, keys: Column, positions: Uint32Array): void {
  for (let index = 0; index < positions.length; index += 1) {
    const key = keys[positions[index] as number] as number;
    bans[key] = (bans[key] as number) + 1;
  }
}

/**
 * Counts every address once for each key. Nearly all have one key for good, so that a bit for each tells whether it came
 * before; the few that have moved are remembered with their keys.
 */
function createDistinct(largestAddress: number, moved: readonly number[]) {
  const seen = new Uint8Array((largestAddress >>> 3) + 1);
  const isMoved = new Set(moved);
  const pairs = new Set<string>();
  let addresses = 0;

  function isNewPair(address: number, key: number): boolean {
    const pair = `${address} ${key}`;
    const isNew = !pairs.has(pair);
    pairs.add(pair);
    return isNew;
  }

  return {
    addresses: () => addresses,
    count(sums: Uint32Array, keys: Column, ids: Column, positions: Uint32Array): void {
      for (let index = 0; index < positions.length; index += 1) {
        const position = positions[index] as number;
        const address = ids[position] as number;
        const bit = 1 << (address & 7);
        const place = address >>> 3;
        const isFirst = ((seen[place] as number) & bit) === 0;
        if (!isFirst && isMoved.size === 0) continue;
        const key = keys[position] as number;
        if (isFirst) {
          seen[place] = (seen[place] as number) | bit;
          addresses += 1;
        }
        const isCounted = isMoved.has(address) ? isNewPair(address, key) : isFirst;
        if (isCounted) sums[key] = (sums[key] as number) + 1;
      }
    },
  };
}

function rank({ bans, addresses }: Tally, limit: number): Ranked[] {
  const best: Ranked[] = [];
  for (let id = 0; id < bans.length; id += 1) {
    const count = bans[id] as number;
    const worst = best.length < limit ? 0 : (best.at(-1) as Ranked).bans;
    if (count <= worst) continue;
    const place = best.findLastIndex((each) => each.bans >= count) + 1;
    best.splice(place, 0, {
      id,
      bans: count,
      addresses: addresses === null ? null : (addresses[id] as number),
    });
    if (best.length > limit) best.pop();
  }
  return best;
}

function sum(numbers: Uint32Array): number {
  let total = 0;
  for (let index = 0; index < numbers.length; index += 1) total += numbers[index] as number;
  return total;
}

function countPositive(numbers: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    if ((numbers[index] as number) > 0) count += 1;
  }
  return count;
}
