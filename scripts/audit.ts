/**
 * `npm run check:audit`: asks the registry for known weaknesses, from severity `high` on, of the packages that BanGUI is
 * shipped with. Where the registry does not answer that, it says so and passes: a check must not fail for want of a
 * network.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Weakness {
  name: string;
  severity: string;
  /** What is known about it, or the names of the packages that it comes from. */
  via: (string | { title: string; url: string })[];
}

/** What `npm audit --json` writes. Its exit code says less: Debian's npm ends with 0 on a newer Node than its own. */
interface Report {
  vulnerabilities?: Record<string, Weakness>;
  message?: string;
}

const grave = ['high', 'critical'];
const answerMs = 20_000;

function audit(): { isPassed: boolean; words: string } {
  const { vulnerabilities, message } = ask();
  if (!vulnerabilities) {
    return {
      isPassed: true,
      words: `Not checked for known weaknesses, the registry does not answer: ${message}`,
    };
  }
  const found = Object.values(vulnerabilities).filter(({ severity }) => grave.includes(severity));
  if (found.length === 0) return { isPassed: true, words: 'No grave weakness is known of what is shipped.' };
  return { isPassed: false, words: found.map(inWords).join('\n') };
}

function ask(): Report {
  const { stdout, error } = spawnSync(
    'npm',
    [
      ...['audit', '--json', '--omit=dev', '--package-lock-only'],
      ...['--fetch-retries=0', `--fetch-timeout=${answerMs}`],
    ],
    { cwd: join(import.meta.dirname, '..'), encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 },
  );
  if (error) return { message: error.message };
  try {
    return JSON.parse(stdout);
  } catch {
    return { message: `npm gives no report, but "${stdout.slice(0, 200)}"` };
  }
}

function inWords({ name, severity, via }: Weakness): string {
  const reasons = via.map((each) =>
    typeof each === 'string' ? `by ${each}` : `${each.title} (${each.url})`,
  );
  return `${name}, ${severity}: ${reasons.join('; ')}`;
}

const { isPassed, words } = audit();
process.stdout.write(`${words}\n`);
process.exitCode = isPassed ? 0 : 1;
