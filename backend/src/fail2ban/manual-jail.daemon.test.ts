import { appendFile, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFail2banClientTool, type Fail2banClientTool } from './client-tool.ts';
import { addManualJail } from './manual-jail.ts';

let daemon: PrivateDaemon;
let tool: Fail2banClientTool;

beforeEach(async () => {
  daemon = await createPrivateDaemon({
    jails: [{ name: 'sshd', failregex: 'login refused for <HOST>$', watches: 'nothing' }],
  });
  await writeFile(join(daemon.configDir, 'jail.local'), '[DEFAULT]\nbanaction_allports = harmless\n');
  tool = createFail2banClientTool(daemon);
  await mkdir(join(daemon.directory, 'tmp'));
  vi.stubEnv('TMPDIR', join(daemon.directory, 'tmp'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  return daemon.dispose();
});

const jailFiles = () => readdir(join(daemon.configDir, 'jail.d'));
/** Of stand-ins, in a folder that no other test uses. */
const leftovers = () => readdir(join(daemon.directory, 'tmp'));

/** As configuration management and containers like to have it. */
async function linkJailFolder(): Promise<void> {
  const elsewhere = join(daemon.directory, 'jail.d-elsewhere');
  await rename(join(daemon.configDir, 'jail.d'), elsewhere);
  await symlink(elsewhere, join(daemon.configDir, 'jail.d'));
}

test('adds one file, and the jail is one of the enabled', async () => {
  await addManualJail(daemon.configDir, tool);
  expect(await jailFiles()).toEqual(['bangui-manual.local']);
  expect([...(await tool.configuredJails()).keys()]).toEqual(['sshd', 'manual']);
});

test.each([
  ['of its own', async () => {}],
  ['that is a link', linkJailFolder],
])('a refused configuration leaves nothing behind in a folder %s', async (_kind, prepare) => {
  await prepare();
  await appendFile(
    join(daemon.configDir, 'jail.local'),
    '[broken]\nenabled = true\nfilter = no-such-filter\n',
  );
  await expect(addManualJail(daemon.configDir, tool)).rejects.toMatchObject({ code: 'fail2ban_tool_failed' });
  expect(await jailFiles()).toEqual([]);
});

test('a folder that is a link stays one, and what cannot be copied does not matter', async () => {
  await linkJailFolder();
  await symlink(join(daemon.directory, 'nowhere'), join(daemon.configDir, 'dangling.conf'));
  await mkdir(join(daemon.configDir, 'loop'));
  await symlink(join(daemon.configDir, 'loop'), join(daemon.configDir, 'loop', 'again'));
  const before = await leftovers();
  await addManualJail(daemon.configDir, tool);
  expect(await jailFiles()).toEqual(['bangui-manual.local']);
  expect(await readFile(join(daemon.directory, 'jail.d-elsewhere', 'bangui-manual.local'), 'utf8')).toContain(
    '[manual]',
  );
  expect(await leftovers()).toEqual(before);
});
