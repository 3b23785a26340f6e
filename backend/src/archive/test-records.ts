/** Bans for the archive's tests, and what a plain list says to the same questions. */
import type { BanRecord } from '../fail2ban/ban-records.ts';
import { contains, parseAddress } from '../network/address.ts';
import { type Archive, openArchive } from './archive.ts';
import type { Origin, Place } from './dictionaries.ts';
import type { EventFilter } from './selection.ts';

/** 2026-03-28 00:00 UTC, a day before summer time begins in Europe. */
export const saturday = Date.UTC(2026, 2, 28) / 1000;

export function banRecord(given: Partial<BanRecord> = {}): BanRecord {
  return {
    jail: 'sshd',
    address: '203.0.113.7',
    bannedAt: saturday,
    durationSeconds: 600,
    banCount: 1,
    failures: 5,
    lines: [],
    isTruncated: false,
    ...given,
  };
}

/** Countries and operators by the last digit of the address, so that a test knows them without a database. */
export function placeOf(address: string): Place {
  const digit = Number(address.split('/')[0]?.at(-1));
  const country = [null, 'DE', 'CN', 'US', 'BR'][digit % 5] ?? null;
  const operator = digit >= 5 ? { asn: 64_500 + digit, name: `Operator ${digit}` } : null;
  return { country, operator };
}

export function originOf({ jail, lines }: BanRecord): Origin {
  if (jail === 'blocklist-import') return 'blocklist';
  return jail === 'manual' || lines.length === 0 ? 'manual' : 'jail';
}

/** In memory, with so small chunks that a test fills some. */
export function openTestArchive(path = ':memory:'): Archive {
  return openArchive({ path, placeOf, originOf, chunkEvents: 8 });
}

/** What a filter means, told without the archive. */
export function matches(filter: EventFilter, record: BanRecord): boolean {
  const { country, operator } = placeOf(record.address);
  const wanted = parseAddress(filter.address ?? '');
  const own = parseAddress(record.address);
  const isInside = wanted?.isNetwork
    ? own !== null && contains(wanted, own)
    : (wanted?.text ?? filter.address) === record.address;
  return [
    filter.address === undefined || isInside,
    filter.jail === undefined || filter.jail === record.jail,
    filter.country === undefined || filter.country === country,
    filter.asn === undefined || filter.asn === operator?.asn,
    filter.origin === undefined || filter.origin === originOf(record),
    record.bannedAt >= (filter.from ?? 0),
    record.bannedAt < (filter.to ?? Number.POSITIVE_INFINITY),
    filter.text === undefined || record.lines.join('\n').toLowerCase().includes(filter.text.toLowerCase()),
  ].every(Boolean);
}
