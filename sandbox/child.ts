import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_DEADLINE_MS = 10_000;
const POLL_MS = 50;

/**
 * Starts a program that cannot outlive this process: the kernel ends it with its parent,
 * even with one that had no time to clean up.
 */
export function spawnBound(command: string[], options: SpawnOptions): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
    ...options,
    // A terminal's Ctrl-C is for the parent, which then ends its children in order.
    detached: true,
  });
}

/** Sends the signal and waits for the end, which SIGKILL brings after ten seconds at the latest. */
export async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await ended;
  clearTimeout(deadline);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Asks every 50 ms until there is an answer; throws when there is none by the deadline. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  deadlineMs = 10_000,
): Promise<T> {
  const until = performance.now() + deadlineMs;
  while (performance.now() < until) {
    const answer = await ask();
    if (answer) return answer;
    await sleep(POLL_MS);
  }
  throw new Error(`${what}: not within ${deadlineMs / 1000} s.`);
}
