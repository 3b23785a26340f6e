import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { endChild, eventually, hasEnded, spawnBound } from './child.ts';

export interface BackendOptions {
  port: number;
  dataDir: string;
  socketPath: string;
  configDir: string;
  password: string;
  logPath: string;
  /** Further BANGUI_* variables. */
  environment?: Record<string, string>;
}

export interface Backend {
  readonly url: string;
  readonly child: ChildProcess;
  /** The last lines of its log. */
  logTail(): Promise<string>;
  stop(): Promise<void>;
}

const REPOSITORY = join(import.meta.dirname, '..');
const HOST = '127.0.0.1';
const LOG_TAIL_LINES = 10;

/** Starts the real backend on a daemon and resolves as soon as it answers that fail2ban is online. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const backend = await spawnBackend(options);
  try {
    await eventually('BanGUI answers', () => isOnline(backend), 30_000);
    return backend;
  } catch (error) {
    await backend.stop();
    throw new Error(`${(error as Error).message}\n${await backend.logTail()}`);
  }
}

/** The same without waiting for its first answer. */
export async function spawnBackend(options: BackendOptions): Promise<Backend> {
  await mkdir(dirname(options.logPath), { recursive: true });
  const log = openSync(options.logPath, 'w');
  const child = spawnBound([join(REPOSITORY, 'backend/bangui')], {
    cwd: REPOSITORY,
    env: environment(options),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return {
    url: `http://${HOST}:${options.port}`,
    child,
    logTail: async () =>
      (await readFile(options.logPath, 'utf8')).trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n'),
    stop: () => endChild(child, 'SIGTERM'),
  };
}

/** Whether the port can be listened on now; 0 asks the system for one that can. Returns the port. */
export function claimablePort(port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(port, HOST, () => {
    const address = server.address();
    const taken = typeof address === 'object' && address ? address.port : port;
    server.close(() => resolve(taken));
  });
  return promise;
}

async function isOnline(backend: Backend): Promise<boolean> {
  if (hasEnded(backend.child)) throw new Error('BanGUI ended at once.');
  return fetch(`${backend.url}/api/health`)
    .then((response) => response.ok)
    .catch(() => false);
}

// Settings of the caller's own BanGUI must not leak into this one.
function environment(options: BackendOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('BANGUI_'));
  return {
    ...Object.fromEntries(inherited),
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    BANGUI_HOST: HOST,
    BANGUI_PORT: String(options.port),
    BANGUI_DATA_DIR: options.dataDir,
    BANGUI_FAIL2BAN_SOCKET: options.socketPath,
    BANGUI_FAIL2BAN_CONFIG_DIR: options.configDir,
    BANGUI_COOKIE_SECURE: 'false',
    BANGUI_ADMIN_USERNAME: 'admin',
    BANGUI_ADMIN_PASSWORD: options.password,
    ...options.environment,
  };
}
