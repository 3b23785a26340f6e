import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from './archive.ts';
import { banRecord, openTestArchive } from './test-records.ts';

const now = Math.floor(Date.now() / 1000);

let archive: Archive;

beforeEach(() => {
  archive = openTestArchive();
});

afterEach(() => archive.close());

const newest = () => archive.page({}, 1).items[0];
const release = {
  jail: 'sshd',
  address: '203.0.113.7',
  bannedAt: now - 100,
  at: now - 50,
  reason: 'released',
  by: 'anna',
} as const;

test('a release before the time is noted with who asked for it', () => {
  archive.add([banRecord({ bannedAt: now - 100 })]);
  archive.noteReleases([release]);
  expect(newest()).toMatchObject({ endedAt: now - 50, endReason: 'released', releasedBy: 'anna' });
});

test('an end when it was due needs no note', () => {
  archive.add([banRecord({ bannedAt: now - 600, durationSeconds: 600 })]);
  archive.noteReleases([{ ...release, bannedAt: now - 600, at: now, by: null }]);
  expect(newest()).toMatchObject({ endedAt: null, endReason: null });
});

test('a release is noted for the ban that it ended, also where the address is banned again already', () => {
  archive.add([
    banRecord({ bannedAt: now - 100, durationSeconds: null }),
    banRecord({ bannedAt: now - 50, durationSeconds: null }),
    banRecord({ bannedAt: now - 99, jail: 'nginx', durationSeconds: null }),
  ]);
  archive.noteReleases([{ ...release, bannedAt: now - 101 }]);
  expect(archive.page({}, 9).items.map(({ jail, endedAt }) => [jail, endedAt])).toEqual([
    ['sshd', null],
    ['nginx', null],
    ['sshd', now - 50],
  ]);
});

test('a ban that an other one has followed ended by then', () => {
  archive.add([
    banRecord({ bannedAt: now - 200, durationSeconds: null }),
    banRecord({ bannedAt: now - 100, durationSeconds: null }),
  ]);
  archive.reconcile(
    { active: [{ jail: 'sshd', address: '203.0.113.7' }], unreadableJails: [] },
    now,
    'unknown',
  );
  expect(archive.page({}, 9).items.map(({ endedAt, endReason }) => [endedAt, endReason])).toEqual([
    [null, null],
    [now - 100, 'unknown'],
  ]);
});

test('an end that was noted stays, but for the name of who asked for it', () => {
  archive.add([banRecord({ bannedAt: now - 100, durationSeconds: null })]);
  archive.noteReleases([{ ...release, by: null }]);
  archive.noteReleases([{ ...release, at: now - 48 }]);
  archive.noteReleases([{ ...release, at: now, by: 'bert' }]);
  expect(newest()).toMatchObject({ endedAt: now - 48, releasedBy: 'anna' });
});

test('bans that nobody is under any more have ended while nobody looked', () => {
  const active = { jail: 'sshd', address: '203.0.113.7' };
  archive.add([
    banRecord({ bannedAt: now - 100, durationSeconds: null }),
    banRecord({ bannedAt: now - 100, durationSeconds: null, address: '203.0.113.8' }),
    banRecord({ bannedAt: now - 5, durationSeconds: null, address: '203.0.113.9' }),
    banRecord({ bannedAt: now - 200, durationSeconds: null, jail: 'stop --all' }),
  ]);
  archive.reconcile({ active: [active], unreadableJails: ['stop --all'] }, now, 'unknown');
  expect(archive.page({}, 9).items.map(({ address, endReason }) => [address, endReason])).toEqual([
    ['203.0.113.9', null],
    ['203.0.113.8', 'unknown'],
    ['203.0.113.7', null],
    ['203.0.113.7', null],
  ]);
});

test('a release of somebody who was never banned changes nothing', () => {
  archive.noteReleases([release]);
  expect(archive.summary().events).toBe(0);
});
