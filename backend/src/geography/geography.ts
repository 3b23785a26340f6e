/** Where an address is and whose network it belongs to, from databases on this machine; no third party is asked. */
import { createRequire } from 'node:module';
import { type MmdbContent, type MmdbFile, openMmdbFile, type WarningLog } from './mmdb-file.ts';

/** ISO 3166-1 alpha-2 code, or null where the database does not know the address. Takes networks too. */
export type CountryOf = (address: string) => string | null;

export interface Operator {
  /** Number of the autonomous system (RFC 1930). */
  readonly asn: number;
  readonly name: string;
}

export interface DatabaseState {
  /** null: the one that comes with BanGUI. */
  readonly path: string | null;
  /** Unix seconds. */
  readonly builtAt: number | null;
  readonly problem: string | null;
}

export interface GeographyState {
  readonly country: DatabaseState;
  /** null where no database of operators is configured. */
  readonly operator: DatabaseState | null;
}

export interface GeographyContents {
  readonly country: MmdbContent | null;
  readonly operator: MmdbContent | null;
}

export interface Geography {
  readonly countryOf: CountryOf;
  operatorOf(address: string): Operator | null;
  state(): GeographyState;
  /** The databases in memory, for the geography of another thread. */
  contents(): GeographyContents;
  close(): void;
}

export interface GeographyOptions {
  /** A file of MaxMind's format instead of the one that comes with BanGUI. */
  readonly countryDatabase: string | null;
  readonly operatorDatabase: string | null;
  readonly log: WarningLog;
  /** What another thread has read of the same databases, so that memory holds them once. */
  readonly contents?: GeographyContents | undefined;
  readonly refreshMilliseconds?: number;
}

/** CC0, from the regional registries' own data. */
const shippedDatabase = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';
const defaultRefreshMilliseconds = 5_000;
const longestName = 200;
const greatestAsn = 4_294_967_295;

export function createGeography(options: GeographyOptions): Geography {
  const { countryDatabase, operatorDatabase, log, contents } = options;
  const countries = openMmdbFile(
    countryDatabase ?? createRequire(import.meta.url).resolve(shippedDatabase),
    log,
    contents?.country,
  );
  const operators =
    operatorDatabase === null ? null : openMmdbFile(operatorDatabase, log, contents?.operator);
  const refreshing = setInterval(() => {
    countries.refresh();
    operators?.refresh();
  }, options.refreshMilliseconds ?? defaultRefreshMilliseconds).unref();

  return {
    countryOf: (address) => toCountry(countries.get(firstAddress(address))),
    operatorOf: (address) => toOperator(operators?.get(firstAddress(address)) ?? null),
    state: () => ({
      country: stateOf(countryDatabase, countries),
      operator: operators === null ? null : stateOf(operatorDatabase, operators),
    }),
    contents: () => ({ country: countries.content(), operator: operators?.content() ?? null }),
    close: () => clearInterval(refreshing),
  };
}

function stateOf(path: string | null, file: MmdbFile): DatabaseState {
  return { path, builtAt: file.builtAt(), problem: file.problem() };
}

function firstAddress(address: string): string {
  return address.split('/')[0] ?? '';
}

type Entry = Readonly<Record<string, unknown>> | null;

/** As MaxMind and DB-IP name it (`country.iso_code`), ip-location-db and IPinfo (`country_code`, `country`). */
function toCountry(entry: Entry): string | null {
  const country = entry?.country;
  const nested = typeof country === 'object' && country !== null ? (country as { iso_code?: unknown }) : {};
  const code = [nested.iso_code, entry?.country_code, country].find((value) => typeof value === 'string');
  return typeof code === 'string' && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : null;
}

/** As MaxMind, DB-IP and ip-location-db name it (`autonomous_system_…`), and IPinfo (`asn`: "AS123", `as_name`). */
function toOperator(entry: Entry): Operator | null {
  const number = entry?.autonomous_system_number ?? entry?.asn;
  const asn = Number(typeof number === 'string' ? number.replace(/^AS/i, '') : number);
  if (number === null || !Number.isInteger(asn) || asn < 1 || asn > greatestAsn) return null;
  const name = entry?.autonomous_system_organization ?? entry?.as_name ?? entry?.name;
  return { asn, name: typeof name === 'string' ? name.slice(0, longestName) : '' };
}
