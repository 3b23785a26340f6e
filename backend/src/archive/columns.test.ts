import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Archive } from './archive.ts';
import { banRecord, openTestArchive } from './test-records.ts';

const hour = 3_600;
const now = Math.floor(Date.now() / 1000);

let folder: string;
let path: string;
let archive: Archive;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-columns-'));
  path = join(folder, 'archive.sqlite3');
  archive = openTestArchive(path);
});

afterEach(() => {
  archive.close();
  rmSync(folder, { recursive: true });
});

/** One an hour up to this moment, each of another address. */
const bans = (count: number, newestAt: number, jail = 'sshd') =>
  Array.from({ length: count }, (_, index) =>
    banRecord({
      jail,
      address: `198.51.${Math.floor(index / 250)}.${index % 250}`,
      bannedAt: newestAt - index * hour,
      lines: ['Failed password'],
    }),
  );

describe('a search that takes turns with whoever writes', () => {
  const filter = { text: 'password' };

  test('counts each ban once, while the newest become a chunk', async () => {
    archive.add(bans(15, now - 50 * hour));
    const query = { filter, bucket: 'month', timeZone: 'UTC', split: 'none' } as const;
    const counted = archive.timeline(query);
    archive.add(bans(40, now));
    expect((await counted).total).toBe(15);
  });

  test('counts each ban once, while late ones are put between', async () => {
    archive.add(bans(100, now));
    const counted = archive.top('jail', filter, 9);
    await nextTurn();
    archive.add(bans(100, now - 60, 'nginx'));
    const { items } = await counted;
    expect(items.find(({ key }) => key === 'sshd')?.bans).toBe(100);
  });

  test.each(['address', 'network', 'country'] as const)(
    'goes on while old bans are cleared: %s',
    async (by) => {
      archive.add(bans(100, now));
      const counted = archive.top(by, filter, 300);
      await nextTurn();
      archive.keep({ days: null, events: 5 });
      archive.applyRetention();
      while (archive.clearStep());
      const { items, bans: sum } = await counted;
      expect(items).not.toEqual([]);
      expect(sum).toBeGreaterThanOrEqual(5);
    },
  );
});

test('what another instance has written before it is this one’s turn is in the chunks that it writes', () => {
  const other = openTestArchive(path);
  archive.add(bans(5, now - 90 * hour));
  archive.page({}, 1);
  const writings = [() => other.add(bans(20, now - 50 * hour))];
  const records = bans(40, now).map((record) => ({
    ...record,
    get bannedAt() {
      writings.pop()?.();
      return record.bannedAt;
    },
  }));
  archive.add(records);
  expect(archive.page({}, 100).items).toHaveLength(65);
  expect(archive.recount()).toEqual([]);
  other.close();
});
