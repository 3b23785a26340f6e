/** `make bench`: one JSON line per figure, then a table. See README.md. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measure } from './harness/figures.ts';

interface BenchFigure extends Figure {
  bench: string;
  /** Null without a goal. */
  met: boolean | null;
}

const figures: BenchFigure[] = [];

const wanted = process.argv[2];
if (wanted !== undefined && !allBenches().includes(wanted)) {
  console.error(`There is no bench called "${wanted}"; there are: ${allBenches().join(', ')}.`);
  process.exit(1);
}

console.log(JSON.stringify({ date: new Date().toISOString(), machine: machine(), versions: versions() }));
for (const bench of wanted === undefined ? allBenches() : [wanted]) await runBench(bench);
console.log(`\n${table(figures)}`);

function allBenches(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.replace('.ts', ''));
}

// A bench that breaks is a figure too: it must not fail a build.
async function runBench(bench: string): Promise<void> {
  const record = (figure: Figure) => tell({ bench, ...rounded(figure), met: isMet(figure) });
  try {
    const { measure } = (await import(`./${bench}.ts`)) as { measure: Measure };
    await measure(record);
  } catch (error) {
    console.error(error);
    record({ metric: 'errors', value: 1, unit: 'count', goal: 0 });
  }
}

function tell(figure: BenchFigure): void {
  figures.push(figure);
  console.log(JSON.stringify(figure));
}

function isMet({ value, goal }: Figure): boolean | null {
  return goal === null ? null : value <= goal;
}

function rounded(figure: Figure): Figure {
  return { ...figure, value: Number(figure.value.toPrecision(4)) };
}

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
  };
}

function versions() {
  const fail2ban = execFileSync('fail2ban-server', ['--version'], { encoding: 'utf8' });
  return {
    node: process.version,
    fail2ban: /v([\d.]+\S*)/.exec(fail2ban)?.[1] ?? 'unknown',
    bangui: revision(),
  };
}

function revision(): string {
  if (!existsSync(join(import.meta.dirname, '..', '.git'))) return 'unknown';
  return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
}

function table(rows: BenchFigure[]): string {
  const cells = rows.map(({ bench, metric, value, unit, goal, met }) => [
    bench,
    metric,
    `${value} ${unit}`,
    goal === null ? '' : `≤ ${goal}`,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const lines = [['bench', 'metric', 'value', 'goal', ''], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
