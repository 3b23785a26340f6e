import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { raiseFence, writeCurrent } from './exchange-folder.ts';

let directory: string;

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'bangui-exchange-')), 'blocklist');
});

afterEach(() => rm(join(directory, '..'), { recursive: true }));

const read = (name: string) => readFile(join(directory, name), 'utf8');
const request = (fence: number) => ({
  fence,
  digest: '0123456789abcdef',
  base: null,
  counts: { ip4: 1, net4: 2, ip6: 3, net6: 4 },
});

test('the fence rises and never falls', async () => {
  await raiseFence(directory, 4);
  await raiseFence(directory, 7);
  await raiseFence(directory, 7);
  await expect(raiseFence(directory, 6)).rejects.toMatchObject({ code: 'fence_lost' });
  expect(await read('fence')).toBe('7\n');
});

test('of many that claim the fence at once, the highest has it', async () => {
  const numbers = [3, 9, 1, 12, 7, 5];
  await Promise.allSettled(numbers.map((number) => raiseFence(directory, number)));
  expect(await read('fence')).toBe('12\n');
});

test.each(['', 'garbage\n', '-5\n'])('a fence that reads %j counts as none', async (content) => {
  await raiseFence(directory, 4);
  await writeFile(join(directory, 'fence'), content);
  await raiseFence(directory, 2);
  expect(await read('fence')).toBe('2\n');
});

test('what was committed last is kept as lines that a shell can read', async () => {
  await raiseFence(directory, 4);
  await writeCurrent(directory, request(4));
  expect(await read('current')).toBe(
    'fence=4\ndigest=0123456789abcdef\nbase=\nip4=1\nnet4=2\nip6=3\nnet6=4\n',
  );
});

test('an instance that was overtaken commits nothing', async () => {
  await raiseFence(directory, 4);
  await writeCurrent(directory, request(4));
  await raiseFence(directory, 5);
  await expect(writeCurrent(directory, request(4))).rejects.toMatchObject({ code: 'fence_lost' });
  expect(await read('current')).toContain('fence=4\n');
  expect((await readdir(directory)).sort()).toEqual(['current', 'fence', 'fence-lock', 'lock', 'versions']);
});

test('no write follows a link', async () => {
  await raiseFence(directory, 4);
  const elsewhere = join(directory, '..', 'elsewhere');
  await writeFile(elsewhere, 'untouched');
  await symlink(elsewhere, join(directory, 'current'));
  await writeCurrent(directory, request(4));
  expect(await readFile(elsewhere, 'utf8')).toBe('untouched');
  expect(await read('current')).toContain('digest=');
});

test('a folder that cannot be made says where', async () => {
  await writeFile(directory, 'a file');
  await expect(raiseFence(directory, 1)).rejects.toThrow(directory);
});

test('a folder that cannot be made is named, with what to do', async () => {
  await writeFile(join(directory, '..', 'file'), '');
  const inFile = join(directory, '..', 'file', 'blocklist');
  await expect(raiseFence(inFile, 1)).rejects.toMatchObject({
    code: 'apply_failed',
    message: expect.stringContaining(`cannot write to ${inFile}`),
  });
});
