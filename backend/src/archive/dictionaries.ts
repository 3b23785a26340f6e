/** Numbers for what events have in common, with how many bans and addresses each of them counts. */
import type { DatabaseSync } from 'node:sqlite';

/** Who has banned: a jail by itself, somebody by hand, or a blocklist. */
export type Origin = 'jail' | 'manual' | 'blocklist';

/** Where an address is, as far as the geography databases know. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly operator: { readonly asn: number; readonly name: string } | null;
}

export interface AddressEntry {
  readonly id: number;
  readonly networkId: number;
  /** Of its newest event. */
  readonly countryId: number;
  readonly operatorId: number;
  readonly isNew: boolean;
  readonly isNetworkNew: boolean;
}

export interface Dictionaries {
  sourceId(jail: string, origin: Origin): number;
  countryId(code: string | null): number;
  operatorId(operator: Place['operator']): number;
  /** Finds the address, or takes it in with its first ban counted. */
  address(
    key: Uint8Array,
    networkKey: Uint8Array,
    placeIds: () => { countryId: number; operatorId: number },
  ): AddressEntry;
  /** To be called after a transaction that failed: what was taken in by it is not there. */
  forget(): void;
}

/** What a column of two bytes can tell apart. */
const mostIds = 65_535;
const idOfUnknown = 0;
const mostRemembered = 10_000;

type Operator = NonNullable<Place['operator']>;

export function createDictionaries(database: DatabaseSync): Dictionaries {
  const findSource = database.prepare('SELECT id FROM sources WHERE jail = ? AND origin = ?');
  const addSource = database.prepare('INSERT INTO sources (jail, origin, bans) VALUES (?, ?, 0)');
  const findCountry = database.prepare('SELECT id FROM countries WHERE code = ?');
  const addCountry = database.prepare('INSERT INTO countries (code, bans, addresses) VALUES (?, 0, 0)');
  const findOperator = database.prepare('SELECT id, name FROM operators WHERE asn = ?');
  const addOperator = database.prepare(
    'INSERT INTO operators (asn, name, bans, addresses) VALUES (?, ?, 0, 0)',
  );
  const renameOperator = database.prepare('UPDATE operators SET name = ? WHERE id = ?');
  const findNetwork = database.prepare('SELECT id FROM networks WHERE key = ?');
  const addNetwork = database.prepare('INSERT INTO networks (key, bans, addresses) VALUES (?, 1, 1)');
  const findAddress = database.prepare(
    `SELECT id, network_id AS networkId, country_id AS countryId, operator_id AS operatorId
     FROM addresses WHERE key = ?`,
  );
  const addAddress = database.prepare(
    'INSERT INTO addresses (key, network_id, country_id, operator_id, bans) VALUES (?, ?, ?, ?, 1)',
  );

  function idOf(row: unknown, add: () => number): number {
    return (row as { id: number } | undefined)?.id ?? add();
  }

  const sources = new Map<string, number>();
  const countries = new Map<string, number>();
  const operators = new Map<number, { name: string; id: number }>();

  function findSourceId(jail: string, origin: Origin): number {
    const id = idOf(findSource.get(jail, origin), () => Number(addSource.run(jail, origin).lastInsertRowid));
    if (id > mostIds) throw new RangeError('The archive cannot tell more than 65,535 jails apart');
    return id;
  }

  function findCountryId(code: string): number {
    const id = idOf(findCountry.get(code), () => Number(addCountry.run(code).lastInsertRowid));
    return id > mostIds ? idOfUnknown : id;
  }

  function findOperatorId({ asn, name }: Operator): number {
    const known = findOperator.get(asn) as { id: number; name: string } | undefined;
    if (known !== undefined && known.name !== name) renameOperator.run(name, known.id);
    return known?.id ?? Number(addOperator.run(asn, name).lastInsertRowid);
  }

  return {
    sourceId: (jail, origin) => remember(sources, `${origin} ${jail}`, () => findSourceId(jail, origin)),
    countryId: (code) => (code === null ? idOfUnknown : remember(countries, code, () => findCountryId(code))),
    operatorId(operator) {
      if (operator === null) return idOfUnknown;
      const { asn, name } = operator;
      if (operators.get(asn)?.name !== name) operators.delete(asn);
      return remember(operators, asn, () => ({ name, id: findOperatorId(operator) })).id;
    },
    forget() {
      for (const remembered of [sources, countries, operators]) remembered.clear();
    },
    address(key, networkKey, placeIds) {
      const known = findAddress.get(key) as Omit<AddressEntry, 'isNew' | 'isNetworkNew'> | undefined;
      if (known !== undefined) return { ...known, isNew: false, isNetworkNew: false };
      const { countryId, operatorId } = placeIds();
      const network = findNetwork.get(networkKey);
      const networkId = idOf(network, () => Number(addNetwork.run(networkKey).lastInsertRowid));
      const id = Number(addAddress.run(key, networkId, countryId, operatorId).lastInsertRowid);
      return { id, networkId, countryId, operatorId, isNew: true, isNetworkNew: network === undefined };
    },
  };
}

function remember<Key, Value>(remembered: Map<Key, Value>, key: Key, find: () => Value): Value {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const value = find();
  remembered.set(key, value);
  return value;
}
