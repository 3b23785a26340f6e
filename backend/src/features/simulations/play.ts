/** Reads a log once for all settings that share a filter, and counts what each makes of it. */
import type { Progress } from '../../background-runs.ts';
import { type FailuresOptions, readFailures } from '../../fail2ban/failures.ts';
import type { JailRules } from '../../fail2ban/jail-rules.ts';
import type { Address } from '../../network/address.ts';
import { createIgnoreList } from './ignore-list.ts';
import { createLogClock } from './log-clock.ts';
import { createOutcome, type Outcome } from './outcome.ts';
import type { SimulationRequest, SimulationResult, SimulationSettings } from './schema.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export interface Plan {
  readonly window: Pick<SimulationRequest, 'from' | 'to'>;
  readonly configDir: string;
  /** A regular file. */
  readonly log: string;
  readonly logBytes: number;
  readonly rules: JailRules;
  readonly today: SimulationSettings;
  readonly proposed: SimulationSettings;
  /** This machine's. */
  readonly ownAddresses: readonly Address[];
}

type Seen = Pick<SimulationResult, 'firstFailureAt' | 'lastFailureAt' | 'undated'>;

export interface Played extends Seen {
  readonly today: Outcome;
  readonly proposed: Outcome;
  readonly timeline: SimulationResult['timeline'];
}

interface Pass {
  readonly filter: FailuresOptions['filter'];
  readonly outcomes: readonly Outcome[];
}

/** @throws Fail2banError `fail2ban_tool_failed` with the words of fail2ban's engine */
export async function play(
  plan: Plan,
  signal: AbortSignal,
  report: (progress: Progress) => void,
): Promise<Played> {
  const { log, logBytes } = plan;
  const timeline = createTimeline();
  const today = await outcomeOf(plan, 'today', timeline);
  const proposed = await outcomeOf(plan, 'proposed', timeline);
  const seen: Seen = { firstFailureAt: null, lastFailureAt: null, undated: 0 };
  const passes = passesOf(plan, today, proposed);
  const total = logBytes * passes.length;
  for (const [index, { filter, outcomes }] of passes.entries()) {
    const onPosition = (bytes: number) =>
      report({ done: index * logBytes + Math.min(bytes, logBytes), total });
    onPosition(0);
    await readFailures({ log, filter, signal, onFailure: createIntake(plan, outcomes, seen), onPosition });
  }
  report({ done: total, total });
  return { ...seen, today, proposed, timeline: timeline.read() };
}

async function outcomeOf(plan: Plan, name: 'today' | 'proposed', timeline: Timeline): Promise<Outcome> {
  const { rules, ownAddresses } = plan;
  const settings = plan[name];
  const isIgnored = await createIgnoreList({ ...settings, ownAddresses });
  return createOutcome({
    rules: { ...settings, purgeAgeSeconds: rules.purgeAgeSeconds },
    isIgnored,
    timeline,
    name,
  });
}

function passesOf(plan: Plan, today: Outcome, proposed: Outcome): Pass[] {
  const filterOf = ({ filter }: SimulationSettings) =>
    filter === null ? plan.rules.filter : { configDir: plan.configDir, name: filter };
  if (plan.today.filter === plan.proposed.filter) {
    return [{ filter: filterOf(plan.today), outcomes: [today, proposed] }];
  }
  return [
    { filter: filterOf(plan.today), outcomes: [today] },
    { filter: filterOf(plan.proposed), outcomes: [proposed] },
  ];
}

/** Gives each failure its time and hands on those within the window. */
function createIntake({ window: { from, to } }: Plan, outcomes: readonly Outcome[], seen: Seen) {
  const clock = createLogClock(Date.now() / 1000);
  return (address: string, written: number | null): void => {
    const at = clock.take(written);
    if (at === null) seen.undated += 1;
    if (at === null || (from !== null && at < from) || (to !== null && at >= to)) return;
    seen.firstFailureAt = Math.min(seen.firstFailureAt ?? at, at);
    seen.lastFailureAt = Math.max(seen.lastFailureAt ?? at, at);
    for (const outcome of outcomes) outcome.add(address, at);
  };
}
