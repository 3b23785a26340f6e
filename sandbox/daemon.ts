import { type ChildProcess, execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endChild, spawnBound } from './child.ts';
import { daemonPaths, type JailDefinition, jailLogPath, writeConfiguration } from './configuration.ts';
import { inPrivateNetwork } from './private-network.ts';

export { type JailDefinition, MANUAL_JAIL } from './configuration.ts';

export interface PrivateDaemonOptions {
  /** Kept between runs when given; a fresh temporary one otherwise. */
  directory?: string;
  jails: JailDefinition[];
  /** The action of every jail, by default one that does nothing. */
  banaction?: string;
  /** Runs the daemon in this namespace of `ip netns`; needs root. */
  networkNamespace?: string;
  /** Gives the daemon a network and a firewall of its own without any privilege: see `canHavePrivateNetwork`. */
  hasPrivateNetwork?: boolean;
  databasePurgeAgeSeconds?: number;
}

export interface ClientResult {
  code: number;
  stdout: string;
  stderr: string;
}

export interface PrivateDaemon {
  readonly directory: string;
  readonly configDir: string;
  readonly socketPath: string;
  readonly databasePath: string;
  readonly daemonLogPath: string;
  /** Undefined while the daemon is not running. */
  readonly pid: number | undefined;
  logFile(jail: string): string;
  appendLog(jail: string, lines: string[]): Promise<void>;
  /** Runs `fail2ban-client` on this daemon; a refusal is a code, not an exception. */
  client(...args: string[]): Promise<ClientResult>;
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it by SIGKILL: socket and pid file stay behind, as after a crash. */
  kill(): Promise<void>;
  /** Leaves the socket open but unanswered (SIGSTOP). */
  pause(): void;
  resume(): void;
  /** Stops the daemon and removes its directory. */
  dispose(): Promise<void>;
}

const START_DEADLINE_MS = 30_000;
const LOG_TAIL_LINES = 20;
// The kernel's sockaddr_un holds 108 bytes, the last one a zero.
const MAX_SOCKET_PATH_BYTES = 107;

/**
 * Starts a real fail2ban with a directory, socket, database and log of its own, and resolves
 * once it has taken its whole configuration. It dies with the process that started it.
 *
 *     const daemon = await startPrivateDaemon({ jails: [{ name: 'sshd', filter: 'sshd' }] });
 *     await daemon.appendLog('sshd', lines);
 *     await daemon.dispose();
 */
export async function startPrivateDaemon(options: PrivateDaemonOptions): Promise<PrivateDaemon> {
  const daemon = await createPrivateDaemon(options);
  await daemon.start();
  return daemon;
}

/** The same, not yet running: for a caller who prepares its database first. */
export async function createPrivateDaemon(options: PrivateDaemonOptions): Promise<PrivateDaemon> {
  const paths = daemonPaths(await privateDirectory(options.directory));
  assertSocketPathFits(paths.socketPath);
  await writeConfiguration(paths, {
    jails: options.jails,
    banaction: options.banaction ?? 'harmless',
    databasePurgeAgeSeconds: options.databasePurgeAgeSeconds ?? 86_400,
  });
  const command = serverCommand(paths.configDir, options);
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    if (running) throw new Error('This fail2ban is already running.');
    const child = spawnServer(command);
    child.once('exit', () => {
      if (running === child) running = undefined;
    });
    running = child;
    try {
      await untilReady(child);
    } catch (error) {
      await endChild(child, 'SIGKILL');
      throw new Error(`${(error as Error).message}\n${await tail(paths.daemonLogPath)}`);
    }
  }

  async function stop(): Promise<void> {
    if (!running) return;
    running.kill('SIGCONT');
    await endChild(running, 'SIGTERM');
  }

  return {
    ...paths,
    get pid() {
      return running?.pid;
    },
    logFile: (jail) => jailLogPath(paths, jail),
    appendLog: (jail, lines) =>
      appendFile(jailLogPath(paths, jail), lines.map((line) => `${line}\n`).join('')),
    client: (...args) => runClient(['-c', paths.configDir, ...args]),
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    async kill() {
      if (running) await endChild(running, 'SIGKILL');
    },
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    async dispose() {
      await stop();
      await rm(paths.directory, { recursive: true, force: true });
    },
  };
}

async function privateDirectory(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'bangui-'));
  await mkdir(wanted, { recursive: true });
  return resolve(wanted);
}

function assertSocketPathFits(socketPath: string): void {
  if (Buffer.byteLength(socketPath) <= MAX_SOCKET_PATH_BYTES) return;
  throw new Error(
    `The path of fail2ban's socket is too long for a unix socket (${MAX_SOCKET_PATH_BYTES} bytes at most): ${socketPath}`,
  );
}

function serverCommand(configDir: string, options: PrivateDaemonOptions): string[] {
  const { networkNamespace, hasPrivateNetwork } = options;
  const server = ['fail2ban-server', '-c', configDir, '-xf', 'start'];
  if (hasPrivateNetwork) return inPrivateNetwork(server);
  return networkNamespace === undefined ? server : ['ip', 'netns', 'exec', networkNamespace, ...server];
}

function spawnServer(command: string[]): ChildProcess {
  return spawnBound(command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUNBUFFERED: '1', PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
}

// The daemon prints "Server ready" when it has worked through its whole configuration.
async function untilReady(child: ChildProcess): Promise<void> {
  const output: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const collect = (chunk: Buffer) => {
    output.push(String(chunk));
    if (output.join('').includes('Server ready')) resolve();
  };
  const fail = (reason: string) =>
    reject(new Error(`fail2ban did not start: ${reason}.\n${output.join('')}`));
  const onExit = (code: number | null, signal: string | null) => fail(`it ended with ${code ?? signal}`);
  const onError = (error: Error) => fail(error.message);
  const deadline = setTimeout(() => fail(`not ready after ${START_DEADLINE_MS / 1000} s`), START_DEADLINE_MS);
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.once('exit', onExit);
  child.once('error', onError);
  try {
    await promise;
  } finally {
    clearTimeout(deadline);
    child.off('exit', onExit);
    child.stdout?.off('data', collect).resume();
    child.stderr?.off('data', collect).resume();
  }
}

async function tail(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}

function runClient(args: string[]): Promise<ClientResult> {
  return new Promise((resolve) => {
    execFile('fail2ban-client', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: exitCode(error), stdout, stderr });
    });
  });
}

function exitCode(error: (Error & { code?: number | string | null }) | null): number {
  if (!error) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}
