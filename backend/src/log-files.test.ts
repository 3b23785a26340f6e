import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFiles, type LogFiles } from './log-files.ts';

let directory: string;
let logFiles: LogFiles;
const at = (...names: string[]) => join(directory, ...names);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-log-files-'));
  await mkdir(at('log', 'nginx'), { recursive: true });
  await mkdir(at('site'));
  for (const name of ['log/auth.log', 'log/nginx/access.log', 'site/today.log', 'secret'])
    await writeFile(at(name), '');
  await symlink('today.log', at('site', 'current.log'));
  await symlink(at('secret'), at('site', 'stolen.log'));
  logFiles = createLogFiles({
    logDirs: [at('log'), at('no-such-folder')],
    ownLogs: async () => [at('site', 'current.log'), at('site', 'stolen.log'), at('site', 'gone.log')],
  });
});

afterEach(() => rm(directory, { recursive: true }));

test('a file anywhere in a permitted folder may be read', async () => {
  expect(await logFiles.resolve(at('log', 'auth.log'))).toBe(at('log', 'auth.log'));
  expect(await logFiles.resolve(at('log', 'nginx', 'access.log'))).toBe(at('log', 'nginx', 'access.log'));
});

test('the log of a jail may be read wherever it is, and a link to its neighbour leads there', async () => {
  expect(await logFiles.resolve(at('site', 'current.log'))).toBe(at('site', 'today.log'));
});

test('a permitted folder may itself be a link', async () => {
  await symlink(at('log'), at('linked'));
  const linked = createLogFiles({ logDirs: [at('linked')], ownLogs: async () => [] });
  expect(await linked.resolve(at('linked', 'auth.log'))).toBe(at('log', 'auth.log'));
});

test('no other path leads to a file', async () => {
  await symlink(at('secret'), at('log', 'link.log'));
  await symlink(at('site'), at('log', 'folder'));
  const refused = [
    at('secret'),
    at('site', 'today.log'),
    at('site', 'stolen.log'),
    at('log', 'link.log'),
    at('log', 'folder', 'today.log'),
    at('log', 'nginx'),
    at('log'),
    `${at('log')}/../secret`,
    `${at('log')}/./auth.log`,
    `${at('log')}-other/auth.log`,
    'log/auth.log',
    `${at('log', 'auth.log')}\0`,
    '/dev/zero',
    '',
  ];
  for (const path of refused)
    await expect(logFiles.resolve(path), path).rejects.toMatchObject({ code: 'log_file_not_permitted' });
});

test('a file that is gone is told from one that nobody may ask for', async () => {
  for (const path of [at('log', 'gone.log'), at('site', 'gone.log'), at('log', 'auth.log', 'x')])
    await expect(logFiles.resolve(path)).rejects.toMatchObject({ code: 'log_file_not_found' });
});
