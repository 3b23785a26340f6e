/** What every journey starts from: a real fail2ban, a real BanGUI on it, and a signed-in browser. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Backend, claimablePort, startBackend } from '@bangui/sandbox/backend';
import {
  type JailDefinition,
  MANUAL_JAIL,
  type PrivateDaemon,
  startPrivateDaemon,
} from '@bangui/sandbox/daemon';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

export const username = 'admin';
export const password = 'correct horse battery staple';

const jails: JailDefinition[] = [
  { name: 'sshd', filter: 'sshd', maxretry: 3, findtime: '10m', bantime: '1h' },
  { name: 'sshd-ddos.v2', failregex: '^flood from <HOST>$', maxretry: 2, bantime: '30m' },
  {
    name: 'web login',
    failregex: '^bad login from <HOST> .*$',
    maxretry: 2,
    options: { 'bantime.increment': 'true', 'bantime.maxtime': '5w' },
  },
  // The action does nothing, but has the name of one that cannot take networks.
  { name: 'kernel', watches: 'nothing', options: { action: 'harmless[actname=nftables-allports]' } },
  MANUAL_JAIL,
  // Jails to be switched on: one whose log is there, and one whose log is not.
  { name: 'nginx-http-auth', filter: 'nginx-http-auth', enabled: false },
  { name: 'vsftpd', filter: 'vsftpd', enabled: false, options: { logpath: '/nowhere/vsftpd.log' } },
];

export interface World {
  readonly daemon: PrivateDaemon;
  readonly backend: Backend;
}

interface WorldOptions {
  password: string;
  /** The daemon gets a network and a firewall of its own. */
  hasPrivateNetwork?: boolean;
  /** The action of all jails, by default one that does nothing. */
  banaction?: string;
  /** Further BANGUI_* variables. */
  environment?: Record<string, string>;
}

export async function startWorld(options: WorldOptions): Promise<World & { end(): Promise<void> }> {
  const daemon = await startPrivateDaemon({
    jails,
    hasPrivateNetwork: options.hasPrivateNetwork ?? false,
    banaction: options.banaction ?? 'harmless',
  });
  const backend = await startBackend({
    port: await claimablePort(0),
    dataDir: join(daemon.directory, 'bangui'),
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password: options.password,
    logPath: join(daemon.directory, 'bangui.log'),
    environment: { BANGUI_LOG_DIRS: join(daemon.directory, 'log'), ...options.environment },
  });
  return {
    daemon,
    backend,
    async end() {
      await backend.stop();
      await daemon.dispose();
      await rm(daemon.directory, { recursive: true, force: true });
    },
  };
}

export const test = base.extend<{ signedIn: Page }, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const world = await startWorld({ password });
      await use(world);
      await world.end();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ world }, use) => use(world.backend.url),
  // Another journey may have tried wrong passwords just now, for which everybody waits a little.
  signedIn: [
    async ({ page, world }, use) => {
      const login = `${world.backend.url}/api/v1/auth/login`;
      const signIn = async () => (await page.request.post(login, { data: { username, password } })).status();
      await expect.poll(signIn, { timeout: 40_000 }).toBe(200);
      await use(page);
    },
    { timeout: 60_000 },
  ],
});

/** The address's failures, as sshd writes them, enough for a ban. */
export async function attackSshd(daemon: PrivateDaemon, address: string): Promise<void> {
  const stamp = new Date().toLocaleString('sv-SE').replace(' ', 'T');
  const line = `${stamp} host sshd[4242]: Failed password for root from ${address} port 4711 ssh2`;
  await daemon.appendLog('sshd', [line, line, line]);
}

/** No page of BanGUI scrolls sideways, whatever its width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}
