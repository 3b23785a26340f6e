/** What the tests of the log share: lines as fail2ban writes them, in files of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMatcher, type LogFilter } from './log-filter.ts';
import type { Want } from './part.ts';

const begin = new Date(2026, 10, 25, 12).getTime();

/** The n-th line of a log with one line a second from noon on 2026-11-25. */
export function lineAt(
  second: number,
  message = `[sshd] Found 192.0.2.${second % 250}`,
  level = 'INFO',
): string {
  const date = new Date(begin + second * 1_000);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  const time = local.slice(0, 19).replace('T', ' ');
  return `${time},000 fail2ban.filter         [1]: ${level.padEnd(7)} ${message}`;
}

export const secondsAt = (second: number): number => begin / 1_000 + second;

export function lines(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `${lineAt(from + index)}\n`).join('');
}

export async function temporaryLog(): Promise<{ path: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-log-'));
  return { path: join(directory, 'fail2ban.log'), remove: () => rm(directory, { recursive: true }) };
}

const everything: LogFilter = {
  level: null,
  jail: null,
  address: null,
  text: null,
  from: null,
  to: null,
};

export function wanted(filter: Partial<LogFilter> = {}, want: Partial<Want> = {}): Want {
  const from = (filter.from ?? 0) * 1_000;
  return {
    matches: createMatcher({ ...everything, ...filter }),
    isTooOld: ({ line }) => (line?.atMs ?? Number.POSITIVE_INFINITY) < from,
    limit: 100,
    mostBytes: 32 * 1024 * 1024,
    signal: new AbortController().signal,
    ...want,
  };
}
