import type { BlocklistCounts } from '../../api/types';

/** `340ms`, `2.1s` or `1m 12s`, for how long a step took. */
export function millisecondsInWords(milliseconds: number, locale: string): string {
  const written = (value: number, unit: string, maximumFractionDigits: number) =>
    value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits });
  if (milliseconds < 1_000) return written(milliseconds, 'millisecond', 0);
  if (milliseconds < 59_950) return written(milliseconds / 1_000, 'second', 1);
  const seconds = Math.round(milliseconds / 1_000);
  return `${written(Math.floor(seconds / 60), 'minute', 0)} ${written(seconds % 60, 'second', 0)}`;
}

/** Addresses that entries cover: exact while people can read it, rounded beyond; IPv6 knows numbers without names. */
export function addressesInWords(addresses: number, locale: string): string {
  if (addresses < 1_000_000) return addresses.toLocaleString(locale);
  if (addresses < 1e15)
    return addresses.toLocaleString(locale, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumSignificantDigits: 3,
    });
  return addresses.toLocaleString(locale, { notation: 'scientific', maximumSignificantDigits: 2 });
}

export function percent(share: number, locale: string): string {
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 });
}

/** All entries, and the same by family and by kind. */
export function sumsOf({ ip4, net4, ip6, net6 }: BlocklistCounts) {
  return {
    all: ip4 + net4 + ip6 + net6,
    v4: ip4 + net4,
    v6: ip6 + net6,
    single: ip4 + ip6,
    networks: net4 + net6,
  };
}
