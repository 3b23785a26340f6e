// What fail2ban does with the blocklist's jail, in a network namespace of its own.

import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addBlocklistJail } from '../fail2ban/blocklist-jail.ts';
import { createFail2banClientTool } from '../fail2ban/client-tool.ts';
import { createFail2banCommands, type Fail2banCommands } from '../fail2ban/commands.ts';
import { createFail2banSocket, type Fail2banSocket } from '../fail2ban/socket.ts';
import { type ApplyRequest, type BlocklistDriver, raiseFence, writeCurrent } from './blocklist-driver.ts';
import { createDaemonDriver } from './daemon-driver.ts';
import {
  createTestKernel,
  manyAddresses,
  scriptProcesses,
  signalAll,
  type TestKernel,
  writeVersion,
} from './test-kernel.ts';

const kernel = createTestKernel('jail') as TestKernel;
const entries = { ip4: ['192.0.2.1'], net4: ['198.51.100.0/24'], ip6: ['2001:db8::1'], net6: [] };
const noSignal = new AbortController().signal;

afterAll(() => kernel?.dispose());

describe.skipIf(kernel === null)('fail2ban with the jail blocklist-import', () => {
  let directory: string;
  let daemon: PrivateDaemon;
  let socket: Fail2banSocket;
  let commands: Fail2banCommands;
  let driver: BlocklistDriver;
  let request: ApplyRequest;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bangui-exchange-'));
    daemon = await createPrivateDaemon({ jails: [], networkNamespace: kernel.namespace });
    await addBlocklistJail(daemon.configDir, directory, createFail2banClientTool(daemon));
    await daemon.start();
    socket = createFail2banSocket({ path: daemon.socketPath });
    commands = createFail2banCommands(socket);
    driver = createDaemonDriver({ directory, reloadAction: commands.reloadAction });
    await raiseFence(directory, 1);
    request = await writeVersion(directory, 1, entries);
    await driver.apply(request, noSignal);
    await writeCurrent(directory, request);
  });

  afterEach(async () => {
    socket.close();
    await daemon.dispose();
    await eventually('the script at its end', async () => (await scriptProcesses(directory)).length === 0);
    await forgetKernel();
    await rm(directory, { recursive: true });
  });

  /** What is left after a reboot: nothing. */
  async function forgetKernel(): Promise<void> {
    for (const tool of ['iptables', 'ip6tables']) await kernel.inside(tool, '-t', 'raw', '-F');
    // The kernel lets go of a removed rule's sets a moment later.
    await eventually('sets that can be destroyed', () =>
      kernel.inside('sh', '-c', 'ipset flush; ipset destroy').then(
        () => true,
        () => false,
      ),
    );
  }

  async function untilInForce(): Promise<void> {
    await eventually('the rule in place', async () => (await kernel.ruleLines('iptables')).length === 1);
    await eventually('the set in force', async () => {
      const live = await kernel.liveEntries().catch(() => ({}));
      return JSON.stringify(live) === JSON.stringify(entries);
    });
  }

  test('enforces the blocklist while fail2ban is away and after it is back', async () => {
    await daemon.stop();
    expect(await kernel.liveEntries()).toEqual(entries);
    expect(await kernel.ruleLines('iptables')).toHaveLength(1);
    await daemon.start();
    expect(await driver.inspect()).toMatchObject({ digest: request.digest, rule: { v4: 'in_place' } });
  });

  test('puts what was committed in force after a reboot', async () => {
    await daemon.stop();
    await forgetKernel();
    await daemon.start();
    await untilInForce();
  });

  test('puts nothing in force where nothing was committed', async () => {
    await driver.remove();
    await daemon.restart();
    await driver.inspect();
    await eventually('the script at its end', async () => (await scriptProcesses(directory)).length === 0);
    expect(await kernel.inside('ipset', 'list', '-n')).toBe('');
  });

  test('a reload by hand puts back what was flushed', async () => {
    await forgetKernel();
    expect((await daemon.client('reload', 'blocklist-import')).code).toBe(0);
    await untilInForce();
  });

  test('answers others while a large version is applied', async () => {
    const large = await writeVersion(directory, 2, { ip4: manyAddresses(100_000) });
    const applied = driver.apply(large, noSignal);
    const filling = await eventually('a set being filled', async () => {
      const pids = await scriptProcesses(directory, 'ipset');
      return pids.length > 0 && pids;
    });
    signalAll(filling, 'SIGSTOP');
    await commands.ping();
    expect((await daemon.client('status', 'blocklist-import')).code).toBe(0);
    signalAll(filling, 'SIGCONT');
    expect(await applied).toMatchObject({ how: 'full' });
  });

  test('says when the jail is missing, and when fail2ban is', async () => {
    await commands.stopJail('blocklist-import');
    await expect(driver.inspect()).rejects.toMatchObject({ code: 'jail_missing' });
    await daemon.stop();
    await expect(driver.inspect()).rejects.toMatchObject({ code: 'daemon_unavailable' });
  });

  test('says when fail2ban does not see the folder, and goes on when it does', async () => {
    await daemon.stop();
    await eventually('the script at its end', async () => (await scriptProcesses(directory)).length === 0);
    await rename(directory, `${directory}-elsewhere`);
    await daemon.start();
    const lost = createDaemonDriver({
      directory: `${directory}-elsewhere`,
      reloadAction: commands.reloadAction,
    });
    await expect(lost.inspect()).rejects.toThrow(`must see the folder ${directory}-elsewhere`);
    await rename(`${directory}-elsewhere`, directory);
    expect(await driver.inspect()).toMatchObject({ digest: request.digest });
  });

  test('a damaged request changes nothing', async () => {
    const damaged = { ...request, digest: '../../../etc/x', fence: Number.NaN };
    await expect(driver.apply(damaged, noSignal)).rejects.toThrow('The request is damaged');
    expect(await kernel.liveEntries()).toEqual(entries);
    expect(await readFile(daemon.daemonLogPath, 'utf8')).not.toContain('ERROR');
  });
});
