import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimSingleInstance } from './single-instance.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-instance-'));
  path = join(directory, 'demo.pid');
});

afterEach(() => rm(directory, { recursive: true }));

test('a second claim names the holder until it is released', async () => {
  const first = await claimSingleInstance(path);
  expect(await claimSingleInstance(path)).toEqual({ holder: process.pid });
  if ('release' in first) await first.release();
  expect(await claimSingleInstance(path)).toHaveProperty('release');
});

test('what a crash left behind is no claim', async () => {
  const child = spawn('sleep', ['0']);
  await once(child, 'exit');
  await writeFile(path, `${child.pid} 1\n`);
  expect(await claimSingleInstance(path)).toHaveProperty('release');
});

test('a process that got the number of the one before it is no holder', async () => {
  await writeFile(path, `${process.pid} 1\n`);
  expect(await claimSingleInstance(path)).toHaveProperty('release');
  expect(await readFile(path, 'utf8')).not.toBe(`${process.pid} 1\n`);
});
