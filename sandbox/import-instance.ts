import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endChild, hasEnded, spawnBound } from './child.ts';

export interface InstanceLine {
  readonly event: string;
  readonly fence?: number;
  readonly isLost?: boolean;
}

/** A whole BanGUI in a process of its own: see import-process.ts. */
export interface Instance {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has logged by now. */
  lines(): Promise<InstanceLine[]>;
  /** The last of it as text, with Node's own words where it crashed. */
  logTail(): Promise<string>;
  /** Ends it so that it can do nothing any more. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Whether it has ended although nobody asked for it. */
  hasCrashed(): boolean;
}

export interface InstanceOptions {
  readonly port: number;
  readonly logPath: string;
  /** BANGUI_* variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** As `createApp` takes them. */
  readonly app: object;
}

const LOG_TAIL_LINES = 20;
const SCRIPT = join(import.meta.dirname, 'import-process.ts');

export function startInstance({ port, logPath, environment, app }: InstanceOptions): Instance {
  const log = openSync(logPath, 'w');
  const child = spawnBound([process.execPath, SCRIPT, JSON.stringify(app)], {
    env: { ...withoutOwnSettings(process.env), ...environment, BANGUI_PORT: String(port) },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let isAskedToEnd = false;

  function end(signal: NodeJS.Signals): Promise<void> {
    isAskedToEnd = true;
    return endChild(child, signal);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    child,
    lines: async () => (await readFile(logPath, 'utf8')).split('\n').flatMap(parseLine),
    logTail: async () => (await readFile(logPath, 'utf8')).split('\n').slice(-LOG_TAIL_LINES).join('\n'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    hasCrashed: () => hasEnded(child) && (!isAskedToEnd || (child.exitCode ?? 0) !== 0),
  };
}

/** The numbers under which it has held the lock. */
export function acquiredTerms(lines: readonly InstanceLine[]): number[] {
  return lines.flatMap(({ event, fence }) => (event === 'scheduler_lock_acquired' ? [fence ?? 0] : []));
}

/** Those of which it has said that they are over. */
export function endedTerms(lines: readonly InstanceLine[]): number[] {
  const ends = lines.filter(({ event, isLost }) => isLost === true || event === 'scheduler_lock_released');
  return ends.map(({ fence }) => fence ?? 0);
}

function withoutOwnSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('BANGUI_')));
}

/** Node's own words on standard error, and a line that is not whole yet, are none. */
function parseLine(line: string): InstanceLine[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
