import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Archive } from './archive.ts';
import { type Collector, createCollector } from './collector.ts';
import { openTestArchive, saturday } from './test-records.ts';

const table = `CREATE TABLE bans (jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL, bantime INTEGER NOT NULL,
  bancount INTEGER NOT NULL default 1, data JSON)`;

let folder: string;
/** fail2ban's database. */
let path: string;
let archivePath: string;
let archive: Archive;
let collector: Collector;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-collector-'));
  path = join(folder, 'fail2ban.sqlite3');
  archivePath = join(folder, 'archive.sqlite3');
  warnings = [];
  start();
});

afterEach(async () => {
  await collector.stop();
  archive.close();
  rmSync(folder, { recursive: true });
});

function start(): void {
  archive = openTestArchive(archivePath);
  collector = createCollector({
    archive,
    onAdded() {},
    warn: (line, message) => void warnings.push(`${message} ${JSON.stringify(line)}`),
  });
}

async function restart(): Promise<void> {
  await collector.stop();
  archive.close();
  start();
  await collector.follow(path);
}

function write(sql: string, ...values: SQLInputValue[]): void {
  const database = new DatabaseSync(path);
  database.prepare(sql).run(...values);
  database.close();
}

function insert(address: SQLInputValue, time: SQLInputValue = saturday, data: SQLInputValue = '{}'): void {
  write("INSERT INTO bans VALUES ('sshd', ?, ?, 600, 1, ?)", address, time, data);
}

const kept = () => archive.page({}, 1_000).items.map(({ address, bannedAt }) => `${address} ${bannedAt}`);
const keptAddresses = () =>
  archive
    .page({}, 1_000)
    .items.map(({ address }) => address)
    .sort();

