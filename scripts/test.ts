/** `make test`: runs every kind of check and ends with one line, `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Counts {
  passed: number;
  failed: number;
}

const reports = mkdtempSync(join(tmpdir(), 'bangui-test-'));

function main(): number {
  const counts = [npm('check'), vitest('unit'), vitest('daemon'), npm('build'), playwright()];
  rmSync(reports, { recursive: true });
  const passed = sum(counts.map((count) => count.passed));
  const failed = sum(counts.map((count) => count.failed));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** A script without tests of its own: it counts only when it fails. */
function npm(script: string): Counts {
  return { passed: 0, failed: succeeds(`npm run ${script}`, ['npm', 'run', '--silent', script]) ? 0 : 1 };
}

function vitest(project: string): Counts {
  const report = join(reports, `${project}.json`);
  const command = ['npm', 'run', '--silent', `test:${project}`, '--'];
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = succeeds(`${project} tests`, [...command, ...options]);
  const counts = countsOf(report, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
  return agreeing(counts, succeeded);
}

function playwright(): Counts {
  const report = join(reports, 'browser.json');
  const command = ['npm', '--silent', '--workspace', 'e2e', 'test', '--', '--reporter=list,json'];
  const succeeded = succeeds('browser tests', command, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const counts = countsOf(report, ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]);
  return agreeing(counts, succeeded);
}

function succeeds(
  title: string,
  [program = '', ...args]: string[],
  environment: NodeJS.ProcessEnv = {},
): boolean {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
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

process.exitCode = main();
