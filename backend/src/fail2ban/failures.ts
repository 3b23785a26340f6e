/** Reads a log by fail2ban's own engine, `fail2ban-regex`, and tells each failure as it is found. */
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fail2banError } from './errors.ts';
import { writeFilterFile } from './filter-file.ts';
import type { JailFilter } from './jail-rules.ts';
import { parsePythonLiteral } from './python-literal.ts';
import { readPosition } from './read-position.ts';
import { runTool } from './tool-process.ts';

/** A filter of a configuration directory by its name, with options if wanted: `sshd[mode=aggressive]`. */
export interface NamedFilter {
  readonly configDir: string;
  readonly name: string;
}

export interface FailuresOptions {
  /** A regular file. */
  readonly log: string;
  readonly filter: JailFilter | NamedFilter;
  readonly signal: AbortSignal;
  /** @param at Unix seconds; null where the log names no time */
  readonly onFailure: (address: string, at: number | null) => void;
  /** Hears twice a second how many bytes of the log have been read. */
  readonly onPosition: (bytes: number) => void;
}

const deadlineMilliseconds = 2 * 3_600_000;
const positionMilliseconds = 500;
const mostComplaints = 20;

/**
 * Resolves when the whole log is read.
 * @throws Fail2banError `fail2ban_tool_failed` with the engine's words, also after two hours
 */
export async function readFailures(options: FailuresOptions): Promise<void> {
  const { filter } = options;
  if ('configDir' in filter) return runEngine(['-c', filter.configDir], filter.name, options);
  const directory = await mkdtemp(join(tmpdir(), 'bangui-filter-'));
  try {
    await writeFilterFile(directory, 'jail', filter);
    await runEngine(['-c', directory, ...engineOptions(filter)], 'jail', options);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function engineOptions({ usedns, logencoding, logtimezone }: JailFilter): string[] {
  return [
    ...(usedns === null ? [] : ['--usedns', usedns]),
    ...(logencoding === null || logencoding === 'auto' ? [] : ['-e', logencoding]),
    ...(logtimezone === null ? [] : ['--TZ', logtimezone]),
  ];
}

async function runEngine(
  engine: readonly string[],
  filterName: string,
  { log, signal, onFailure, onPosition }: FailuresOptions,
): Promise<void> {
  const complaints: string[] = [];
  let following: NodeJS.Timeout | undefined;
  try {
    await runTool('fail2ban-regex', [...engine, '-o', 'row', log, filterName], {
      deadlineMilliseconds,
      signal,
      onStart(pid) {
        // The daemon that bans comes first.
        setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
        following = setInterval(
          () => readPosition(pid, log).then(onPosition, () => {}),
          positionMilliseconds,
        );
      },
      onLine(line) {
        if (line.startsWith('[')) tellRow(line, onFailure);
        else if (complaints.length < mostComplaints) complaints.push(line);
      },
    });
  } catch (error) {
    if (complaints.length === 0 || signal.aborted) throw error;
    throw new Fail2banError('fail2ban_tool_failed', complaints.join('\n'), { cause: error });
  } finally {
    clearInterval(following);
  }
}

/**
 * `[ID,\tTIME,\t{…}],`, each as Python's `repr` has it, which writes a tab within a value as `\t`. Source:
 * `_prepaireOutput` in fail2ban's client/fail2banregex.py.
 */
function tellRow(row: string, onFailure: FailuresOptions['onFailure']): void {
  const [id = '', time = ''] = row.slice(1).split(',\t', 2);
  onFailure(String(parsePythonLiteral(id)), time === 'None' ? null : Number(time));
}
