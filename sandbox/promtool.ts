import { spawnSync } from 'node:child_process';

export interface PromtoolResult {
  code: number | null;
  /** Both streams: promtool complains on either. */
  output: string;
}

/** Whether Prometheus' own checker is here: Debian's package `prometheus` brings it. */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** @param input what it reads from its standard input */
export function promtool(args: string[], input = ''): PromtoolResult {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}
