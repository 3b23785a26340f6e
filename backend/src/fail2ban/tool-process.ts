/** A command-line tool as a process: with a deadline, a bound on what it may print, and an end that takes its children along. */
import { spawn } from 'node:child_process';
import { Fail2banError } from './errors.ts';

export interface ToolOptions {
  readonly deadlineMilliseconds: number;
  /** Ends the tool; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Hears every line of the standard output, without its end, as it comes; nothing of it is then kept. Where this
   * throws, the tool ends and the promise rejects with that.
   */
  readonly onLine?: (line: string) => void;
  /** Hears the process id, also the id of the tool's process group. */
  readonly onStart?: (pid: number) => void;
}

interface Output {
  stdout: string;
  stderr: string;
}

/** Where tools are looked for. */
export const toolFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
] as const;

// Characters, of all that is kept at once.
const mostOutput = 64 * 1024 * 1024;
const longestWords = 2000;

/**
 * Runs a tool without a shell, in a small environment of its own.
 * @returns its standard output, or nothing where `onLine` heard it
 * @throws Fail2banError `fail2ban_tool_failed` with the tool's own words when it fails, is missing, prints more than
 *   64 MiB or is not done at the deadline
 */
export async function runTool(
  binary: string,
  args: readonly string[],
  { deadlineMilliseconds, signal, onLine, onStart }: ToolOptions,
): Promise<string> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const output: Output = { stdout: '', stderr: '' };
  const child = spawn(binary, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C.UTF-8', PATH: toolFolders.join(':') },
    // A process group of its own, so that whatever the tool started ends with it.
    detached: true,
  });

  function endAll(reason: unknown): void {
    reject(reason);
    if (child.pid !== undefined) killGroup(child.pid);
  }

  function collect(stream: keyof Output, text: string): void {
    output[stream] += text;
    const isToBeTold = stream === 'stdout' && onLine !== undefined && text.includes('\n');
    if (isToBeTold) output.stdout = tellLines(output.stdout, onLine);
    if (output[stream].length > mostOutput) throw toolFailed(binary, args, 'it printed more than 64 MiB');
  }

  function listen(stream: keyof Output): void {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      try {
        collect(stream, text);
      } catch (error) {
        endAll(error);
      }
    });
  }

  const overdue = () =>
    endAll(toolFailed(binary, args, `it took longer than ${deadlineMilliseconds / 1000} s`));
  const cancel = () => endAll(signal?.reason);
  const timer = setTimeout(overdue, deadlineMilliseconds);
  signal?.addEventListener('abort', cancel);
  listen('stdout');
  listen('stderr');
  if (child.pid !== undefined) onStart?.(child.pid);
  child.on('error', (error) => reject(notStarted(binary, error)));
  child.on('close', (code) => {
    if (code === 0) resolve(output.stdout);
    else reject(toolFailed(binary, args, wordsOf(output) || `it ended with code ${code}`));
  });
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  });
}

/** @returns what is left: a line without its end */
function tellLines(text: string, onLine: (line: string) => void): string {
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  lines.forEach(onLine);
  return unfinished;
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** The tool's own words without the time and process before each. */
function wordsOf({ stdout, stderr }: Output): string {
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line !== '' && !line.startsWith('['));
  const words = lines.map((line) => line.replace(/^[\d-]+ [\d:,]+ fail2ban\S*\s*\[\d+\]: /, '').trim());
  return words.join('\n').slice(0, longestWords);
}

function toolFailed(binary: string, args: readonly string[], words: string): Fail2banError {
  return new Fail2banError('fail2ban_tool_failed', `"${[binary, ...args].join(' ')}" failed: ${words}`);
}

function notStarted(binary: string, error: Error): Fail2banError {
  return new Fail2banError(
    'fail2ban_tool_failed',
    `BanGUI could not start ${binary} (${error.message}). Install fail2ban on this machine, or make its command-line tools available to BanGUI.`,
    { cause: error },
  );
}
