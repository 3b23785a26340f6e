import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkWritablePath, listFiles, longestFileBytes, readText } from './files.ts';

let root: string;
let configDir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bangui-files-'));
  configDir = join(root, 'fail2ban');
  for (const folder of ['', 'jail.d', 'filter.d', 'elsewhere'])
    mkdirSync(join(configDir, folder), { recursive: true });
  put('jail.conf', '[DEFAULT]\n');
  put('paths-debian.conf', '');
  put('jail.d/sshd.local', '[sshd]\nenabled = true\n');
  put('filter.d/sshd.conf', '[Definition]\n');
});

afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string | Buffer): void {
  writeFileSync(join(configDir, path), content);
}

async function problemOf(path: string): Promise<string | null | undefined> {
  return (await listFiles(configDir)).find((file) => file.path === path)?.problem;
}

test('the files that fail2ban reads are listed, stock and own', async () => {
  put('README', '');
  put('elsewhere/x.local', '');
  put('jail.d/sshd.local.bangui-unfinished', '');
  const files = await listFiles(configDir);
  expect(files.map(({ path, kind, isStock }) => [path, kind, isStock])).toEqual([
    ['filter.d/sshd.conf', 'filter', true],
    ['jail.conf', 'jail', true],
    ['jail.d/sshd.local', 'jail', false],
    ['paths-debian.conf', 'paths', true],
  ]);
});

test('a text comes with a digest of its bytes', async () => {
  const before = await readText(configDir, 'jail.d/sshd.local');
  expect(before.text).toBe('[sshd]\nenabled = true\n');
  put('jail.d/sshd.local', '[sshd]\nenabled = true \n');
  expect((await readText(configDir, 'jail.d/sshd.local')).digest).not.toBe(before.digest);
});

describe('never leaves the configuration', () => {
  test.each([
    '../secret.local',
    'jail.d/../../secret.local',
    '/etc/passwd',
    'jail.d/%2e%2e/secret.local',
    'jail.d/sshd.local\0',
    '',
  ])('by the path %j', async (path) => {
    writeFileSync(join(root, 'secret.local'), 'secret');
    await expect(readText(configDir, path)).rejects.toMatchObject({ code: 'not_found' });
    await expect(checkWritablePath(configDir, path)).rejects.toMatchObject({ code: 'unusable' });
  });

  test('by a link, whether it is read or written', async () => {
    writeFileSync(join(root, 'secret.local'), 'secret');
    symlinkSync(join(root, 'secret.local'), join(configDir, 'jail.d/linked.local'));
    await expect(readText(configDir, 'jail.d/linked.local')).rejects.toThrow('outside of the configuration');
    await expect(checkWritablePath(configDir, 'jail.d/linked.local')).rejects.toThrow('is a link');
  });

  test('but a folder that is a link is the administrator’s decision', async () => {
    renameSync(join(configDir, 'jail.d'), join(root, 'jails'));
    symlinkSync(join(root, 'jails'), join(configDir, 'jail.d'));
    expect((await readText(configDir, 'jail.d/sshd.local')).text).toContain('[sshd]');
  });
});

describe('a file that cannot be shown is listed with the reason', () => {
  test('when it is too large', async () => {
    put('jail.local', Buffer.alloc(50 * longestFileBytes, ' '));
    expect(await problemOf('jail.local')).toContain('bytes');
    await expect(readText(configDir, 'jail.local')).rejects.toMatchObject({ code: 'unusable' });
  });

  test('when it is no ordinary file', async () => {
    symlinkSync('/dev/zero', join(configDir, 'jail.local'));
    expect(await problemOf('jail.local')).toContain('no ordinary file');
  });

  test('when it is not in UTF-8', async () => {
    put('jail.local', Buffer.from([0x5b, 0xff, 0xfe]));
    await expect(readText(configDir, 'jail.local')).rejects.toThrow('UTF-8');
  });
});

describe('written are only', () => {
  test.each(['jail.local', 'jail.d/sshd-ddos.v2.local', 'filter.d/eigener Filter.local', 'fail2ban.local'])(
    '%s',
    async (path) => {
      await expect(checkWritablePath(configDir, path)).resolves.toBeUndefined();
    },
  );

  test.each(['jail.conf', 'filter.d/sshd.conf'])('not %s, and the partner is named', async (path) => {
    await expect(checkWritablePath(configDir, path)).rejects.toThrow(path.replace('.conf', '.local'));
  });

  test.each([
    'jail.d/a\nb.local',
    'jail.d/.hidden.local',
    'jail.d/-rf.local',
    'elsewhere/x.local',
    'README',
    'jail.d/a/b.local',
  ])('not %j', async (path) => {
    await expect(checkWritablePath(configDir, path)).rejects.toMatchObject({ code: 'unusable' });
  });
});
