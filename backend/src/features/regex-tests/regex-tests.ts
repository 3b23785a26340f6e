/** The regex lab: a filter, stored or being edited, tried on a log before anybody relies on it. */
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackgroundRun, createBackgroundRuns, type Work } from '../../background-runs.ts';
import { readJailFilters } from '../../fail2ban/regex-lab/jail-filters.ts';
import { type RegexTestOutcome, runRegexTest } from '../../fail2ban/regex-lab/regex-test.ts';
import { withStandIn } from '../../fail2ban/stand-in.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { LogFiles } from '../../log-files.ts';
import { Problem } from '../../problem.ts';
import { startOfNewestLines } from './newest-lines.ts';
import type { RegexTestChoices, RegexTestRequest } from './schema.ts';

export interface RegexTestsOptions {
  readonly configDir: string;
  readonly logFiles: LogFiles;
  readonly watch: Pick<DaemonWatch, 'jails'>;
}

type RegexTest = BackgroundRun<RegexTestOutcome>;

export type RegexTests = ReturnType<typeof createRegexTests>;

export function createRegexTests({ configDir, logFiles, watch }: RegexTestsOptions) {
  const runs = createBackgroundRuns<RegexTestOutcome>();

  async function assertFilterExists({ filter, edited }: RegexTestRequest): Promise<void> {
    const name = filter.replace(/\[.*$/su, '');
    const files = ['conf', 'local'].map((ending) => `${name}.${ending}`);
    if (edited !== undefined && files.includes(edited.file)) return;
    const found = await Promise.all(files.map((file) => exists(join(configDir, 'filter.d', file))));
    if (!found.includes(true))
      throw new Problem('filter_not_found', `There is no filter ${name} in ${join(configDir, 'filter.d')}.`);
  }

  /** The log that the request names, or a file that is made of its lines and removed again. */
  async function withLog<T>(
    log: RegexTestRequest['log'],
    use: (file: string, firstByte: number) => Promise<T>,
  ): Promise<T> {
    if ('lines' in log) return withLines(log.lines, (file) => use(file, 0));
    const file = await logFiles.resolve(log.file);
    return use(file, log.newest === undefined ? 0 : await startOfNewestLines(file, log.newest));
  }

  function withFilter<T>(
    edited: RegexTestRequest['edited'],
    use: (directory: string) => Promise<T>,
  ): Promise<T> {
    if (edited === undefined) return use(configDir);
    return withStandIn(configDir, { [`filter.d/${edited.file}`]: edited.text }, use);
  }

  function workFor({ filter, edited, log }: RegexTestRequest): Work<RegexTestOutcome> {
    return (signal, onProgress) =>
      withLog(log, (logFile, firstByte) =>
        withFilter(edited, (directory) =>
          runRegexTest({ configDir: directory, filter, logFile, firstByte, signal, onProgress }),
        ),
      );
  }

  return {
    async choices(): Promise<RegexTestChoices> {
      const [filters, jailFilters] = await Promise.all([filterNames(configDir), readJailFilters(configDir)]);
      const jails = watch.jails().map(({ name, settings }) => ({
        name,
        filter: jailFilters.get(name) ?? null,
        logFiles: settings?.logPaths ?? [],
      }));
      return { filters, jails };
    },

    async start(request: RegexTestRequest): Promise<RegexTest> {
      await assertFilterExists(request);
      // Said at once, and not by a run that fails.
      if ('file' in request.log) await logFiles.resolve(request.log.file);
      const run = runs.start(workFor(request));
      if (run === undefined)
        throw new Problem(
          'too_many_runs',
          'Two filters are being tried already. Wait for one, or cancel it.',
        );
      return run;
    },

    find: (id: string): RegexTest => runs.find(id) ?? notFound(id),

    cancel: (id: string): RegexTest => runs.cancel(id) ?? notFound(id),

    stop: runs.stop,
  };
}

function notFound(id: string): never {
  throw new Problem(
    'regex_test_not_found',
    `There is no test ${id}. A test is forgotten an hour after its end.`,
  );
}

async function withLines<T>(lines: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bangui-lines-'));
  try {
    const file = join(folder, 'lines');
    // fail2ban reads no line before its end is written.
    await writeFile(file, `${lines}\n`);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function filterNames(configDir: string): Promise<string[]> {
  const files = await readdir(join(configDir, 'filter.d')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Problem('configuration_file_unusable', `BanGUI cannot read ${configDir}: ${error.message}.`);
  });
  const names = files
    .filter((file) => /\.(conf|local)$/.test(file))
    .map((file) => file.replace(/\.\w+$/, ''));
  return [...new Set(names)].sort();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
