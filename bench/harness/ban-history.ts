import { DatabaseSync } from 'node:sqlite';
import { createRandom, type Random } from '@bangui/sandbox/random';
import { type Archive, openArchive } from '../../backend/src/archive/archive.ts';
import type { Place } from '../../backend/src/archive/dictionaries.ts';
import type { BanRecord } from '../../backend/src/fail2ban/ban-records.ts';

/** Three years of bans: 2,000 networks send most of them, from 200 countries, to 20 jails. */
export interface BanHistory {
  readonly path: string;
  readonly eventsPerSecond: number;
  /** Of the file, without the log lines and their own tree. */
  readonly bytesPerEvent: number;
  /** A network of 65,536 addresses, and a country, with many bans. */
  readonly network: string;
  readonly country: string;
  readonly from: number;
  readonly to: number;
}

const YEARS = 3;
const HEAVY_NETWORKS = 2_000;
const COUNTRIES = 200;
const JAILS = 20;
const OPERATORS = 5_000;
const BATCH = 20_000;
const USERS = ['root', 'admin', 'test', 'oracle', 'ubuntu', 'git'];

export function writeBanHistory(path: string, events: number): BanHistory {
  const random = createRandom(events);
  const networks = heavyNetworks(random);
  const to = Math.floor(Date.now() / 1000) - 3_600;
  const from = to - YEARS * 365 * 86_400;
  const archive = openArchive({ path, placeOf, originOf: () => 'jail' });
  let milliseconds = 0;
  for (let start = 0; start < events; start += BATCH) {
    const count = Math.min(BATCH, events - start);
    const records = Array.from({ length: count }, (_, index) => {
      const bannedAt = from + Math.floor(((start + index) / events) * (to - from));
      return banRecord(random, networks, bannedAt);
    });
    milliseconds += timeOf(() => archive.add(records));
  }
  const bytesPerEvent = bytesWithoutLines(path, archive) / events;
  archive.close();
  return {
    path,
    eventsPerSecond: events / (milliseconds / 1000),
    bytesPerEvent,
    network: `${networks[0]!.split('.').slice(0, 2).join('.')}.0.0/16`,
    country: 'AA',
    from,
    to,
  };
}

function timeOf(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function bytesWithoutLines(path: string, archive: Archive): number {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const { bytes } = database
    .prepare("SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = 'lines'")
    .get() as {
    bytes: number;
  };
  database.close();
  return archive.summary().fileBytes - bytes;
}

function heavyNetworks(random: Random): string[] {
  return Array.from(
    { length: HEAVY_NETWORKS },
    () => `${random.integer(11, 220)}.${random.integer(0, 255)}.${random.integer(0, 255)}`,
  );
}

/** The first ones are met most often: as many in the first tenth as in the second, in the logarithm. */
function rank(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor(count ** random.fraction()) - 1);
}

function address(random: Random, networks: readonly string[]): string {
  const chance = random.fraction();
  if (chance < 0.9) return `${networks[rank(random, HEAVY_NETWORKS)]}.${random.integer(0, 255)}`;
  if (chance < 0.95)
    return `2001:db8:${rank(random, 500).toString(16)}::${random.integer(1, 999).toString(16)}`;
  return [random.integer(11, 220), ...Array.from({ length: 3 }, () => random.integer(0, 255))].join('.');
}

function banRecord(random: Random, networks: readonly string[], bannedAt: number): BanRecord {
  const source = address(random, networks);
  const user = random.pick(USERS);
  const line = `host sshd[4711]: Failed password for ${user} from ${source} port 40022 ssh2`;
  return {
    jail: `jail-${rank(random, JAILS)}`,
    address: source,
    bannedAt,
    durationSeconds: 600,
    banCount: 1,
    failures: 3,
    lines: Array.from({ length: 3 }, () => line),
    isTruncated: false,
  };
}

/** Networks near each other are in one country and belong to one operator. */
function placeOf(text: string): Place {
  const [first = '', second = ''] = text.split(text.includes(':') ? ':' : '.');
  const mixed =
    (Math.imul(Number.parseInt(first, 16) * 257 + Number.parseInt(second, 16), 2_654_435_761) >>> 0) /
    2 ** 32;
  const country = Math.floor(COUNTRIES ** mixed) - 1;
  const asn = 1 + Math.floor(mixed * OPERATORS);
  return { country: countryCode(country), operator: { asn, name: `Operator ${asn}` } };
}

function countryCode(number: number): string {
  return String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26));
}
