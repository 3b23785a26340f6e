import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { jailFilesFingerprint } from './configuration-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'bangui-files-'));
afterAll(() => rm(folder, { recursive: true }));

test('a file written, touched, added or removed shows; looking alone does not', async () => {
  const seen = new Set<string | null>();
  const look = async () => {
    seen.add(await jailFilesFingerprint(folder));
    return seen.size;
  };
  await writeFile(join(folder, 'jail.conf'), '[DEFAULT]');
  expect(await look()).toBe(1);
  expect(await look()).toBe(1);
  await mkdir(join(folder, 'jail.d'));
  expect(await look()).toBe(1);
  await writeFile(join(folder, 'jail.d', 'sshd.local'), '[sshd]');
  expect(await look()).toBe(2);
  await utimes(join(folder, 'jail.d', 'sshd.local'), 1, 1);
  expect(await look()).toBe(3);
  await rm(join(folder, 'jail.d', 'sshd.local'));
  await look();
  expect(seen.size).toBe(3);
});

test('a folder that cannot be read has none', async () => {
  expect(await jailFilesFingerprint(join(folder, 'jail.conf'))).toBeNull();
});