describe('each ban is kept once', () => {
  beforeEach(() => write(table));

  test('from the first that fail2ban still has to those that come', async () => {
    insert('192.0.2.1');
    await collector.follow(path);
    expect(keptAddresses()).toEqual(['192.0.2.1']);
    insert('192.0.2.2');
    await eventually('the next is kept', async () => keptAddresses().length === 2);
    expect(collector.state()).toMatchObject({ state: 'collecting', problem: null, skipped: 0 });
  });

  test('also those that were made, and gone again, around a time without BanGUI', async () => {
    insert('192.0.2.1');
    await collector.follow(path);
    await collector.stop();
    write('DELETE FROM bans');
    insert('192.0.2.2');
    insert('192.0.2.3');
    await restart();
    await restart();
    expect(keptAddresses()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
    expect(archive.recount()).toEqual([]);
  });

  test('whichever way the clock jumps', async () => {
    await collector.follow(path);
    insert('192.0.2.1', saturday);
    await collector.poll();
    insert('192.0.2.1', saturday - 86_400 * 400);
    await collector.poll();
    insert('192.0.2.1', saturday + 3_600);
    insert('192.0.2.1', saturday);
    await collector.poll();
    expect(kept()).toEqual([
      `192.0.2.1 ${saturday + 3_600}`,
      `192.0.2.1 ${saturday}`,
      `192.0.2.1 ${saturday - 86_400 * 400}`,
    ]);
    expect(archive.recount()).toEqual([]);
  });

  test('when the daemon begins a new file', async () => {
    insert('192.0.2.1');
    await collector.follow(path);
    rmSync(path);
    write(table);
    insert('192.0.2.1');
    insert('192.0.2.2', saturday + 1);
    await collector.poll();
    expect(kept()).toEqual([`192.0.2.2 ${saturday + 1}`, `192.0.2.1 ${saturday}`]);
  });

  test('when the archive could not be written for a while', async () => {
    await collector.follow(path);
    const other = new DatabaseSync(archivePath);
    other.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
    insert('192.0.2.1');
    await collector.poll();
    insert('192.0.2.2');
    await collector.poll();
    expect(collector.state()).toMatchObject({ state: 'waiting', problem: expect.stringContaining('full') });
    expect(warnings).toHaveLength(1);
    other.exec('DROP TRIGGER full');
    other.close();
    await collector.poll();
    expect(keptAddresses()).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(collector.state()).toMatchObject({ state: 'collecting', problem: null });
    expect(archive.recount()).toEqual([]);
  });
});

describe('a row', () => {
  beforeEach(() => write(table));

  test.each([
    ['a time that is none', 'yesterday'],
    ['a time before time', -5],
    ['a time in a far future', 253_402_300_800],
    ['a time beyond numbers', 9e18],
  ])('of %s is skipped with a reason, and the others are kept', async (_, time) => {
    insert('192.0.2.1');
    insert('192.0.2.2', time);
    insert('192.0.2.3');
    await collector.follow(path);
    await collector.poll();
    expect(keptAddresses()).toEqual(['192.0.2.1', '192.0.2.3']);
    expect(collector.state()).toMatchObject({ state: 'collecting', problem: null, skipped: 1 });
    expect(warnings).toEqual([expect.stringContaining('its time')]);
  });

  test('without an address is skipped with a reason', async () => {
    insert(null);
    await collector.follow(path);
    expect(warnings).toEqual([expect.stringContaining('no address')]);
  });

  test.each([
    'host.example.org',
    'not an address at all',
    '<img src=x onerror=alert(1)>',
    '999.1.1.1',
    '::ffff:1.2.3.4.5',
    '名前.example',
  ])('of %s is kept as a name', async (address) => {
    insert(address);
    await collector.follow(path);
    expect(keptAddresses()).toEqual([address]);
    expect(archive.page({ address }, 9).items).toHaveLength(1);
    expect(archive.recount()).toEqual([]);
  });

  test('with markup, control characters and bytes that are no text in its lines is kept readable', async () => {
    const line = '\u001b[31m<script>\u0007\udcff\r\n';
    insert('192.0.2.1', saturday, JSON.stringify({ matches: [line, 'x'.repeat(3_000_000)], failures: 2 }));
    await collector.follow(path);
    const [event] = archive.page({}, 1).items;
    expect(archive.lines(event?.id ?? 0)).toEqual({
      lines: ['\\x1b[31m<script>\\x07\ufffd\\x0d\\x0a', 'x'.repeat(2_000)],
      isTruncated: true,
    });
  });

  test('that comes again and again does not fill the log', async () => {
    for (let count = 0; count < 60; count += 1) insert('192.0.2.1', -count - 1);
    await collector.follow(path);
    expect(collector.state().skipped).toBe(60);
    expect(warnings.length).toBeLessThan(60);
  });
});

describe('a database', () => {
  /** Told once however often it is looked at, and collected from as soon as it can be. */
  async function recovers(problem: RegExp, repair: () => void): Promise<void> {
    await collector.follow(path);
    await collector.poll();
    await collector.poll();
    expect(collector.state()).toMatchObject({
      state: 'waiting',
      problem: expect.stringMatching(problem),
    });
    expect(warnings.filter((warning) => problem.test(warning))).toHaveLength(1);
    repair();
    // Whoever repairs it may still hold its lock when the first look finds the ban.
    await eventually('it is collected from', async () => {
      const { state, problem: rest } = collector.state();
      return keptAddresses().includes('192.0.2.1') && state === 'collecting' && rest === null;
    });
  }

  function begin(): void {
    rmSync(path, { force: true });
    write(table);
    insert('192.0.2.1');
  }

  test('that is missing', () => recovers(/ENOENT/, begin));

  test('that is empty', () => {
    writeFileSync(path, '');
    return recovers(/no such table/, begin);
  });

  test('that is no database', () => {
    writeFileSync(path, 'these are not the bytes of a database '.repeat(100));
    return recovers(/not a database/, begin);
  });

  test('whose path leads to a folder', () => {
    path = folder;
    return recovers(/cannot be read/, () => {
      path = join(folder, 'fail2ban.sqlite3');
      begin();
      void collector.follow(path);
    });
  });

  test('that is locked', async () => {
    begin();
    const writer = new DatabaseSync(path);
    writer.exec('BEGIN EXCLUSIVE');
    await recovers(/locked/, () => {
      writer.exec('COMMIT');
      writer.close();
    });
  });

  test('that is locked, deleted and replaced while it is followed loses nothing', async () => {
    begin();
    await collector.follow(path);
    const writer = new DatabaseSync(path);
    writer.exec('BEGIN EXCLUSIVE');
    writer.exec(`INSERT INTO bans VALUES ('sshd', '192.0.2.2', ${saturday}, 600, 1, '{}')`);
    await collector.poll();
    expect(collector.state().problem).toContain('locked');
    writer.exec('COMMIT');
    writer.close();
    await collector.poll();
    renameSync(path, `${path}.away`);
    await collector.poll();
    expect(collector.state().problem).toContain('ENOENT');
    begin();
    insert('192.0.2.3');
    await collector.poll();
    expect(keptAddresses()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
  });

  test('of an older version is collected from, and goes on after it was brought to a newer one', async () => {
    write('CREATE TABLE bans (jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL, data JSON)');
    write(`INSERT INTO bans VALUES ('sshd', '192.0.2.1', ${saturday}, '{"failures": 3}')`);
    await collector.follow(path);
    write('DROP TABLE bans');
    write(table);
    insert('192.0.2.1');
    insert('192.0.2.2');
    await collector.poll();
    expect(
      archive
        .page({}, 9)
        .items.map(({ durationSeconds }) => durationSeconds)
        .sort(),
    ).toEqual([0, 600]);
  });
});
