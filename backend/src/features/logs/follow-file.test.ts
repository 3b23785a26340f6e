import { appendFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followFile } from './follow-file.ts';
import { listVersions } from './log-versions.ts';
import type { Place } from './place.ts';
import { newestPlace } from './read-page.ts';
import { lineAt, lines, temporaryLog } from './test-log.ts';

let path: string;
let remove: () => Promise<void>;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  ({ path, remove } = await temporaryLog());
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await remove();
});

interface Heard {
  readonly texts: string[];
  readonly details: string[][];
  readonly news: string[];
  place: Place | null;
  leave(): Promise<void>;
}

function follow(from: Place | null): Heard {
  const leaving = new AbortController();
  const heard: Heard = { texts: [], details: [], news: [], place: null, leave };
  const ended = followFile(
    { path, from, signal: leaving.signal, lookMilliseconds: 10 },
    {
      onRecords(records, after) {
        heard.texts.push(...records.map(({ text }) => text));
        heard.details.push(...records.map(({ details }) => [...details]));
        heard.place = after;
      },
      onReset: () => heard.news.push('reset'),
      onProblem: (problem) => heard.news.push(problem?.code ?? 'readable'),
    },
  );
  async function leave(): Promise<void> {
    leaving.abort();
    await ended;
  }
  ends.push(leave);
  return heard;
}

async function now(): Promise<Place | null> {
  return newestPlace((await listVersions(path)).readable);
}

const inOrder = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => lineAt(from + index));
const hasHeard = (heard: Heard, text: string) =>
  eventually(`the line "${text}"`, async () => heard.texts.includes(text));

test('tells what is written from a place on, each record once', async () => {
  await writeFile(path, lines(0, 3));
  const heard = follow(await now());
  await appendFile(path, lines(3, 5));
  await hasHeard(heard, lineAt(4));
  await appendFile(path, lines(5, 6));
  await hasHeard(heard, lineAt(5));
  expect(heard.texts).toEqual(inOrder(3, 6));
  expect(heard.news).toEqual([]);
});

test('a line is told when it is whole, with the lines that go on with it', async () => {
  await writeFile(path, lines(0, 1));
  const heard = follow(await now());
  await appendFile(path, lineAt(1).slice(0, 40));
  await appendFile(path, `${lineAt(1).slice(40)}\nTraceback:\n  File "x"\n${lineAt(2)}\n`);
  await hasHeard(heard, lineAt(2));
  expect(heard.texts).toEqual(inOrder(1, 3));
  expect(heard.details[0]).toEqual(['Traceback:', '  File "x"']);
});

test('rotation loses nothing: also what goes to the old file until fail2ban has let go of it', async () => {
  await writeFile(path, lines(0, 1));
  const heard = follow(await now());
  await appendFile(path, lines(1, 2));
  await hasHeard(heard, lineAt(1));
  await rename(path, `${path}.1`);
  await writeFile(path, '');
  await appendFile(`${path}.1`, lines(2, 3));
  await appendFile(path, lines(3, 4));
  await hasHeard(heard, lineAt(3));
  await appendFile(path, lines(4, 5));
  await hasHeard(heard, lineAt(4));
  expect(heard.texts).toEqual(inOrder(1, 5));
});

test('a truncated log is read from its new beginning', async () => {
  await writeFile(path, lines(0, 100));
  const heard = follow(await now());
  await appendFile(path, lines(100, 101));
  await hasHeard(heard, lineAt(100));
  await truncate(path, 0);
  await appendFile(path, lines(101, 102));
  await hasHeard(heard, lineAt(101));
  expect(heard.texts).toEqual(inOrder(100, 102));
});

test('a log that vanishes is missed aloud, and found again', async () => {
  await writeFile(path, lines(0, 1));
  const heard = follow(await now());
  await appendFile(path, lines(1, 2));
  await hasHeard(heard, lineAt(1));
  await rm(path);
  await eventually('the loss', async () => heard.news.includes('log_file_not_found'));
  await writeFile(path, lines(2, 3));
  await hasHeard(heard, lineAt(2));
  expect(heard.news).toEqual(['log_file_not_found', 'readable']);
});

test('a log that is not there yet is waited for', async () => {
  const heard = follow(null);
  await eventually('the loss', async () => heard.news.includes('log_file_not_found'));
  await writeFile(path, lines(0, 1));
  await eventually('it is there', async () => heard.news.includes('readable'));
  expect(heard.news).toEqual(['log_file_not_found', 'reset', 'readable']);
  await appendFile(path, lines(1, 2));
  await hasHeard(heard, lineAt(1));
});

test('who comes back goes on where the connection was lost, through two rotations', async () => {
  await writeFile(path, lines(0, 2));
  const first = follow(await now());
  await appendFile(path, lines(2, 3));
  await hasHeard(first, lineAt(2));
  await first.leave();
  await appendFile(path, lines(3, 4));
  await rename(path, `${path}.2`);
  await writeFile(`${path}.1`, lines(4, 6));
  await writeFile(path, lines(6, 7));
  const back = follow(first.place);
  await hasHeard(back, lineAt(6));
  expect(back.texts).toEqual(inOrder(3, 7));
  expect(back.news).toEqual([]);
});

test('who was away for too long is told to read anew', async () => {
  await writeFile(path, lines(0, 2));
  const place = await now();
  await appendFile(path, lines(2, 80_000));
  const back = follow(place);
  await eventually('the reset', async () => back.news.includes('reset'));
  await appendFile(path, lines(80_000, 80_001));
  await hasHeard(back, lineAt(80_000));
  expect(back.texts).toEqual([lineAt(80_000)]);
});

test('who comes back to another file is told to read anew', async () => {
  await writeFile(path, lines(0, 2));
  const back = follow({ identity: 'ofanotherfile', offset: 10 });
  await eventually('the reset', async () => back.news.includes('reset'));
  expect(back.texts).toEqual([]);
});
