/** The Docker Engine by its command line. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const repository = join(import.meta.dirname, '../..');
/** A build on a slow machine and a slow network. */
const longestCommandMs = 900_000;

/** @returns what it has printed; rejects with it unless the program succeeds */
export async function run(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout } = await execute(program, args, {
    cwd: repository,
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
    timeout: longestCommandMs,
  });
  return stdout;
}

export function docker(...args: string[]): Promise<string> {
  return run('docker', args);
}

export interface Inspection {
  readonly RestartCount: number;
  readonly State: {
    readonly Running: boolean;
    readonly OOMKilled: boolean;
    readonly StartedAt: string;
  };
  readonly HostConfig: {
    readonly NanoCpus: number;
    readonly Memory: number;
    readonly MemoryReservation: number;
  };
}

export async function inspect(container: string): Promise<Inspection> {
  return JSON.parse(await docker('container', 'inspect', container))[0];
}

export async function imageBytes(image: string): Promise<number> {
  return Number(await docker('image', 'inspect', '--format', '{{.Size}}', image));
}

/** What the container uses now in bytes, as `docker stats` shows it: without files that could be dropped. */
export async function memoryBytes(container: string): Promise<number> {
  const used = await docker('stats', '--no-stream', '--format', '{{.MemUsage}}', container);
  const [, number = '', unit = ''] = /^([\d.]+)([KMG]?i?B)/.exec(used) ?? [];
  const factors: Record<string, number> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
  return Number(number) * (factors[unit] ?? Number.NaN);
}
