import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attacks, createAttacks, type LoggedLine } from './attacks.ts';
import { type Backend, claimablePort, startBackend } from './backend.ts';
import { createPrivateDaemon, type JailDefinition, MANUAL_JAIL, type PrivateDaemon } from './daemon.ts';
import { startDemoBlocklists } from './demo-blocklists.ts';
import { writePastBans } from './past-bans.ts';
import { canHavePrivateNetwork } from './private-network.ts';
import { claimSingleInstance } from './single-instance.ts';

const REPOSITORY = join(import.meta.dirname, '..');
const DIRECTORY = join(REPOSITORY, '.demo');
const INTERFACE = join(REPOSITORY, 'frontend', 'dist', 'index.html');
const DEFAULT_PORT = 8000;
const MAXRETRY = 3;
const OPENING_VISITS = 60;
const STEP_MS = 500;

const JAILS: JailDefinition[] = [
  { name: 'sshd', filter: 'sshd', bantime: '3m', maxretry: MAXRETRY },
  { name: 'nginx-http-auth', filter: 'nginx-http-auth', bantime: '2m', maxretry: MAXRETRY },
  { name: 'nginx-botsearch', filter: 'nginx-botsearch', bantime: '90s', maxretry: MAXRETRY },
  { name: 'postfix', filter: 'postfix', bantime: '2m', maxretry: MAXRETRY },
  {
    name: 'recidive',
    filter: 'recidive',
    watches: 'daemon log',
    bantime: '30m',
    findtime: '1h',
    maxretry: MAXRETRY,
  },
  MANUAL_JAIL,
];
const LONGEST_BAN_SECONDS = 180;
/** Longer than the past that a fresh demo is given. */
const PURGE_AGE_SECONDS = 100 * 86_400;

/** A condition that the user can mend: shown as its one sentence. */
class DemoError extends Error {}

try {
  await runDemo();
} catch (error) {
  console.error(error instanceof DemoError ? error.message : error);
  process.exitCode = 1;
}

async function runDemo(): Promise<void> {
  const port = demoPort(process.env.DEMO_PORT);
  if (!existsSync(INTERFACE))
    throw new DemoError('The interface is not built yet: use `make demo`, or `make build` first.');
  await mkdir(DIRECTORY, { recursive: true });
  const claim = await claimSingleInstance(join(DIRECTORY, 'demo.pid'));
  if ('holder' in claim) throw new DemoError(`The demo already runs here, as process ${claim.holder}.`);
  try {
    await assertPortIsFree(port);
    await runWorld(port);
  } finally {
    await claim.release();
  }
}

async function runWorld(port: number): Promise<void> {
  const interrupted = interruption();
  await using ending = new AsyncDisposableStack();
  const password = await keptPassword();
  const attacks = createAttacks({
    seed: Date.now(),
    attackers: 300,
    maxretry: MAXRETRY,
    restSeconds: LONGEST_BAN_SECONDS,
  });
  const hasFirewall = canHavePrivateNetwork();
  const daemon = await startDaemon(attacks.history(new Date()), hasFirewall);
  ending.defer(() => daemon.stop());
  const blocklists = await startDemoBlocklists(port + 1);
  ending.defer(() => blocklists.lists.close());
  ending.defer(startAttacking(daemon, attacks));
  const backend = await startBackend({
    port,
    dataDir: join(DIRECTORY, 'data'),
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password,
    logPath: join(DIRECTORY, 'bangui.log'),
    environment: {
      BANGUI_BLOCKLIST_DRIVER: hasFirewall ? 'daemon' : 'off',
      BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true',
    },
  });
  ending.defer(() => backend.stop());
  await blocklists.addTo(backend.url, password, hasFirewall);
  if (hasFirewall) ending.defer(blocklists.knock(daemon));
  console.log(welcome(backend.url, password, hasFirewall));
  await Promise.race([interrupted, unexpectedEnd(backend)]);
  console.log('\nEnding the demo.');
}

function demoPort(text = String(DEFAULT_PORT)): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new DemoError(`DEMO_PORT is "${text}", but a port is a number from 1 to 65535.`);
}

async function assertPortIsFree(port: number): Promise<void> {
  try {
    await claimablePort(port);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'is in use' : 'cannot be used';
    throw new DemoError(`Port ${port} ${reason}; choose another one: DEMO_PORT=8080 make demo`);
  }
}

// One password for as long as the folder lives: the account is made once.
async function keptPassword(): Promise<string> {
  const path = join(DIRECTORY, 'password');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept) return kept.trim();
  const password = randomBytes(12).toString('base64url');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

async function startDaemon(history: string[], hasPrivateNetwork: boolean): Promise<PrivateDaemon> {
  // Old lines would be counted a second time by a daemon that starts anew.
  await rm(join(DIRECTORY, 'log'), { recursive: true, force: true });
  await writeFile(
    join(DIRECTORY, 'fail2ban.log'),
    history.map((line) => `${line}\n`),
  );
  const daemon = await createPrivateDaemon({
    directory: DIRECTORY,
    jails: JAILS,
    hasPrivateNetwork,
    banaction: hasPrivateNetwork ? 'nftables-allports' : 'harmless',
    databasePurgeAgeSeconds: PURGE_AGE_SECONDS,
  });
  // A first start makes the daemon create its own tables.
  if (!existsSync(daemon.databasePath)) {
    await daemon.start();
    await daemon.stop();
  }
  writePastBans(daemon.databasePath, new Date());
  await daemon.start();
  return daemon;
}

/** Returns how to stop it. */
function startAttacking(daemon: PrivateDaemon, attacks: Attacks): () => void {
  const write = (lines: LoggedLine[]) =>
    Promise.all(lines.map(({ service, line }) => daemon.appendLog(service, [line])));
  void write(attacks.opening(new Date(), OPENING_VISITS));
  const timer = setInterval(() => void write(attacks.step(new Date())), STEP_MS);
  return () => clearInterval(timer);
}

// The first signal asks for an orderly end; the kernel ends all children with this process at the second.
function interruption(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  const onSignal = () => {
    if (isAsked) process.exit(1);
    isAsked = true;
    resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return promise;
}

function unexpectedEnd(backend: Backend): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  backend.child.once('exit', async () =>
    reject(new DemoError(`BanGUI ended unexpectedly:\n${await backend.logTail()}`)),
  );
  return promise;
}

function welcome(url: string, password: string, hasFirewall: boolean): string {
  const firewall = hasFirewall
    ? 'Its firewall, in which blocklists are enforced, is a private one too.'
    : 'This machine allows no private firewall, so that blocklists are compiled but not enforced.';
  return `
  BanGUI is ready: ${url}

    user      admin
    password  ${password}

  It manages a real fail2ban of its own, which does not touch this machine's firewall. ${firewall}
  The attacks are made up, and so are the three months of bans that came before.
  Ask it directly:

    fail2ban-client -s .demo/fail2ban.sock status manual

  Logs: .demo/bangui.log, .demo/fail2ban.log. Ctrl-C ends everything.
`;
}
