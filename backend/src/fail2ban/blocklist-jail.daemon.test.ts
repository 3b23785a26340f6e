import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blocklistScript } from '../firewall/script.ts';
import { addBlocklistJail, isBlocklistJailCurrent } from './blocklist-jail.ts';
import { createFail2banClientTool, type Fail2banClientTool } from './client-tool.ts';

let daemon: PrivateDaemon;
let tool: Fail2banClientTool;

beforeEach(async () => {
  daemon = await createPrivateDaemon({ jails: [] });
  tool = createFail2banClientTool(daemon);
});

afterEach(() => daemon.dispose());

const add = (directory: string) => addBlocklistJail(daemon.configDir, directory, tool);
const isCurrent = (directory: string) => isBlocklistJailCurrent(daemon.configDir, directory);
const actionPath = () => join(daemon.configDir, 'action.d', 'bangui-blocklist.local');

/** The lines that mean something to a shell. */
const meaning = (script: string) =>
  script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

test('fail2ban hands the script on to the shell as it is', async () => {
  await add('/var/lib/bangui/block list');
  expect([...(await tool.configuredJails()).keys()]).toEqual(['blocklist-import']);
  await daemon.start();
  const { stdout } = await daemon.client(
    'get',
    'blocklist-import',
    'action',
    'bangui-blocklist',
    'actionreload',
  );
  expect(meaning(stdout)).toEqual([
    "directory='/var/lib/bangui/block list' entry=take_requests",
    ...meaning(blocklistScript),
  ]);
});

test('the files are current until BanGUI, the folder or somebody changes', async () => {
  expect(await isCurrent('/srv/blocklist')).toBe(false);
  await add('/srv/blocklist');
  expect(await isCurrent('/srv/blocklist')).toBe(true);
  expect(await isCurrent('/srv/other')).toBe(false);
  await appendFile(actionPath(), '# from an older version\n');
  expect(await isCurrent('/srv/blocklist')).toBe(false);
  await add('/srv/blocklist');
  expect(await isCurrent('/srv/blocklist')).toBe(true);
});

test('a refused configuration keeps the files that are there', async () => {
  await writeFile(actionPath(), '[Definition]\nactionban = echo by hand\n');
  await appendFile(
    join(daemon.configDir, 'jail.local'),
    '[broken]\nenabled = true\nfilter = no-such-filter\n',
  );
  await expect(add('/srv/blocklist')).rejects.toMatchObject({ code: 'fail2ban_tool_failed' });
  expect(await readFile(actionPath(), 'utf8')).toContain('by hand');
  expect(await readdir(join(daemon.configDir, 'jail.d'))).toEqual([]);
});

test.each([
  'relative/path',
  "/srv/it's",
  '/srv/"quoted"',
  '/srv/%(x)s',
  '/srv/<ip>',
  '/srv/a\nb',
  '/srv/$(x)',
  '',
])('a folder %j that could mean something else is refused', async (directory) => {
  await expect(add(directory)).rejects.toMatchObject({ code: 'fail2ban_invalid_argument' });
});
