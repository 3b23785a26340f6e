/** Plays a log through a jail's rules, as they are and as somebody would have them. */
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackgroundRun, createBackgroundRuns, type Progress } from '../../background-runs.ts';
import type { JailRules } from '../../fail2ban/jail-rules.ts';
import type { LogFiles } from '../../log-files.ts';
import { type Address, parseAddresses } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import { compare } from './comparison.ts';
import { type Plan, play } from './play.ts';
import type {
  SavedSettings,
  Simulation,
  SimulationRequest,
  SimulationResult,
  SimulationSettings,
} from './schema.ts';

export interface SimulationsOptions {
  readonly configDir: string;
  readonly logFiles: LogFiles;
  /** What the files say of a jail; null where they have none of this name that is enabled. */
  readonly rulesOf: (jail: string) => Promise<JailRules | null>;
  /** Addresses and networks that the jail never bans, beyond those of its files. */
  readonly allowedIn: (jail: string) => readonly string[];
  readonly protectedPeople: () => Promise<{ allowList: readonly string[]; signedIn: readonly string[] }>;
  readonly ownAddresses: () => Address[];
  readonly countryOf: (address: string) => string | null;
}

export type Simulations = ReturnType<typeof createSimulations>;

export function createSimulations(options: SimulationsOptions) {
  const { configDir, logFiles, allowedIn, ownAddresses, countryOf } = options;
  const runs = createBackgroundRuns<SimulationResult>();
  const requests = new Map<string, SimulationRequest>();

  async function rulesOf(jail: string): Promise<JailRules> {
    const rules = await options.rulesOf(jail);
    if (rules !== null) return rules;
    throw new Problem('jail_not_found', `fail2ban's files have no enabled jail "${jail}".`);
  }

  function settingsOf(jail: string, rules: JailRules): SimulationSettings {
    const { maxretry, findtimeSeconds, bantimeSeconds, increment, ignoreSelf } = rules;
    const ignoreIps = [...new Set([...rules.ignoreIps, ...allowedIn(jail)])];
    const multipliers = [...increment.multipliers];
    return {
      maxretry,
      findtimeSeconds,
      bantimeSeconds,
      increment: { ...increment, multipliers },
      ignoreIps,
      ignoreSelf,
      filter: null,
    };
  }

  async function plan(request: SimulationRequest): Promise<Plan> {
    const rules = await rulesOf(request.jail);
    const today = settingsOf(request.jail, rules);
    const changes = Object.entries(request.proposed).filter(([, value]) => value !== undefined);
    const proposed = { ...today, ...Object.fromEntries(changes) };
    await requireFilter(proposed.filter);
    const log = await logFiles.resolve(request.log);
    const logBytes = (await stat(log)).size;
    return {
      window: request,
      configDir,
      rules,
      today,
      proposed,
      log,
      logBytes,
      ownAddresses: ownAddresses(),
    };
  }

  /** fail2ban-regex takes the name of a filter that does not exist for an expression. */
  async function requireFilter(filter: string | null): Promise<void> {
    if (filter === null) return;
    const name = filter.replace(/\[.*$/, '');
    const files = ['conf', 'local'].map((ending) => join(configDir, 'filter.d', `${name}.${ending}`));
    await Promise.any(files.map((file) => access(file))).catch(() => {
      const folder = join(configDir, 'filter.d');
      throw new Problem('filter_not_found', `There is no filter "${name}" in ${folder}.`);
    });
  }

  async function carryOut(planned: Plan, signal: AbortSignal, report: (progress: Progress) => void) {
    const { today, proposed, ...played } = await play(planned, signal, report);
    const people = await protectedPeople();
    return { ...played, ...compare({ today, proposed, people, countryOf }) };
  }

  async function protectedPeople() {
    const { allowList, signedIn } = await options.protectedPeople();
    return {
      allow_list: parseAddresses(allowList),
      signed_in: parseAddresses(signedIn),
      server: ownAddresses(),
    };
  }

  function toSimulation(run: BackgroundRun<SimulationResult> | undefined): Simulation {
    const request = run && requests.get(run.id);
    if (run === undefined || request === undefined) {
      throw new Problem(
        'simulation_not_found',
        'There is no such simulation, or it ended more than an hour ago.',
      );
    }
    return { ...run, request };
  }

  function forgetOld(): void {
    for (const id of requests.keys()) if (runs.find(id) === undefined) requests.delete(id);
  }

  return {
    /** @throws {Problem} jail_not_found, fail2ban_tool_failed */
    async saved(jail: string): Promise<SavedSettings> {
      const rules = await rulesOf(jail);
      const { logPaths, leftOut } = rules;
      return { jail, settings: settingsOf(jail, rules), logs: [...logPaths], leftOut: [...leftOut] };
    },

    /** @throws {Problem} jail_not_found, filter_not_found, too_many_runs, and what `LogFiles.resolve` throws */
    async start(request: SimulationRequest): Promise<{ id: string }> {
      const planned = await plan(request);
      const run = runs.start((signal, report) => carryOut(planned, signal, report));
      if (run === undefined) {
        throw new Problem(
          'too_many_runs',
          'Two simulations are running already. Wait for one, or cancel it.',
        );
      }
      forgetOld();
      requests.set(run.id, request);
      return { id: run.id };
    },

    find: (id: string): Simulation => toSimulation(runs.find(id)),
    /** It ends soon after. */
    cancel: (id: string): Simulation => toSimulation(runs.cancel(id)),
    stop: runs.stop,
  };
}
