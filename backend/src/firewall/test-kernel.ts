/** For the tests: a network namespace with a kernel firewall of its own, and versions of a blocklist on disk. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApplyRequest } from './blocklist-driver.ts';

const run = promisify(execFile);
const kinds = ['ip4', 'net4', 'ip6', 'net6'] as const;
const moreOutput = { maxBuffer: 64 * 1024 * 1024 };

export type Entries = Partial<Record<(typeof kinds)[number], readonly string[]>>;

export interface TestKernel {
  readonly namespace: string;
  /** Runs a program inside and gives what it prints. */
  inside(...command: string[]): Promise<string>;
  /** What the live list holds, by kind and sorted. */
  liveEntries(): Promise<Record<string, string[]>>;
  ruleLines(tool: 'iptables' | 'ip6tables'): Promise<string[]>;
  dispose(): void;
}

/** @returns null where the right to make a namespace is missing, which root may lack too, as in a container */
export function createTestKernel(name: string): TestKernel | null {
  const namespace = `bangui-${name}-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', namespace]).status !== 0) return null;

  async function inside(...command: string[]): Promise<string> {
    return (await run('ip', ['netns', 'exec', namespace, ...command], moreOutput)).stdout;
  }

  async function members(set: string): Promise<string[]> {
    const lines = (await inside('ipset', 'save', set)).split('\n');
    return lines.filter((line) => line.startsWith('add ')).map((line) => line.split(' ')[2] ?? '');
  }

  return {
    namespace,
    inside,
    async liveEntries() {
      const sets = (await members('bangui-blocklist')).filter((set) => !set.startsWith('bangui-v-'));
      const entries = await Promise.all(sets.map(async (set) => [kindOf(set), (await members(set)).sort()]));
      return Object.fromEntries(entries);
    },
    async ruleLines(tool) {
      const lines = (await inside(tool, '-t', 'raw', '-S', 'PREROUTING')).split('\n');
      return lines.filter((line) => line.startsWith('-A '));
    },
    dispose: () => void spawnSync('ip', ['netns', 'delete', namespace]),
  };
}

function kindOf(set: string): string {
  return set.split('-').at(-1) ?? '';
}

/** Writes the files of a version, and the request to apply it. */
export async function writeVersion(
  directory: string,
  number: number,
  entries: Entries,
): Promise<ApplyRequest> {
  const digest = digestOf(number);
  await writeEntries(join(directory, 'versions', digest), '', entries);
  const [ip4 = 0, net4 = 0, ip6 = 0, net6 = 0] = kinds.map((kind) => entries[kind]?.length ?? 0);
  return { fence: 1, digest, base: null, counts: { ip4, net4, ip6, net6 } };
}

/** Adds the way from another version, as it should be or not. */
export async function writeDelta(
  directory: string,
  request: ApplyRequest,
  base: ApplyRequest,
  changes: { readonly del: Entries; readonly add: Entries },
): Promise<ApplyRequest> {
  const folder = join(directory, 'versions', request.digest, `delta-from-${base.digest}`);
  await writeEntries(folder, 'del-', changes.del);
  await writeEntries(folder, 'add-', changes.add);
  return { ...request, base: base.digest };
}

export function digestOf(number: number): string {
  return number.toString(16).padStart(16, '0');
}

async function writeEntries(folder: string, prefix: string, entries: Entries): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const kind of kinds) {
    await writeFile(join(folder, prefix + kind), (entries[kind] ?? []).map((entry) => `${entry}\n`).join(''));
  }
}

/** Distinct addresses of 10.0.0.0/8, the first `count` of them. */
export function manyAddresses(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`);
}

/** The running processes of the script: they alone work in the exchange folder. */
export async function scriptProcesses(directory: string, program?: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => isWorkingIn(directory, pid, program)));
  return pids.filter((_, index) => found[index]).map(Number);
}

/** A process may end while it is looked at. */
async function isWorkingIn(directory: string, pid: string, program?: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== directory) return false;
    return program === undefined || (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() === program;
  } catch {
    return false;
  }
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
