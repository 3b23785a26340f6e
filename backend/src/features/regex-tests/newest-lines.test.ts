import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startOfNewestLines } from './newest-lines.ts';

const folder = await mkdtemp(join(tmpdir(), 'bangui-newest-'));
afterAll(() => rm(folder, { recursive: true }));

async function newest(content: string, lines: number): Promise<string> {
  const path = join(folder, 'log');
  await writeFile(path, content);
  const start = await startOfNewestLines(path, lines);
  return (await readFile(path)).subarray(start).toString();
}

test.each([
  ['a\nb\nc\n', 1, 'c\n'],
  ['a\nb\nc\n', 2, 'b\nc\n'],
  ['a\nb\nc\n', 3, 'a\nb\nc\n'],
  ['a\nb\nc\n', 9, 'a\nb\nc\n'],
  ['\n\n\n', 1, '\n'],
  ['', 1, ''],
])('of %j the newest %i begin %j', async (content, lines, expected) => {
  expect(await newest(content, lines)).toBe(expected);
});

test('a line that is still being written is no line yet', async () => {
  expect(await newest('a\nb\nunfini', 1)).toBe('b\nunfini');
});

test('finds lines beyond what it reads at once', async () => {
  const long = `${'x'.repeat(100_000)}\n`;
  expect(await newest(`${long}${long}${long}`, 2)).toBe(`${long}${long}`);
});
