import { closeSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BanRecord, type BanRecords, openBanRecords } from './ban-records.ts';

const table = `CREATE TABLE bans (jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL, bantime INTEGER NOT NULL,
  bancount INTEGER NOT NULL default 1, data JSON)`;

let folder: string;
let path: string;
let reader: BanRecords;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-records-'));
  path = join(folder, 'fail2ban.sqlite3');
  reader = openBanRecords(path);
});

afterEach(() => {
  reader.close();
  rmSync(folder, { recursive: true });
});

function write(sql: string, ...values: SQLInputValue[]): void {
  const database = new DatabaseSync(path);
  database.prepare(sql).run(...values);
  database.close();
}

function insert(
  address: SQLInputValue,
  data: SQLInputValue = '{}',
  time: SQLInputValue = 1_800_000_000,
): void {
  write('INSERT INTO bans VALUES (?, ?, ?, 600, 1, ?)', 'sshd', address, time, data);
}

const everything = (): BanRecord[] => [...reader.all()].flat();
const onlyRecord = () => everything()[0] as BanRecord;

describe('a ban comes', () => {
  beforeEach(() => write(table));

  test('with the lines and the number of failures that led to it', () => {
    insert('192.0.2.1', JSON.stringify({ matches: ['first', ['before ', 'date', ' after']], failures: 5 }));
    expect(everything()).toEqual([
      {
        jail: 'sshd',
        address: '192.0.2.1',
        bannedAt: 1_800_000_000,
        durationSeconds: 600,
        banCount: 1,
        failures: 5,
        lines: ['first', 'before date after'],
        isTruncated: false,
      },
    ]);
  });

  test('once, however often is asked', () => {
    reader.newRecords();
    insert('192.0.2.1');
    insert('192.0.2.2');
    expect(reader.newRecords().map(({ address }) => address)).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(reader.newRecords()).toEqual([]);
    insert('192.0.2.3');
    expect(reader.newRecords().map(({ address }) => address)).toEqual(['192.0.2.3']);
  });

  test('again under a row id that was given out before', () => {
    insert('192.0.2.1');
    reader.newRecords();
    write('DELETE FROM bans');
    insert('192.0.2.2');
    expect(reader.newRecords().map(({ address }) => address)).toEqual(['192.0.2.2']);
  });

  test.each([
    ['no JSON', 'not json'],
    ['nothing', null],
    ['a number', '7'],
    ['a list', '[1, 2]'],
    ['matches that are no list', '{"matches": {"a": 1}}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('without lines where its particulars are %s', (_, data) => {
    insert('192.0.2.1', data);
    expect(onlyRecord()).toMatchObject({ address: '192.0.2.1', lines: [], failures: null });
  });

  test('with control characters made visible', () => {
    insert('192.0.2.1', JSON.stringify({ matches: ['\u001b[31mred\r\nnext\u0000 <b>bold</b>\ttab'] }));
    expect(onlyRecord().lines).toEqual(['\\x1b[31mred\\x0d\\x0anext\\x00 <b>bold</b>\ttab']);
  });

  test('with its newest lines where there are too many, and a note', () => {
    const matches = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    insert('192.0.2.1', JSON.stringify({ matches }));
    expect(onlyRecord().lines).toEqual(matches.slice(-50));
    expect(onlyRecord().isTruncated).toBe(true);
  });

  test('with the beginning of a line that is too long, and a note', () => {
    insert('192.0.2.1', JSON.stringify({ matches: ['x'.repeat(5_000)] }));
    expect(onlyRecord().lines).toEqual(['x'.repeat(2_000)]);
    expect(onlyRecord().isTruncated).toBe(true);
  });

  test('with the beginning of a line of megabytes, and without lines where they are many, each with a note', () => {
    insert('192.0.2.1', JSON.stringify({ matches: ['x'.repeat(3_000_000)] }));
    insert('192.0.2.2', JSON.stringify({ matches: ['x'.repeat(20_000_000)] }));
    insert('192.0.2.3');
    expect(everything()).toEqual([
      expect.objectContaining({ address: '192.0.2.1', lines: ['x'.repeat(2_000)], isTruncated: true }),
      expect.objectContaining({ address: '192.0.2.2', lines: [], isTruncated: true }),
      expect.objectContaining({ address: '192.0.2.3', isTruncated: false }),
    ]);
  });

  test.each([
    ['objects that cannot become text', '{"matches": ["a", {"toString": 1}, [{"toString": 1}, "b"]]}'],
    ['lists in lists without end', `{"matches": ["a", ${'['.repeat(100_000)}${']'.repeat(100_000)}, "b"]}`],
  ])('with those of its lines that are some, among %s', (_, data) => {
    insert('192.0.2.1', data);
    insert('192.0.2.2');
    expect(everything().map(({ lines }) => lines)).toEqual([['a', 'b'], []]);
  });

  test('without a time where none is written, and is not taken for a new one again', () => {
    reader.newRecords();
    insert('192.0.2.1', '{}', 'yesterday');
    expect(reader.newRecords()).toEqual([expect.objectContaining({ bannedAt: Number.NaN })]);
    insert('192.0.2.2');
    expect(reader.newRecords().map(({ address }) => address)).toEqual(['192.0.2.2']);
  });

  test('whatever the columns hold', () => {
    const values = fc.oneof(
      fc.string(),
      fc.double(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        values,
        values,
        values,
        values,
        fc.oneof(values, fc.json()),
        (ip, time, bantime, count, data) => {
          write('DELETE FROM bans');
          write(
            'INSERT INTO bans VALUES (?, ?, ?, ?, ?, ?)',
            'sshd',
            ip,
            ...[time, bantime, count].map((v) => (typeof v === 'number' && Number.isNaN(v) ? 0 : v)),
            data,
          );
          for (const record of everything()) {
            expect(record.lines.every((line) => line.length <= 2_000 && line.isWellFormed())).toBe(true);
            expect(record.durationSeconds === null || record.durationSeconds >= 0).toBe(true);
            expect(record.banCount).toBeGreaterThan(0);
          }
          expect(reader.problem()).toBeNull();
        },
      ),
    );
  });
});

describe('of a file that is', () => {
  test('missing, empty or no database, says why, and reads it once it is there', () => {
    expect(everything()).toEqual([]);
    expect(reader.problem()).toContain('ENOENT');
    writeFileSync(path, '');
    expect(reader.newRecords()).toEqual([]);
    expect(reader.problem()).toContain('no such table');
    writeFileSync(path, 'this is text, and not a database '.repeat(50));
    expect(everything()).toEqual([]);
    expect(reader.problem()).toContain('not a database');
    rmSync(path);
    write(table);
    insert('192.0.2.1');
    expect(reader.wasOpened()).toBe(true);
    expect(reader.wasOpened()).toBe(false);
    expect(onlyRecord().address).toBe('192.0.2.1');
    expect(reader.problem()).toBeNull();
  });

  test('replaced by another one, says so', () => {
    write(table);
    expect(reader.wasOpened()).toBe(true);
    const first = path;
    path = `${first}.new`;
    write(table);
    insert('192.0.2.9');
    renameSync(path, first);
    path = first;
    expect(reader.wasOpened()).toBe(true);
    expect(onlyRecord().address).toBe('192.0.2.9');
  });

  test('locked by its writer, says so and waits no longer than a moment', () => {
    write(table);
    insert('192.0.2.1');
    reader.newRecords();
    const writer = new DatabaseSync(path);
    writer.exec("BEGIN EXCLUSIVE; INSERT INTO bans VALUES ('sshd', '192.0.2.2', 1800000000, 600, 1, '{}')");
    expect(reader.newRecords()).toEqual([]);
    expect(reader.problem()).toContain('locked');
    writer.exec('COMMIT');
    writer.close();
    expect(reader.wasOpened()).toBe(true);
    expect(everything()).toHaveLength(2);
  });

  test('damaged in the middle, gives what is before', () => {
    write(table);
    const addresses = Array.from({ length: 300 }, (_, count) => `192.0.${count >> 8}.${count & 255}`);
    const database = new DatabaseSync(path);
    const row = database.prepare("INSERT INTO bans VALUES ('sshd', ?, 1800000000, 600, 1, ?)");
    database.exec('BEGIN');
    for (const address of addresses) row.run(address, JSON.stringify({ matches: ['x'.repeat(300)] }));
    database.exec('COMMIT');
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
    database.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(4_096 * 3, 0x5a), 0, 4_096 * 3, Math.floor(pages / 2) * 4_096);
    closeSync(file);
    const given = everything().map(({ address }) => address);
    expect(given.length).toBeGreaterThan(100);
    expect(given).toEqual(addresses.slice(0, given.length));
    expect(reader.problem()).toContain('malformed');
  });

  test('of a version before bans had a length, takes the length as unknown', () => {
    write('CREATE TABLE bans (jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL, data JSON)');
    write("INSERT INTO bans VALUES ('sshd', '192.0.2.1', 1500000000, '{}')");
    expect(onlyRecord()).toMatchObject({ durationSeconds: 0, banCount: 1 });
  });

  test('brought to a newer version in place, says so', () => {
    write('CREATE TABLE bans (jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL, data JSON)');
    expect(reader.wasOpened()).toBe(true);
    write('DROP TABLE bans');
    write(table);
    insert('192.0.2.1');
    expect(reader.wasOpened()).toBe(true);
    expect(onlyRecord()).toMatchObject({ durationSeconds: 600 });
  });
});
