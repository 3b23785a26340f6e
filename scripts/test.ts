/**
 * `make test`: runs everything that has to hold and ends with one line, `N passed, N failed`; `make check` runs the
 * checks alone, `make test-deploy` the containers. Scripts are run by Node, not by npm: Debian's npm on a newer Node than its own ends with 0 whatever
 * happens.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Counts {
  passed: number;
  failed: number;
}

interface Script {
  name: string;
  /** The workspace it belongs to; the root's when absent. */
  workspace?: string;
  options?: string[];
  environment?: NodeJS.ProcessEnv;
}

const REPOSITORY = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'bangui-test-'));

/**
 * Node strips types by WebAssembly, anew in every thread whose code it has not kept, and V8 can end the process where
 * WebAssembly comes and goes with threads ("Check failed: jit_page.has_value()"). So the code of the workers
 * is kept before hundreds of them run. Outside of its thread a worker has nothing to do, and fails.
 */
function keepWorkerCode(): void {
  process.env.NODE_COMPILE_CACHE = join(REPOSITORY, 'node_modules', '.cache', 'bangui');
  for (const worker of ['blocklist/import-worker.ts', 'archive/archive-worker.ts']) {
    spawnSync(process.execPath, [join(REPOSITORY, 'backend', 'src', worker)], { stdio: 'ignore' });
  }
}

const suites: Readonly<Record<string, () => Counts[]>> = {
  all: () => [...checks(), vitest('unit'), vitest('daemon'), build(), playwright()],
  check: checks,
  // Images are built from the sources, and their containers run as they are.
  deploy: () => [vitest('deploy')],
};

function main(suite = 'all'): number {
  keepWorkerCode();
  const counts = suites[suite]?.() ?? [];
  rmSync(reports, { recursive: true });
  const passed = sum(counts.map((count) => count.passed));
  const failed = sum(counts.map((count) => count.failed));
  if (suite !== 'check') process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

function checks(): Counts[] {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  return Object.keys(scripts)
    .filter((name) => name.startsWith('check:'))
    .map((name) => withoutTests({ name }));
}

function build(): Counts {
  return withoutTests({ name: 'build', workspace: 'frontend', options: ['--logLevel', 'warn'] });
}

/** A script without tests of its own counts only when it fails. */
function withoutTests(script: Script): Counts {
  return { passed: 0, failed: succeeds(script) ? 0 : 1 };
}

function vitest(project: string): Counts {
  const report = join(reports, `${project}.json`);
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = succeeds({ name: `test:${project}`, options });
  const counts = countsOf(report, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
  return agreeing(counts, succeeded);
}

function playwright(): Counts {
  const report = join(reports, 'browser.json');
  const succeeded = succeeds({
    name: 'test',
    workspace: 'e2e',
    options: ['--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const counts = countsOf(report, ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]);
  return agreeing(counts, succeeded);
}

function succeeds({ name, workspace = '.', options = [], environment = {} }: Script): boolean {
  process.stdout.write(`\n── ${workspace === '.' ? name : `${workspace}: ${name}`}\n`);
  const { status } = spawnSync(process.execPath, ['--run', name, '--', ...options], {
    cwd: join(REPOSITORY, workspace),
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

// biome-ignore lint/suspicious/noExplicitAny: two foreign report formats, each read at one place
function countsOf(report: string, read: (report: any) => [passed: number, failed: number]): Counts {
  try {
    const [passed, failed] = read(JSON.parse(readFileSync(report, 'utf8')));
    return { passed, failed };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

// A run can fail without a failed test: a file that does not load, an error outside of every test.
function agreeing(counts: Counts, succeeded: boolean): Counts {
  return succeeded ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

process.exitCode = main(process.argv[2]);
