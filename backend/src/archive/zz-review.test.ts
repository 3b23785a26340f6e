import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openArchive } from './archive.ts';
import { banRecord, openTestArchive, originOf, saturday } from './test-records.ts';

const line = { lines: ['Failed password'] };
const many = (count: number, from = saturday, step = 1) =>
  Array.from({ length: count }, (_, index) =>
    banRecord({ address: `10.1.${Math.floor(index / 250)}.${index % 250}`, bannedAt: from + index * step, ...line }),
  );

test('A: text timeline during sealing', async () => {
  const archive = openTestArchive();
  archive.add(many(15));
  const question = archive.timeline({ filter: { text: 'password' }, bucket: 'day', timeZone: 'UTC', split: 'none' });
  archive.add(many(40, saturday + 100));
  expect((await question).total).toBeLessThanOrEqual(55);
  const { total } = await question;
  expect(total).toBe(15);
});
test('A2: text top during retention', async () => {
  const archive = openTestArchive();
  const now = Math.floor(Date.now() / 1000);
  archive.add(many(100, now - 100 * 3600, 3600));
  const question = archive.top('country', { text: 'password' }, 9);
  archive.keep({ days: 1, events: null });
  archive.applyRetention();
  while (archive.clearStep());
  const top = await question;
  expect(top.bans).toBeGreaterThan(0);
});
test('A3: text top during late arrivals', async () => {
  const archive = openTestArchive();
  archive.add(many(100, saturday, 10));
  const question = archive.top('jail', { text: 'password' }, 9);
  archive.add(many(100, saturday+5, 10).map((r) => ({ ...r, jail: 'nginx' })));
  const top = await question;
  expect(top.bans).toBeGreaterThanOrEqual(100);
  expect(top.bans).toBeLessThanOrEqual(200);
});
test('B: two instances, waiting for the lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zz-'));
  const one = openTestArchive(join(folder, 'a.sqlite3'));
  const other = openTestArchive(join(folder, 'a.sqlite3'));
  one.add(many(5));
  one.page({}, 1);
  const records = many(40, saturday + 1000);
  const first = records[0]!;
  let once = true;
  records[0] = { ...first, get bannedAt() { if (once) { once = false; other.add(many(20, saturday + 500)); } return first.bannedAt; } };
  one.add(records);
  expect(one.recount()).toEqual([]);
  one.close(); other.close();
  rmSync(folder, { recursive: true });
});
test('C: same key, two texts', () => {
  const archive = openTestArchive();
  archive.add([banRecord({ address: '2001:db8::2' , bannedAt: saturday}), banRecord({ address: '2001:DB8::2' })]);
  expect(archive.recount()).toEqual([]);
  const b = openTestArchive();
  b.add([banRecord({ address: '2001:DB8::2', bannedAt: saturday + 1 }), banRecord({ address: '2001:db8::2' }), banRecord({ address: '2001:DB8::2' })]);
  expect(b.recount()).toEqual([]);
  const c = openTestArchive();
  c.add([banRecord({ address: '2001:DB8::2', bannedAt: saturday + 1 }), banRecord({ address: '2001:db8::2', bannedAt: saturday + 1 }), banRecord({ address: '2001:db8::2' })]);
  expect(c.recount()).toEqual([]);
});
test('D: moved, cleared', async () => {
  const now = Math.floor(Date.now() / 1000);
  const countries = ['DE', 'DE', 'FR'];
  const archive = openArchive({ path: ':memory:', chunkEvents: 8, originOf, placeOf: () => ({ country: countries.shift() ?? null, operator: null }) });
  for (const at of [now - 5 * 86400, now - 3600 * 5, now - 3600 * 3]) archive.add([banRecord({ bannedAt: at })]);
  archive.keep({ days: 1, events: null }); archive.applyRetention(); while (archive.clearStep());
  expect((await archive.top('address', {}, 5)).items[0]?.country).toBe('FR');
});
test('E: two open bans', () => {
  const now = Math.floor(Date.now() / 1000);
  const archive = openTestArchive();
  archive.add([banRecord({ bannedAt: now - 200, durationSeconds: null }), banRecord({ bannedAt: now - 100, durationSeconds: null })]);
  archive.reconcile([{ jail: 'sshd', address: '203.0.113.7' }], now, 'unknown');
  expect(archive.page({}, 9).items.map(({ endReason }) => endReason)).toEqual([null, 'unknown']);
});
test('F: wider network in neighbourhood', () => {
  const archive = openTestArchive();
  archive.add([banRecord({ address: '203.0.0.7' }), banRecord({ address: '203.0.0.0/16' })]);
  expect(archive.addressHistory('203.0.0.7').neighbourhood).toMatchObject({ bans: 1, addresses: 1, neighbours: [] });
});
test('G: offset zone', async () => {
  const archive = openTestArchive();
  archive.add([banRecord({ bannedAt: saturday + 18 * 3600 + 44 * 60 }), banRecord({ bannedAt: saturday + 18 * 3600 + 42 * 60 })]);
  const { series } = await archive.timeline({ filter: { from: saturday, to: saturday + 2 * 86400 }, bucket: 'day', timeZone: '+05:17', split: 'none' });
  expect(series[0]?.counts).toEqual([1, 1, 0]);
});
test('G2: minute buckets', async () => {
  const archive = openTestArchive();
  archive.add(many(15, saturday + 900, 60));
  const { series } = await archive.timeline({ filter: { from: saturday, to: saturday + 1800 }, bucket: 'minute', timeZone: 'UTC', split: 'none' });
  expect(series[0]?.counts.slice(15, 30)).toEqual(Array(15).fill(1));
});
test('H: clock far ahead for a while', () => {
  const archive = openTestArchive();
  const now = Math.floor(Date.now() / 1000);
  archive.add([banRecord({ bannedAt: now - 100 })]);
  archive.keep({ days: 30, events: null });
  vi.useFakeTimers({ toFake: ['Date'], now: (now + 10 * 365 * 86400) * 1000 });
  archive.applyRetention(); while (archive.clearStep());
  vi.useRealTimers();
  archive.add([banRecord({ bannedAt: now + 1000 })]);
  expect(archive.summary().events).toBe(1);
});
test('I: many in a second', () => {
  const archive = openArchive({ path: ':memory:', originOf, placeOf: () => ({ country: null, operator: null }) });
  const records = Array.from({ length: 65_540 }, (_, i) => banRecord({ address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }));
  archive.add(records);
  expect(archive.summary().events).toBe(65_536);
});
test('J: release of a ban before another', () => {
  const now = Math.floor(Date.now() / 1000);
  const archive = openTestArchive();
  archive.add([banRecord({ bannedAt: now - 200, durationSeconds: null }), banRecord({ bannedAt: now , durationSeconds: null })]);
  archive.noteReleases([{ jail: 'sshd', address: '203.0.113.7', at: now, reason: 'released', by: 'anna', bannedAt: now - 200 } as never]);
  expect(archive.page({}, 9).items.map(({ endReason }) => endReason)).toEqual([null, 'released']);
});
