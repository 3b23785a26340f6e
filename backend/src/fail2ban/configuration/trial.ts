/** Files tried beside a stand-in of the configuration: fail2ban's verdict, and what would change in the daemon. */
import type { Fail2banClientTool } from '../client-tool.ts';
import { Fail2banError } from '../errors.ts';
import { withStandIn } from '../stand-in.ts';
import {
  changedJails,
  changedSettings,
  type Dump,
  type DumpedSettings,
  type JailChange,
  type SettingChange,
} from './dump.ts';
import { problemOfFilter, problemOfJail } from './expressions.ts';
import type { Texts } from './swap.ts';

export interface Trial {
  /** fail2ban's words about what it refuses; null where it takes the files. */
  readonly refusal: string | null;
  readonly warnings: readonly string[];
  readonly jails: readonly JailChange[];
  readonly server: readonly SettingChange[];
  readonly before: Dump;
  /** null where the files cannot even be read. */
  readonly after: Dump | null;
}

const expressionSettings = ['prefregex', 'failregex', 'ignoreregex', 'datepattern', 'maxlines'];
/** More jails than a person changes at once; a change of DEFAULT concerns thresholds, not expressions. */
const mostTriedJails = 20;

export async function tryFiles(configDir: string, texts: Texts, tool: Fail2banClientTool): Promise<Trial> {
  const before = (await readDump(configDir, tool)).dump ?? nothing;
  return withStandIn(configDir, texts, async (standIn) => {
    const verdict = await wordsOf(() => tool.testConfiguration(standIn));
    const { dump: after, problem } = await readDump(standIn, tool);
    const jails = after === null ? [] : changedJails(before, after);
    const refusals = [
      verdict ?? problem,
      ...(await brokenExpressions(standIn, texts, jails, after ?? nothing)),
    ];
    return {
      refusal: refusals.filter((words) => words !== null).join('\n\n') || null,
      warnings: warningsAbout(after ?? nothing, jails),
      jails,
      server: after === null ? [] : changedSettings(before.server, after.server),
      before,
      after,
    };
  });
}

const nothing: Dump = { server: new Map(), jails: new Map(), errors: [] };

type DumpOrProblem = { dump: Dump; problem: null } | { dump: null; problem: string };

/** Of files that BanGUI cannot see the meaning of, it cannot say what they would change. */
async function readDump(directory: string, tool: Fail2banClientTool): Promise<DumpOrProblem> {
  try {
    return { dump: await tool.dump(directory), problem: null };
  } catch (error) {
    return { dump: null, problem: toolsWords(error) };
  }
}

async function wordsOf(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return toolsWords(error);
  }
}

/** Without the command line before them, which tells of a folder that is gone by now. */
function toolsWords(error: unknown): string {
  if (error instanceof Fail2banError) return error.message.replace(/^"[^"]*" failed: /, '');
  throw error;
}

async function brokenExpressions(
  standIn: string,
  texts: Texts,
  jails: readonly JailChange[],
  after: Dump,
): Promise<string[]> {
  const filters = new Set(Object.keys(texts).map((path) => /^filter\.d\/(.+)\.local$/.exec(path)?.[1]));
  const problems: string[] = [];
  for (const filter of filters) {
    const problem = filter === undefined ? null : await problemOfFilter(standIn, filter);
    if (problem !== null) problems.push(`Filter ${filter}: ${problem}`);
  }
  for (const { jail } of jails.filter(hasNewExpressions).slice(0, mostTriedJails)) {
    const problem = await problemOfJail(after.jails.get(jail) ?? new Map());
    if (problem !== null) problems.push(`Jail ${jail}: ${problem}`);
  }
  return problems;
}

function hasNewExpressions({ kind, settings }: JailChange): boolean {
  return kind !== 'stopped' && settings.some(({ setting }) => expressionSettings.includes(setting));
}

/** What fail2ban takes without a word, and its user would rather know. */
function warningsAbout({ errors, jails }: Dump, changes: readonly JailChange[]): string[] {
  const concerned = changes.filter(({ kind }) => kind !== 'stopped').map(({ jail }) => jail);
  return [...errors, ...concerned.flatMap((jail) => warningsAboutJail(jail, jails.get(jail)))];
}

function warningsAboutJail(jail: string, settings: DumpedSettings = new Map()): string[] {
  // Jails for bans by hand watch /dev/null, as fail2ban wants them to watch something.
  const isWatching =
    settings.has('journalmatch') || /^(?!\/dev\/null)/m.test(settings.get('logpath') ?? '/dev/null');
  const warnings: string[] = [];
  if (isWatching && !settings.has('failregex')) {
    warnings.push(`The jail ${jail} has no expression for failures, so it will ban nobody by itself.`);
  }
  if (!settings.has('action')) warnings.push(`The jail ${jail} has no action, so its bans block nothing.`);
  return warnings;
}
