import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BanDatabase, type BanRow, openBanDatabase } from './ban-database.ts';

const jail = 'sshd-ddos.v2';
let daemon: PrivateDaemon;
/** What fail2ban itself made: an empty database of the daemon's own schema. */
let folder: string;
let path: string;
let reader: BanDatabase;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [{ name: jail, failregex: '^ flood from <HOST>', maxretry: 2 }],
  });
});

afterAll(() => daemon.dispose());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bangui-bans-'));
  path = join(folder, 'fail2ban.sqlite3');
  await copyFile(daemon.databasePath, path);
  write('DELETE FROM bans; DELETE FROM bips;');
  reader = openBanDatabase(path);
});

afterEach(async () => {
  reader.close();
  await rm(folder, { recursive: true });
});

function write(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

function insert(address: string, data = '{}', bannedAt = 1_000): void {
  const database = new DatabaseSync(path);
  for (const table of ['bans', 'bips']) {
    database
      .prepare(
        `INSERT OR REPLACE INTO ${table}(jail, ip, timeofban, bantime, bancount, data) VALUES (?,?,?,600,1,?)`,
      )
      .run(jail, address, bannedAt, data);
  }
  database.close();
}

function addressesOf(rows: readonly BanRow[]): string[] {
  return rows.map(({ address }) => address);
}

describe('on the daemon’s own file', () => {
  test('a ban by the filter comes once, and its log lines are the evidence', async () => {
    const live = openBanDatabase(daemon.databasePath);
    live.newBans();
    const stamp = new Date().toLocaleString('sv-SE').replace(' ', 'T');
    const line = `${stamp} flood from 198.51.100.9 <script>alert(1)</script> \u001b[31m`;
    await daemon.appendLog(jail, [line, line]);
    const rows = await eventually('the row is there', async () => {
      const found = live.newBans();
      return found.length > 0 && found;
    });
    expect(rows).toEqual([
      expect.objectContaining({ jail, address: '198.51.100.9', durationSeconds: 600, banCount: 1 }),
    ]);
    expect(live.newBans()).toEqual([]);
    expect(live.evidence(jail, '198.51.100.9')).toEqual({
      failures: 2,
      matches: [line, line],
      isTruncated: false,
    });
    expect(live.latestBan(jail, '198.51.100.9')).toMatchObject({ durationSeconds: 600 });
    expect([...(await live.latestBans())(jail).keys()]).toEqual(['198.51.100.9']);
    live.close();
  });

  test('released and banned anew, an address comes anew although its row id is given out again', async () => {
    const live = openBanDatabase(daemon.databasePath);
    live.newBans();
    const comes = (address: string) =>
      eventually(`${address} is there`, async () => addressesOf(live.newBans()).includes(address));
    await daemon.client('set', jail, 'banip', '192.0.2.1');
    await comes('192.0.2.1');
    await daemon.client('set', jail, 'unbanip', '192.0.2.1');
    await daemon.client('set', jail, 'banip', '192.0.2.2');
    await comes('192.0.2.2');
    live.close();
  });
});

test('the first read takes the position and reports nothing', () => {
  insert('192.0.2.1');
  expect(reader.newBans()).toEqual([]);
  insert('192.0.2.2');
  expect(addressesOf(reader.newBans())).toEqual(['192.0.2.2']);
});

test('rows that were replaced between two reads are told from those that stayed', () => {
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) insert(address);
  reader.newBans();
  write("DELETE FROM bans WHERE ip IN ('192.0.2.2', '192.0.2.3')");
  for (const address of ['192.0.2.4', '192.0.2.5', '192.0.2.6']) insert(address);
  expect(addressesOf(reader.newBans())).toEqual(['192.0.2.4', '192.0.2.5', '192.0.2.6']);
  expect(reader.newBans()).toEqual([]);
});

test('a purge that empties the table loses no later ban', () => {
  insert('192.0.2.1');
  reader.newBans();
  write('DELETE FROM bans');
  expect(reader.newBans()).toEqual([]);
  insert('192.0.2.2');
  expect(addressesOf(reader.newBans())).toEqual(['192.0.2.2']);
});

test('more rows than one read takes come in several, none left out', () => {
  reader.newBans();
  const database = new DatabaseSync(path);
  database.exec('BEGIN');
  const add = database.prepare(
    "INSERT INTO bans(jail, ip, timeofban, bantime, data) VALUES (?, ?, 1000, 600, '{}')",
  );
  for (let index = 0; index < 12_000; index += 1) add.run(jail, `10.0.${index >> 8}.${index & 255}`);
  database.exec('COMMIT');
  database.close();
  const seen = new Set<string>();
  for (let read = 0; read < 4; read += 1) for (const row of reader.newBans()) seen.add(row.address);
  expect(seen.size).toBe(12_000);
});

