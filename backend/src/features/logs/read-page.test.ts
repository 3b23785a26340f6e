import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseAddress } from '../../network/address.ts';
import { listVersions } from './log-versions.ts';
import { newestPlace, type Page, readPage } from './read-page.ts';
import { lineAt, lines, secondsAt, temporaryLog, wanted } from './test-log.ts';

let path: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ path, remove } = await temporaryLog());
});

afterEach(() => remove());

const read = async (...[from, want]: [from?: Page['next'], want?: ReturnType<typeof wanted>]) =>
  readPage((await listVersions(path)).readable, from ?? null, want ?? wanted());
const texts = ({ records }: Page) => records.map(({ record }) => record.text);
const newestFirst = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => lineAt(to - 1 - index));

/** 30 lines in each file: plain, as rotation leaves it, and compressed. */
async function writeRotated(): Promise<void> {
  await writeFile(path, lines(60, 90));
  await writeFile(`${path}.1`, lines(30, 60));
  await writeFile(`${path}.2.gz`, gzipSync(lines(0, 30)));
}

async function allPages(limit: number, want = {}): Promise<string[]> {
  const all: string[] = [];
  let next: Page['next'] = null;
  do {
    const page: Page = await read(next, wanted({}, { limit, ...want }));
    all.push(...texts(page));
    next = page.next;
  } while (next !== null);
  return all;
}

test('the newest come first, through all files that rotation has left', async () => {
  await writeRotated();
  expect(texts(await read(null, wanted({}, { limit: 1_000 })))).toEqual(newestFirst(0, 90));
});

test.each([1, 7, 30, 31, 60, 90])('pages of %i lines hold every line once', async (limit) => {
  await writeRotated();
  expect(await allPages(limit)).toEqual(newestFirst(0, 90));
});

test('a search that may read little at a time comes to the same, in more pages', async () => {
  await writeFile(path, lines(0, 4_000));
  const page = await read(null, wanted({ text: 'nowhere' }, { mostBytes: 1 }));
  expect(page).toMatchObject({ records: [], searchedToMs: expect.any(Number), next: expect.any(Object) });
  expect(await allPages(1_000, { mostBytes: 1 })).toEqual(newestFirst(0, 4_000));
});

test('a rotation between two pages loses nothing and repeats nothing', async () => {
  await writeRotated();
  const first = await read(null, wanted({}, { limit: 40 }));
  await rm(`${path}.2.gz`);
  await writeFile(`${path}.3.gz`, gzipSync(lines(0, 30)));
  await writeFile(`${path}.2.gz`, gzipSync(lines(30, 60)));
  await rename(path, `${path}.1`);
  await writeFile(path, lines(90, 95));
  const second = await read(first.next, wanted({}, { limit: 40 }));
  expect([...texts(first), ...texts(second)]).toEqual(newestFirst(10, 90));
});

test('files that carry dates in their names are taken by these', async () => {
  await writeFile(path, lines(20, 30));
  await writeFile(`${path}-20261108.gz`, gzipSync(lines(0, 10)));
  await writeFile(`${path}-20261115`, lines(10, 20));
  await writeFile(`${path}.backup`, 'another file\n');
  await writeFile(`${path}-20261101.xz`, '');
  expect(texts(await read())).toEqual(newestFirst(0, 30));
  expect((await listVersions(path)).unread).toEqual(['fail2ban.log-20261101.xz']);
});

test('a line that is still being written waits, where the log grows', async () => {
  await writeFile(path, `${lineAt(1)}\n${lineAt(2).slice(0, 30)}`);
  await writeFile(`${path}.1`, lineAt(0));
  expect(texts(await read())).toEqual([lineAt(1), lineAt(0)]);
  const place = await newestPlace((await listVersions(path)).readable);
  expect(place?.offset).toBe(lineAt(1).length + 1);
});

test('filters: level, jail, address, network, words, and time', async () => {
  const told = [
    lineAt(0, '[sshd] Found 192.0.2.1'),
    lineAt(1, '[sshd] Ban 192.0.2.1', 'NOTICE'),
    lineAt(2, "Jail 'web' started"),
    lineAt(3, '[web] Ban 2001:db8::7', 'NOTICE'),
    lineAt(4, 'Failed to EXECUTE unban', 'ERROR'),
  ];
  await writeFile(path, `foreign\n${told.join('\n')}\n`);
  const found = async (filter: Parameters<typeof wanted>[0]) =>
    texts(await read(null, wanted(filter))).map((text) => told.indexOf(text));
  expect(await found({ level: 'NOTICE' })).toEqual([4, 3, 1]);
  expect(await found({ jail: 'web' })).toEqual([3, 2]);
  expect(await found({ address: parseAddress('192.0.2.1') })).toEqual([1, 0]);
  expect(await found({ address: parseAddress('2001:db8::/32') })).toEqual([3]);
  expect(await found({ text: 'execute' })).toEqual([4]);
  expect(await found({ from: secondsAt(1), to: secondsAt(3) })).toEqual([2, 1]);
  expect(await found({ level: 'NOTICE', jail: 'sshd' })).toEqual([1]);
});

test('nothing older than what is asked for is read', async () => {
  await writeRotated();
  await writeFile(`${path}.3.gz`, 'would be found to be damaged');
  const page = await read(null, wanted({ from: secondsAt(20) }));
  expect(page).toMatchObject({ next: null, incomplete: [] });
  expect(texts(page)).toEqual(newestFirst(20, 90));
});

test('a damaged file gives what can be unpacked, and is named', async () => {
  const whole = gzipSync(lines(0, 5_000));
  await writeFile(path, lines(5_000, 5_001));
  await writeFile(`${path}.1.gz`, whole.subarray(0, whole.length / 2));
  await writeFile(`${path}.2.gz`, 'no gzip at all');
  const page = await read(null, wanted({}, { limit: 10_000 }));
  expect(page.incomplete).toEqual([
    { name: 'fail2ban.log.1.gz', problem: 'damaged' },
    { name: 'fail2ban.log.2.gz', problem: 'damaged' },
  ]);
  expect(texts(page).length).toBeGreaterThan(1_000);
  expect(texts(page)).toContain(lineAt(0));
});

test('a log that is gone still shows what rotation has put aside', async () => {
  await writeRotated();
  await rm(path);
  expect(texts(await read())).toEqual(newestFirst(0, 60));
});

test('a place in a file that has been deleted ends the pages', async () => {
  await writeRotated();
  const first = await read(null, wanted({}, { limit: 70 }));
  await rm(`${path}.2.gz`);
  expect(await read(first.next)).toMatchObject({ records: [], next: null });
});

test('an empty log has no lines, and its next line a place', async () => {
  await writeFile(path, '');
  expect(await read()).toMatchObject({ records: [], next: null });
  expect(await newestPlace((await listVersions(path)).readable)).toEqual({ identity: '', offset: 0 });
});

test('whoever has gone away lets the search end', async () => {
  await writeFile(path, lines(0, 10));
  const gone = wanted({}, { signal: AbortSignal.abort(new Error('gone')) });
  await expect(read(null, gone)).rejects.toThrow('gone');
});

test('the same bytes are known as the same file, compressed or not', async () => {
  await writeFile(path, lines(0, 100));
  const [plain] = (await read(null, wanted({}, { limit: 1 }))).records;
  await appendFile(path, lines(100, 101));
  await writeFile(`${path}.1.gz`, gzipSync(gunzipSync(gzipSync(lines(0, 100)))));
  await rm(path);
  const [packed] = (await read(null, wanted({}, { limit: 1 }))).records;
  expect(packed?.place).toEqual(plain?.place);
});
