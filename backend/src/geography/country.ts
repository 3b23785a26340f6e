/** The country of an address, from a database on this machine; no third party is asked. */
import { createRequire } from 'node:module';
import { type CountryResponse, open } from 'maxmind';

/** ISO 3166-1 alpha-2 code, or null where the database does not know the address. */
export type CountryOf = (address: string) => string | null;

interface WhoisCountry {
  readonly country_code?: string;
}

const shippedDatabase = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

/** Opens the database that comes with BanGUI (CC0, from the regional registries' own data). */
export async function openCountryDatabase(): Promise<CountryOf> {
  const path = createRequire(import.meta.url).resolve(shippedDatabase);
  const reader = await open<CountryResponse>(path);
  return (address) => {
    const single = address.split('/')[0] ?? '';
    try {
      return (reader.get(single) as WhoisCountry | null)?.country_code ?? null;
    } catch {
      return null;
    }
  };
}
