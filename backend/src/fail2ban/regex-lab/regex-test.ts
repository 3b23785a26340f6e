/** A filter tried on a log by the code of fail2ban-regex, in a process of its own. */
import { fileURLToPath } from 'node:url';
import { runFail2banPython } from '../fail2ban-python.ts';

export interface RegexTestOptions {
  /** With the filter in its `filter.d`. */
  readonly configDir: string;
  /** As a jail writes it: `sshd[mode=aggressive]`. */
  readonly filter: string;
  /** A regular file; fail2ban reads no line before its end is written. */
  readonly logFile: string;
  /** Where in the file to begin. */
  readonly firstByte: number;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: { done: number; total: number }) => void;
}

type ExpressionKind = 'prefregex' | 'failregex' | 'ignoreregex';

interface RegexTestHit {
  /** The failregex's number in the filter, from 1. */
  readonly expression: number;
  readonly host: string | null;
  /** Unix seconds, as fail2ban read them. */
  readonly time: number | null;
  /** False where the expression says that this is no failure, as by `<F-NOFAIL>`. */
  readonly isFailure: boolean;
  readonly groups: Record<string, string>;
}

interface RegexTestLine {
  /** From 1, counted from where the test began. */
  readonly number: number;
  /** At most 1,000 characters. */
  readonly text: string;
  readonly isCut: boolean;
  /** `skipped` are empty lines and those that begin with `#`, which fail2ban-regex leaves out. */
  readonly state: 'matched' | 'ignored' | 'missed' | 'skipped';
  readonly hits: RegexTestHit[];
  /** The number of the ignoreregex. */
  readonly ignoredBy: number | null;
}

export interface RegexTestOutcome {
  /** The first 2,000 of each state, in their order. */
  readonly lines: RegexTestLine[];
  readonly counts: Readonly<Record<'tested' | 'matched' | 'ignored' | 'missed' | 'skipped', number>>;
  readonly expressions: {
    readonly kind: ExpressionKind;
    readonly number: number;
    readonly expression: string;
    /** Searches that found something. */
    readonly hits: number;
    /** Of all searches. */
    readonly seconds: number;
    readonly slowestSeconds: number;
  }[];
  readonly dateTemplates: { readonly name: string; readonly hits: number }[];
  readonly seconds: number;
  /** False where the test ended before the log. */
  readonly isComplete: boolean;
  /** The line that was given up after 5 s of the processor's time; no line after it was read. */
  readonly tooSlowLine: { readonly number: number; readonly text: string } | null;
  /** Expressions that a line, made for it, keeps busy for 0.1 s or more; none was tried for longer than 0.5 s. */
  readonly slowExpressions: {
    readonly kind: ExpressionKind;
    readonly number: number;
    /** Characters of that line. */
    readonly length: number;
    readonly seconds: number;
    /** Its first 200 characters. */
    readonly line: string;
  }[];
  /** fail2ban's words where it refuses the filter, with the expression that it stopped at, where it was one. */
  readonly error: {
    readonly message: string;
    readonly expression: { readonly kind: ExpressionKind; readonly number: number } | null;
  } | null;
}

/** What has been read until then is the outcome. */
const readingSeconds = 300;
/** For the start, and for measuring expressions afterwards, on a machine that has other things to do. */
const furtherSeconds = 120;

const script = fileURLToPath(new URL('regex_test.py', import.meta.url));

/** @throws Fail2banError `fail2ban_tool_failed`, or the reason of the signal */
export async function runRegexTest(options: RegexTestOptions): Promise<RegexTestOutcome> {
  const { configDir, filter, logFile, firstByte, signal, onProgress } = options;
  let outcome: RegexTestOutcome | undefined;

  function onLine(line: string): void {
    const told = JSON.parse(line);
    if (told.progress !== undefined) onProgress(told.progress);
    if (told.outcome !== undefined) outcome = told.outcome;
  }

  const args = [configDir, filter, logFile, String(firstByte), String(readingSeconds)];
  const deadlineMilliseconds = (readingSeconds + furtherSeconds) * 1000;
  await runFail2banPython(script, args, { deadlineMilliseconds, signal, onLine });
  if (outcome === undefined) throw new Error('The test of the filter ended without an outcome.');
  return outcome;
}