test('the latest bans of many addresses come in one go, each jail with its own', async () => {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec('BEGIN');
  const add = database.prepare('INSERT INTO bips(jail, ip, timeofban, bantime) VALUES (?, ?, 1000, 600)');
  for (let index = 0; index < 12_000; index += 1)
    add.run(`jail ${index % 3}`, `10.0.${index >> 8}.${index & 255}`);
  database.exec('COMMIT');
  database.close();
  const bansOf = await reader.latestBans();
  expect(['jail 0', 'jail 1', 'jail 2', 'nowhere'].map((name) => bansOf(name).size)).toEqual([
    4_000, 4_000, 4_000, 0,
  ]);
  expect(bansOf('jail 1').get('10.0.0.1')).toMatchObject({
    jail: 'jail 1',
    bannedAt: 1_000,
    durationSeconds: 600,
  });
});

test('a file that is not there yet is read as soon as it is', async () => {
  reader.close();
  reader = openBanDatabase(join(folder, 'later.sqlite3'));
  expect(reader.newBans()).toEqual([]);
  expect(reader.problem()).toContain('later.sqlite3');
  expect((await reader.latestBans())(jail)).toEqual(new Map());
  expect(reader.latestBan(jail, '192.0.2.1')).toBeNull();
  await copyFile(path, join(folder, 'later.sqlite3'));
  expect((await reader.latestBans())(jail)).toEqual(new Map());
  expect(reader.problem()).toBeNull();
});

test('a file that is replaced is read from its beginning', async () => {
  insert('192.0.2.1');
  reader.newBans();
  await copyFile(path, join(folder, 'new'));
  write('DELETE FROM bans');
  await rename(join(folder, 'new'), path);
  insert('192.0.2.9', '{}', 2_000);
  expect(addressesOf(reader.newBans())).toEqual(['192.0.2.9']);
});

test('a writer that holds the file is waited for at the next read', () => {
  reader.newBans();
  insert('192.0.2.1');
  const writer = new DatabaseSync(path);
  writer.exec('BEGIN EXCLUSIVE');
  expect(reader.newBans()).toEqual([]);
  expect(reader.problem()).toContain('locked');
  writer.exec('COMMIT');
  writer.close();
  expect(addressesOf(reader.newBans())).toEqual(['192.0.2.1']);
});

test.each([
  ['no database', 'this is no database at all'.repeat(200)],
  ['an empty file', ''],
])('%s is a problem with a sentence, not an exception', async (_what, content) => {
  await writeFile(path, content);
  expect(reader.newBans()).toEqual([]);
  expect((await reader.latestBans())(jail)).toEqual(new Map());
  expect(reader.latestBan(jail, '192.0.2.1')).toBeNull();
  expect(reader.evidence(jail, '192.0.2.1')).toBeNull();
  expect(reader.problem()).toContain(path);
});

test.each([
  ['nonsense', 'not json'],
  ['another shape', '[1, 2]'],
  ['nothing', 'null'],
  ['matches that are no list', '{"matches": 7, "failures": "many"}'],
])('evidence of %s is empty', (_what, data) => {
  insert('192.0.2.1', data);
  expect(reader.evidence(jail, '192.0.2.1')).toEqual({ failures: null, matches: [], isTruncated: false });
});

test('evidence is cut to what a page can show, and says so', () => {
  insert(
    '192.0.2.1',
    JSON.stringify({ matches: [['before ', 'date', ' after'], 'x'.repeat(1_000_000)], failures: 2 }),
  );
  const evidence = reader.evidence(jail, '192.0.2.1');
  expect(evidence?.matches[0]).toBe('before date after');
  expect(evidence?.matches[1]).toHaveLength(2_000);
  expect(evidence?.isTruncated).toBe(true);
});

test('a ban time with a fraction, as growing ban times have, comes in whole seconds', () => {
  reader.newBans();
  insert('192.0.2.1');
  write('UPDATE bans SET bantime = 18506.208; UPDATE bips SET bantime = 18506.208');
  expect(reader.newBans()).toEqual([expect.objectContaining({ durationSeconds: 18_506 })]);
  expect(reader.latestBan(jail, '192.0.2.1')).toMatchObject({ durationSeconds: 18_506 });
});

test('a host name in the place of an address is kept as it is', () => {
  reader.newBans();
  insert('scanner.example');
  expect(addressesOf(reader.newBans())).toEqual(['scanner.example']);
});
