/** Asks blocklist.sh by files and awaits its answers, whoever starts it. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApplyResult, BlocklistDriver, KernelState, RuleState, SetCounts } from './blocklist-driver.ts';
import { fieldsOf, parseFields, writeRequest } from './exchange-folder.ts';
import { FirewallError, type FirewallErrorCode } from './firewall-error.ts';

export interface ExchangeOptions {
  readonly directory: string;
  /** Starts the script, which takes the requests that lie in the folder. Rejects with a FirewallError. */
  readonly start: () => Promise<ScriptRun>;
  /** How long an apply may wait for the one before, which still fills the spare slot; more for many entries. */
  readonly lockWaitSeconds?: number;
}

export interface ScriptRun {
  /** Ends what still runs, where that is possible. */
  end(): void;
}

type Answer = ReadonlyMap<string, string>;

const pollMilliseconds = 25;
const retryMilliseconds = 200;
const defaultLockWaitSeconds = 100;
const shortDeadlineMilliseconds = 30_000;
/** A small machine of today fills ten times as many; each has to be done twice. */
const entriesPerSecond = 20_000;
const noSignal = new AbortController().signal;

export function createExchange(options: ExchangeOptions): BlocklistDriver {
  const { directory, start, lockWaitSeconds = defaultLockWaitSeconds } = options;
  const longDeadlineMilliseconds = lockWaitSeconds * 1000 + shortDeadlineMilliseconds;

  async function ask(
    fields: Readonly<Record<string, string>>,
    deadlineMilliseconds: number,
    signal = noSignal,
  ): Promise<string> {
    const deadline = performance.now() + deadlineMilliseconds;
    const id = randomBytes(8).toString('hex');
    const [request, taken, result] = ['request', 'taken', 'result'].map((name) =>
      join(directory, `${name}-${id}`),
    ) as [string, string, string];
    let run: ScriptRun | undefined;
    await writeRequest(directory, id, { id, ...fields });
    try {
      run = await startUntilTaken(request, deadline);
      const answer = await awaitFile(result, deadline, signal);
      refuseFailure(answer);
      return answer;
    } catch (error) {
      run?.end();
      throw error;
    } finally {
      // Without the second one the script does not exchange the sets any more.
      await Promise.all([request, taken, result].map((path) => rm(path, { force: true })));
    }
  }

  /** fail2ban answers, but runs no action, while the jail is only about to start. */
  async function startUntilTaken(request: string, deadline: number): Promise<ScriptRun> {
    while (performance.now() < deadline) {
      const run = await start();
      if (!existsSync(request)) return run;
      await delay(retryMilliseconds);
    }
    throw new FirewallError(
      'timed_out',
      `Nobody took the request in ${directory}. Check that whoever applies the blocklist sees that folder; fail2ban's log says more.`,
    );
  }

  return {
    async apply(request, signal) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const fillSeconds = Math.floor(entriesOf(request.counts) / entriesPerSecond);
      const wait = String(lockWaitSeconds + fillSeconds);
      const deadline = longDeadlineMilliseconds + 2 * fillSeconds * 1000;
      const answer = await ask({ verb: 'apply', wait, ...fieldsOf(request) }, deadline, signal);
      return toApplyResult(parseFields(answer), Math.round(performance.now() - startedAt));
    },

    inspect: async () =>
      toKernelState(parseFields(await ask({ verb: 'inspect' }, shortDeadlineMilliseconds))),

    listBans: () => ask({ verb: 'list' }, shortDeadlineMilliseconds),

    async repair() {
      await ask({ verb: 'repair' }, shortDeadlineMilliseconds);
    },

    async remove() {
      // First, so that no start of fail2ban brings it back.
      await rm(join(directory, 'current'), { force: true });
      await ask({ verb: 'remove', wait: String(lockWaitSeconds) }, longDeadlineMilliseconds);
    },
  };
}

/** Asks again and again instead of watching: a folder shared with a container may tell of no changes. */
async function awaitFile(path: string, deadline: number, signal: AbortSignal): Promise<string> {
  while (performance.now() < deadline) {
    const text = await readIfThere(path);
    if (text !== null) return text;
    signal.throwIfAborted();
    await delay(pollMilliseconds);
  }
  throw new FirewallError(
    'timed_out',
    'Nothing was heard of the blocklist in time. What the kernel holds now is shown after the next look; try again then.',
  );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new FirewallError(
      'apply_failed',
      `BanGUI cannot read the answer in ${path}: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

const failureCodes: readonly string[] = [
  'fence_lost',
  'not_permitted',
  'tool_missing',
  'timed_out',
] satisfies FirewallErrorCode[];

/** @throws {FirewallError} where the script says that it failed */
function refuseFailure(text: string): void {
  if (text.startsWith('status=ok\n')) return;
  const answer = parseFields(text);
  const code = answer.get('code') ?? '';
  throw new FirewallError(
    failureCodes.includes(code) ? (code as FirewallErrorCode) : 'apply_failed',
    answer.get('message') ?? 'The answer about the blocklist is damaged. Apply it again.',
  );
}

function entriesOf({ ip4, net4, ip6, net6 }: SetCounts): number {
  return ip4 + net4 + ip6 + net6;
}

function toApplyResult(answer: Answer, durationMs: number): ApplyResult {
  const how = answer.get('how');
  const names = ['waitMs', 'fillMs', 'countMs', 'swapMs'];
  return {
    how: how === 'delta' || how === 'unchanged' ? how : 'full',
    durationMs,
    stages: Object.fromEntries(names.map((name) => [name, Number(answer.get(name)) || 0])),
    note: answer.get('note') || null,
  };
}

function toKernelState(answer: Answer): KernelState {
  const v4 = toRule(answer.get('v4'));
  const v6 = toRule(answer.get('v6'));
  return {
    digest: answer.get('digest') || null,
    spareDigest: answer.get('spare') || null,
    counts: toCounts(answer),
    rule: { v4: v4.state, v6: v6.state },
    packets: v4.packets + v6.packets,
    bytes: v4.bytes + v6.bytes,
  };
}

function toCounts(answer: Answer): SetCounts | null {
  const [ip4, net4, ip6, net6] = ['ip4', 'net4', 'ip6', 'net6'].map((kind) =>
    Number.parseInt(answer.get(kind) ?? '', 10),
  );
  const counts = { ip4: ip4 ?? 0, net4: net4 ?? 0, ip6: ip6 ?? 0, net6: net6 ?? 0 };
  return Object.values(counts).some(Number.isNaN) ? null : counts;
}

/** As rule_state in rule.sh prints it: state, copies, packets, bytes. */
function toRule(text = ''): { state: RuleState; packets: number; bytes: number } {
  const [state, , packets, bytes] = text.split(' ');
  const isKnown = state === 'in_place' || state === 'missing' || state === 'not_first';
  return { state: isKnown ? state : 'unknown', packets: Number(packets) || 0, bytes: Number(bytes) || 0 };
}
