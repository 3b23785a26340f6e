import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Archive, openArchive } from './archive.ts';
import { banRecord, openTestArchive, originOf } from './test-records.ts';

const now = Math.floor(Date.now() / 1000);
const day = 86_400;

let folder: string;
let path: string;
let archive: Archive;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-archive-'));
  path = join(folder, 'archive.sqlite3');
  archive = openTestArchive(path);
});

afterEach(() => {
  archive.close();
  rmSync(folder, { recursive: true });
});

/** One ban an hour, the newest an hour ago, from ever other addresses. */
function fill(hours: number): void {
  const records = Array.from({ length: hours }, (_, index) =>
    banRecord({
      address: `198.51.${Math.floor(index / 250)}.${index % 250}`,
      bannedAt: now - (index + 1) * 3_600,
      lines: ['x'.repeat(500)],
    }),
  );
  archive.add(records);
}

function clear(): void {
  archive.applyRetention();
  while (archive.clearStep());
}

test('without a rule everything is kept', () => {
  fill(50);
  clear();
  expect(archive.summary()).toMatchObject({ events: 50, retention: { days: null, events: null } });
});

test('bans older than the rule are left out at once, and cleared little by little', () => {
  fill(100);
  archive.keep({ days: 2, events: null });
  archive.applyRetention();
  expect(archive.summary().isClearing).toBe(true);
  expect(archive.page({}, 200).items.length).toBeLessThanOrEqual(49);
  clear();
  const { events, isClearing, oldestAt } = archive.summary();
  expect(events).toBeGreaterThanOrEqual(47);
  expect(events).toBeLessThanOrEqual(49);
  expect(isClearing).toBe(false);
  expect(oldestAt).toBeGreaterThan(now - 2 * day - 1_000);
  expect(archive.recount()).toEqual([]);
});

test('of too many bans at least the wanted number of the newest is kept', async () => {
  fill(100);
  archive.keep({ days: null, events: 30 });
  clear();
  const { events } = archive.summary();
  expect(events).toBeGreaterThanOrEqual(30);
  expect(events).toBeLessThanOrEqual(31);
  expect(archive.page({}, 200).items).toHaveLength(events);
  expect((await archive.top('address', {}, 100)).keys).toBe(events);
  expect(archive.recount()).toEqual([]);
});

test('what was cleared does not come back when fail2ban still has it', () => {
  fill(100);
  archive.keep({ days: 1, events: null });
  clear();
  const { events } = archive.summary();
  fill(100);
  expect(archive.summary().events).toBe(events);
});

test('the file gives the space back', () => {
  fill(6_000);
  const shrink = () => {
    const database = new DatabaseSync(path);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    return statSync(path).size;
  };
  const before = shrink();
  archive.keep({ days: 1, events: null });
  clear();
  expect(shrink()).toBeLessThan(before / 5);
});

test('new bans are kept also after a clock that was years ahead', () => {
  fill(10);
  archive.keep({ days: 30, events: null });
  vi.useFakeTimers({ toFake: ['Date'], now: (now + 10 * 365 * day) * 1000 });
  clear();
  vi.useRealTimers();
  expect(archive.summary().events).toBe(0);
  archive.add([banRecord({ bannedAt: now })]);
  expect(archive.summary().events).toBe(1);
  expect(archive.recount()).toEqual([]);
});

test('an address of which bans are cleared is where its newest ban was', async () => {
  const countries = ['DE', 'DE', 'FR'];
  const placeOf = () => ({ country: countries.shift() ?? null, operator: null });
  const moving = openArchive({ path: ':memory:', originOf, placeOf });
  for (const age of [3 * day, 7_200, 3_600]) moving.add([banRecord({ bannedAt: now - age })]);
  moving.keep({ days: 1, events: null });
  moving.applyRetention();
  while (moving.clearStep());
  expect((await moving.top('address', {}, 1)).items[0]).toMatchObject({ bans: 2, country: 'FR' });
  expect(moving.recount()).toEqual([]);
  moving.close();
});
