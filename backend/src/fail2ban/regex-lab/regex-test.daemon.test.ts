import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readJailFilters } from './jail-filters.ts';
import { runRegexTest } from './regex-test.ts';

const run = promisify(execFile);
const configDir = '/etc/fail2ban';
/** fail2ban's own tests come with a log for nearly every filter. */
const sampleDir = '/usr/lib/python3/dist-packages/fail2ban/tests/files/logs';

const filters = (await readdir(join(configDir, 'filter.d'))).map((file) => file.replace(/\.conf$/, ''));
const samples = (await readdir(sampleDir).catch(() => [])).filter((name) => filters.includes(name));

/** @returns the line `Lines: 9 lines, 0 ignored, 5 matched, 4 missed` in numbers */
async function countsOfTheTool(filter: string, logFile: string) {
  const { stdout } = await run('fail2ban-regex', ['--raw', '-c', configDir, logFile, filter], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const [tested, ignored, matched, missed] =
    stdout
      .match(/^Lines: .*$/m)?.[0]
      .match(/\d+/g)
      ?.map(Number) ?? [];
  return { tested, ignored, matched, missed };
}

/** @returns hits by the number of the failregex */
async function hitsOfTheTool(filter: string, logFile: string) {
  const { stdout } = await run('fail2ban-regex', ['--raw', '-v', '-c', configDir, logFile, filter], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const failregexes = stdout.slice(stdout.indexOf('\nFailregex:'), stdout.indexOf('\nIgnoreregex:'));
  return [...failregexes.matchAll(/^\|\s+(\d+)\) \[(\d+)\] /gm)].map(([, n, hits]) => [
    Number(n),
    Number(hits),
  ]);
}

async function outcomeOf(filter: string, logFile: string) {
  const { signal } = new AbortController();
  return runRegexTest({ configDir, filter, logFile, firstByte: 0, signal, onProgress: () => {} });
}

describe.skipIf(samples.length === 0)('on the logs of fail2ban’s own tests', () => {
  test.each(samples)('%s counts what fail2ban-regex counts', async (filter) => {
    const logFile = join(sampleDir, filter);
    const outcome = await outcomeOf(filter, logFile);
    expect(outcome.error).toBeNull();
    expect(outcome.counts).toMatchObject(await countsOfTheTool(filter, logFile));
    const states = outcome.lines.map(({ state }) => state);
    for (const state of ['matched', 'ignored', 'missed'] as const) {
      expect(states.filter((each) => each === state)).toHaveLength(outcome.counts[state]);
    }
  });

  test.each(['sshd', 'postfix', 'apache-auth', 'exim'].filter((name) => samples.includes(name)))(
    '%s gives each expression the hits that fail2ban-regex gives it',
    async (filter) => {
      const logFile = join(sampleDir, filter);
      const { lines } = await outcomeOf(filter, logFile);
      const hits = lines.flatMap((line) => line.hits.map(({ expression }) => expression));
      for (const [expression, count] of await hitsOfTheTool(filter, logFile)) {
        expect(hits.filter((each) => each === expression)).toHaveLength(count ?? -1);
      }
    },
  );
});

test('a jail’s filter is told with its options, as the files resolve them', async () => {
  expect((await readJailFilters(configDir)).get('sshd')).toBe('sshd[mode=normal]');
});
