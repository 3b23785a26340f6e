import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { claimablePort } from './backend.ts';
import { endChild, eventually, hasEnded, spawnBound } from './child.ts';

/** A real Redis of one's own, on a free port of the loopback interface, that keeps nothing across a restart. */
export interface PrivateRedis {
  /** With the password. */
  readonly url: string;
  readonly password: string;
  /** Runs a command by redis-cli and returns what it prints. */
  command(...words: string[]): Promise<string>;
  /** It keeps its connections and answers nothing until `resume`. */
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** Begins anew on the same port, with nothing in it. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

const run = promisify(execFile);
const PASSWORD = 'redis-secret';

export async function startPrivateRedis(): Promise<PrivateRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-redis-'));
  const port = await claimablePort(0);
  let child = spawnRedis(port, directory);

  async function command(...words: string[]): Promise<string> {
    const access = ['-p', String(port), '-a', PASSWORD, '--no-auth-warning'];
    return (await run('redis-cli', [...access, ...words])).stdout.trim();
  }

  async function untilReady(): Promise<void> {
    await eventually('Redis answers', async () => {
      if (hasEnded(child)) throw new Error('redis-server ended at once.');
      return (await command('PING').catch(() => '')) === 'PONG';
    });
  }

  await untilReady();
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}/0`,
    password: PASSWORD,
    command,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: () => endChild(child, 'SIGKILL'),
    async restart() {
      await endChild(child, 'SIGKILL');
      child = spawnRedis(port, directory);
      await untilReady();
    },
    async dispose() {
      await endChild(child, 'SIGKILL');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function spawnRedis(port: number, directory: string): ChildProcess {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: directory,
    requirepass: PASSWORD,
    save: '',
    appendonly: 'no',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return spawnBound(['redis-server', ...words], { stdio: 'ignore' });
}
