import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '@bangui/sandbox/child';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArchiveCalls, createArchiveThread } from '../../archive/archive-thread.ts';
import { createBanIndex } from '../../fail2ban/ban-index.ts';
import { createHistory, type History } from './history.ts';

const now = Math.floor(Date.now() / 1000);
const banned = { jail: 'sshd', address: '203.0.113.7', bannedAt: now, expiresAt: null, banCount: 1 };
const bannedBefore = { ...banned, address: '203.0.113.6', bannedAt: now - 3 * 86_400 };
const bannedLater = { ...banned, address: '203.0.113.8', bannedAt: now + 60 };

const log = pino({ level: 'silent' });

let folder: string;
let history: History;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-history-'));
  const databaseFile = join(folder, 'fail2ban.sqlite3');
  const database = new DatabaseSync(databaseFile);
  database.exec(
    `CREATE TABLE bans (jail TEXT, ip TEXT, timeofban INTEGER, bantime INTEGER, bancount INTEGER, data JSON)`,
  );
  const insert = database.prepare("INSERT INTO bans VALUES (?, ?, ?, -1, 1, '{}')");
  for (const { jail, address, bannedAt } of [bannedBefore, banned, bannedLater])
    insert.run(jail, address, bannedAt);
  database.close();
  history = createHistory({
    archive: openThread(),
    watch: {
      bans: createBanIndex(),
      daemon: () => ({ state: 'online', version: '1.1.0', since: now, problem: null }),
      isSnapshotComplete: () => true,
      jails: () => [],
    },
    databaseFile: async () => databaseFile,
    log,
  });
  history.onHeld();
});

afterEach(async () => {
  await history.stop();
  rmSync(folder, { recursive: true });
});

function openThread(): ArchiveCalls {
  const path = join(folder, 'archive.sqlite3');
  return createArchiveThread({ path, countryDatabase: null, operatorDatabase: null, log, onAdded() {} });
}

const endOf = ({ address }: typeof banned) =>
  eventually('the ban has ended', async () => {
    const { items } = await history.page({ address, limit: 1 });
    return items[0]?.state === 'ended' && items[0];
  });

test('a release is told with who has asked for it', async () => {
  history.onRelease(banned.jail, [banned.address], 'anna');
  history.onUnban(banned, 'gone');
  expect(await endOf(banned)).toMatchObject({ endReason: 'released', releasedBy: 'anna' });
});

test('whoever asked for a release that found nobody has not released a later ban', async () => {
  history.onRelease(bannedLater.jail, [bannedLater.address], 'anna');
  history.onUnban(bannedLater, 'gone');
  expect(await endOf(bannedLater)).toMatchObject({ endReason: 'released', releasedBy: null });
});

test('old bans are left out as soon as an instance is told so that does not clear them itself', async () => {
  const { address } = bannedBefore;
  const isKept = async () => (await history.page({ address, limit: 1 })).items.length === 1;
  await eventually('the old ban is kept', isKept);
  const standby = openThread();
  await standby.keep({ days: 1, events: null });
  expect(await isKept()).toBe(false);
  await standby.close();
});
