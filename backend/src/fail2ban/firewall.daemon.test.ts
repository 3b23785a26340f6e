// The whole way of a ban into the kernel, in a network namespace of its own.

import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFail2banCommands, type Fail2banCommands } from './commands.ts';
import { createFail2banSocket, type Fail2banSocket } from './socket.ts';

const run = promisify(execFile);
const namespace = `bangui-${process.pid}`;
/** Root may still lack the right, as in an ordinary container. */
const hasNamespace = spawnSync('ip', ['netns', 'add', namespace]).status === 0;

describe.skipIf(!hasNamespace)(
  hasNamespace ? 'nftables' : 'nftables (skipped: no right to make a network namespace)',
  () => {
    let daemon: PrivateDaemon;
    let socket: Fail2banSocket;
    let commands: Fail2banCommands;

    beforeAll(async () => {
      daemon = await startPrivateDaemon({
        jails: [{ name: 'sshd', failregex: 'login refused for <HOST>$', maxretry: 2 }],
        banaction: 'nftables-allports',
        networkNamespace: namespace,
      });
      socket = createFail2banSocket({ path: daemon.socketPath });
      commands = createFail2banCommands(socket);
    });

    afterAll(async () => {
      socket?.close();
      await daemon?.dispose();
      await run('ip', ['netns', 'delete', namespace]);
    });

    async function ruleset(): Promise<string> {
      const { stdout } = await run('ip', ['netns', 'exec', namespace, 'nft', 'list', 'ruleset']);
      return stdout;
    }

    test('a ban from the log is in the kernel, and an unban takes it out', async () => {
      const line = `${new Date().toISOString()} login refused for 198.51.100.7`;
      await daemon.appendLog('sshd', [line, line]);
      await eventually('the address in the kernel', async () => (await ruleset()).includes('198.51.100.7'));
      expect(await commands.unbanip('sshd', ['198.51.100.7'])).toBe(1);
      expect(await ruleset()).not.toContain('198.51.100.7');
    });

    test('bans by hand are in the kernel when the command has answered', async () => {
      const addresses = Array.from({ length: 24 }, (_, index) => `203.0.113.${index + 1}`);
      await commands.banip('sshd', [...addresses, '2001:db8::77']);
      const rules = await ruleset();
      for (const address of [...addresses, '2001:db8::77']) expect(rules).toContain(address);
    });

    test('a stopped jail leaves the kernel clean', async () => {
      await commands.stopJail('sshd');
      expect(await ruleset()).not.toContain('203.0.113.1');
    });
  },
);
