/** For the tests: what Prometheus would get. */
import type { Answer } from '@bangui/sandbox/bangui';

export type Series = ReadonlyMap<string, number>;

/** Values by name and labels as they are written, such as `f2b_jail_banned_current{jail="sshd"}`. */
export function seriesOf({ status, text }: Pick<Answer, 'status' | 'text'>): Series {
  if (status !== 200) throw new Error(`Status ${status} instead of 200: ${text}`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

export function namesIn(series: Series): Set<string> {
  return new Set([...series.keys()].map((key) => key.split('{')[0] ?? ''));
}
