import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { banRecord, openTestArchive, saturday } from './test-records.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-archive-'));
  path = join(folder, 'archive.sqlite3');
  const archive = openTestArchive(path);
  archive.add(
    Array.from({ length: 40 }, (_, index) =>
      banRecord({ address: `203.0.113.${index % 9}`, bannedAt: saturday + index, lines: ['a line'] }),
    ),
  );
  expect(archive.recount()).toEqual([]);
  archive.close();
});

afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['a total', "UPDATE totals SET value = 41 WHERE name = 'events'", /40 events, 41 are noted/],
  ['a sum of bans', 'UPDATE addresses SET bans = bans + 1 WHERE id = 3', /Number 3 of addresses/],
  ['a sum of addresses', 'UPDATE countries SET addresses = 99 WHERE id = 1', /Number 1 of countries/],
  ['a series', "UPDATE series SET slots = x'0101'", /source .* bans/],
  ['a column', 'UPDATE column_addresses SET data = zeroblob(length(data))', /columns from/],
  [
    'a chunk that is missing',
    'DELETE FROM chunks WHERE first_id = (SELECT min(first_id) FROM chunks)',
    /columns hold/,
  ],
  [
    'a line without its event',
    'UPDATE lines SET event_id = 1 WHERE event_id = (SELECT min(event_id) FROM lines)',
    /1 rows of lines/,
  ],
])('finds %s that does not agree with the events', (_, damage, sentence) => {
  const database = new DatabaseSync(path);
  database.exec(damage);
  database.close();
  const archive = openTestArchive(path);
  expect(archive.recount().join('\n')).toMatch(sentence);
  archive.close();
});
