import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Backend, claimablePort, startBackend } from '@bangui/sandbox/backend';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { type ListServer, startListServer } from '@bangui/sandbox/list-server';
import { login } from './session.ts';

/** A real fail2ban with a firewall of its own, a BanGUI that enforces lists by it, and somebody who publishes them. */
export interface BlocklistWorld {
  readonly daemon: PrivateDaemon;
  readonly backend: Backend;
  readonly lists: ListServer;
  get(path: string): Promise<Response>;
  send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response>;
  /** Starts an import by `start` and waits for its end. @returns milliseconds */
  timeImport(start: () => Promise<unknown>): Promise<number>;
  /** Runs a program within the daemon's network. @returns what it printed */
  inside(...command: string[]): Promise<string>;
  /** The same with a file as its input. @returns milliseconds */
  timeInside(inputPath: string, ...command: string[]): Promise<number>;
  /** Highest resident memory of BanGUI's process since its start, in MiB. */
  peakMemory(): Promise<number>;
  end(): Promise<void>;
}

interface Run {
  id: number;
  state: string;
  problem: string | null;
}

const PASSWORD = 'bench-bench-bench';
const POLL_MS = 25;
const RUNNING = ['queued', 'running'];
const run = promisify(execFile);

export async function startBlocklistWorld(): Promise<BlocklistWorld> {
  await using ending = new AsyncDisposableStack();
  const daemon = await startPrivateDaemon({
    jails: [{ name: 'sshd', filter: 'sshd', bantime: '1d' }, MANUAL_JAIL],
    banaction: 'nftables-allports',
    hasPrivateNetwork: true,
  });
  ending.defer(() => daemon.dispose());
  const lists = await startListServer();
  ending.defer(() => lists.close());
  const backend = await startBackend({
    port: await claimablePort(0),
    dataDir: join(daemon.directory, 'data'),
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password: PASSWORD,
    logPath: join(daemon.directory, 'bangui.log'),
    environment: { BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true' },
  });
  ending.defer(() => backend.stop());
  const cookie = await login(backend.url, PASSWORD);

  const get = (path: string) => fetch(`${backend.url}${path}`, { headers: { cookie } });

  async function send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
    const response = await fetch(`${backend.url}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async function newestRun(): Promise<Run | undefined> {
    const { items } = (await (await get('/api/v1/blocklists/runs?limit=1')).json()) as { items: Run[] };
    return items[0];
  }

  function insideOf(command: string[]): string[] {
    return ['--target', String(daemon.pid), '--user', '--net', '--preserve-credentials', '--', ...command];
  }

  await send('POST', '/api/v1/blocklists/jail');
  const all = ending.move();
  return {
    daemon,
    backend,
    lists,
    get,
    send,
    async timeImport(start) {
      const before = (await newestRun())?.id ?? 0;
      const startedAt = performance.now();
      await start();
      for (;;) {
        const run = await newestRun();
        const isOurs = run !== undefined && run.id > before;
        if (isOurs && run.state === 'succeeded') return performance.now() - startedAt;
        if (isOurs && !RUNNING.includes(run.state)) {
          throw new Error(`The import ${run.state}: ${run.problem}`);
        }
        await sleep(POLL_MS);
      }
    },
    async inside(...command) {
      const { stdout } = await run('nsenter', insideOf(command), { maxBuffer: 2 ** 30 });
      return stdout;
    },
    async timeInside(inputPath, ...command) {
      const startedAt = performance.now();
      const line = `exec "$@" < ${inputPath}`;
      const child = spawn('nsenter', insideOf(['sh', '-c', line, 'sh', ...command]), { stdio: 'ignore' });
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
      return performance.now() - startedAt;
    },
    async peakMemory() {
      const status = await readFile(`/proc/${backend.child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    end: () => all.disposeAsync(),
  };
}
