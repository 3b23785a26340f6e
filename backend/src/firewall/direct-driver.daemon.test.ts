// What BanGUI says where it lacks a right or a program, in a network namespace of its own.

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raiseFence } from './blocklist-driver.ts';
import { createDirectDriver } from './direct-driver.ts';
import { createTestKernel, type TestKernel, writeVersion } from './test-kernel.ts';

const kernel = createTestKernel('direct') as TestKernel;
const noSignal = new AbortController().signal;

afterAll(() => kernel?.dispose());

describe.skipIf(kernel === null)('the driver direct', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bangui-exchange-'));
    await raiseFence(directory, 1);
  });

  afterAll(() => rm(directory, { recursive: true }));

  const driverWith = (...shell: string[]) =>
    createDirectDriver({ directory, shell: ['ip', 'netns', 'exec', kernel.namespace, ...shell] });

  /** With other files in the place of the machine's, which nobody else sees: mount_namespaces(7). */
  const driverAfter = (mounts: string) =>
    driverWith('unshare', '--mount', 'sh', '-c', `${mounts} && exec sh "$@"`, 'sh');

  test('says that it takes root or a capability', async () => {
    await chmod(directory, 0o777);
    const driver = driverWith('setpriv', '--reuid', '65534', '--clear-groups', '--inh-caps=-all', 'sh');
    await expect(driver.inspect()).rejects.toMatchObject({ code: 'not_permitted' });
  });

  test('says which program is missing', async () => {
    const driver = driverAfter('mount --bind /dev/null "$(command -v ipset)"');
    await expect(driver.inspect()).rejects.toMatchObject({
      code: 'tool_missing',
      message: expect.stringContaining('ipset is missing'),
    });
    await expect(driver.apply(await writeVersion(directory, 1, {}), noSignal)).rejects.toMatchObject({
      code: 'tool_missing',
    });
  });

  test('blocks IPv4 where there is no ip6tables, and says so', async () => {
    const driver = driverAfter(
      'mount -t tmpfs none /mnt && cp -a /etc/alternatives/. /mnt && rm /mnt/ip6tables* && mount --bind /mnt /etc/alternatives',
    );
    const { note } = await driver.apply(await writeVersion(directory, 1, { ip4: ['192.0.2.1'] }), noSignal);
    expect(note).toContain('IPv6 is not blocked');
    expect((await driver.inspect()).rule).toEqual({ v4: 'in_place', v6: 'unknown' });
    await driver.remove();
  });

  test('says when the folder cannot be written', async () => {
    const driver = createDirectDriver({ directory: '/dev/null/blocklist' });
    await expect(driver.inspect()).rejects.toMatchObject({ name: 'FirewallError', code: 'apply_failed' });
  });

  test('says that a shell is missing', async () => {
    const driver = createDirectDriver({ directory, shell: ['no-such-shell'] });
    await expect(driver.inspect()).rejects.toMatchObject({
      code: 'tool_missing',
      message: expect.stringContaining('no-such-shell'),
    });
  });
});
