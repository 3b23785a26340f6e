/** Makes the daemon take changed files with the least disruption, and makes sure that it came back as it should. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Ban } from '../ban-order.ts';
import type { Fail2banClientTool } from '../client-tool.ts';
import type { Fail2banCommands } from '../commands.ts';
import { parseDuration, wholeSeconds } from '../duration.ts';
import { Fail2banError } from '../errors.ts';
import type { DaemonWatch } from '../watch.ts';
import type { Dump, DumpedSettings, JailChange } from './dump.ts';

export interface Effect {
  readonly jails: readonly JailChange[];
  readonly isServerChanged: boolean;
  /** What the files say now. */
  readonly after: Dump;
  /** How the daemon was before the files were touched at all. */
  readonly memory: DaemonMemory;
}

/** What must not get lost, even in a reload that fails half-way and is undone. */
export interface DaemonMemory {
  readonly running: readonly string[];
  readonly bans: ReadonlyMap<string, readonly Ban[]>;
}

export interface TakeEffectOptions {
  readonly watch: Pick<DaemonWatch, 'refresh' | 'refreshConfigured'>;
  readonly commands: Pick<Fail2banCommands, 'ping' | 'jailNames' | 'jailSettings' | 'bannedIps'>;
  readonly tool: Pick<Fail2banClientTool, 'reloadAll' | 'bringUpToDate'>;
  /** For the daemon to be as it should after a reload. */
  readonly deadlineMilliseconds?: number;
}

/** More jails than these are reloaded in one go. */
const mostSingleReloads = 10;
const pollMilliseconds = 250;
/** A ban that ends that soon may be over when the daemon is looked at. */
const soonSeconds = 60;

export function rememberDaemon(watch: Pick<DaemonWatch, 'jails' | 'bans'>): DaemonMemory {
  const running = watch
    .jails()
    .filter(({ state }) => state === 'running')
    .map(({ name }) => name);
  return { running, bans: new Map(running.map((name) => [name, [...watch.bans.byExpiry(name)]])) };
}

/**
 * @returns whether the daemon is as the files say, as a sentence where it is not, in fail2ban's words where there are any.
 *   Awaits jails that are still coming up, until the deadline.
 */
export async function takeEffect(effect: Effect, options: TakeEffectOptions): Promise<string | null> {
  try {
    await reload(effect, options);
    return await differenceAtLast(effect, options);
  } catch (error) {
    return wordsOf(error);
  } finally {
    await lookAnew(options.watch, effect.jails);
  }
}

async function reload({ jails, isServerChanged }: Effect, { tool }: TakeEffectOptions): Promise<void> {
  if (isServerChanged || jails.length > mostSingleReloads) await tool.reloadAll();
  else for (const { jail } of jails) await tool.bringUpToDate(jail);
}

/** Jails come up, and bring their bans back, some moments after the reload. */
async function differenceAtLast(
  { jails, after, memory }: Effect,
  { commands, deadlineMilliseconds = 20_000 }: TakeEffectOptions,
): Promise<string | null> {
  const changed = jails.filter(({ kind }) => kind === 'changed');
  const kept = lastingBans(memory, changed, after);
  const expected = {
    running: [...after.jails.keys()].filter(
      (name) => memory.running.includes(name) || isStarted(jails, name),
    ),
    stopped: jails.filter(({ kind }) => kind === 'stopped').map(({ jail }) => jail),
  };
  const differenceNow = async () =>
    (await differenceInJails(commands, expected)) ??
    (await differenceInValues(commands, jails, after)) ??
    (await missingBans(commands, kept));
  const end = performance.now() + deadlineMilliseconds;
  for (;;) {
    const difference = await differenceNow().catch(wordsOf);
    if (difference === null || performance.now() > end) return difference;
    await delay(pollMilliseconds);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Fail2banError) return error.message;
  throw error;
}

function isStarted(jails: readonly JailChange[], name: string): boolean {
  return jails.some(({ jail, kind }) => jail === name && kind === 'started');
}

async function lookAnew(watch: TakeEffectOptions['watch'], jails: readonly JailChange[]): Promise<void> {
  await watch.refreshConfigured().catch(() => undefined);
  for (const { jail } of jails) await watch.refresh(jail).catch(() => undefined);
}

async function differenceInJails(
  commands: TakeEffectOptions['commands'],
  expected: { readonly running: readonly string[]; readonly stopped: readonly string[] },
): Promise<string | null> {
  await commands.ping();
  const names = await commands.jailNames();
  const missing = expected.running.filter((name) => !names.includes(name));
  if (missing.length > 0) return `These jails do not run after the reload: ${missing.join(', ')}.`;
  const left = expected.stopped.filter((name) => names.includes(name));
  return left.length > 0 ? `These jails still run although they are switched off: ${left.join(', ')}.` : null;
}

async function differenceInValues(
  commands: TakeEffectOptions['commands'],
  jails: readonly JailChange[],
  after: Dump,
): Promise<string | null> {
  for (const { jail, kind } of jails) {
    if (kind === 'stopped') continue;
    const { bantimeSeconds, findtimeSeconds, maxretry } = await commands.jailSettings(jail);
    const wanted = thresholdsOf(after.jails.get(jail));
    const now = { bantime: bantimeSeconds, findtime: findtimeSeconds, maxretry };
    for (const [key, value] of Object.entries(wanted)) {
      const real = now[key as keyof typeof now];
      if (value !== null && value !== real)
        return `${key} of ${jail} is ${real} in the daemon instead of ${value}.`;
    }
  }
  return null;
}

/** null where the files say nothing, or something that only fail2ban can compute. */
function thresholdsOf(settings: DumpedSettings = new Map()) {
  const seconds = (key: string) => {
    const value = parseDuration(settings.get(key) ?? '');
    return value === null ? null : wholeSeconds(value);
  };
  const maxretry = Number(settings.get('maxretry') ?? Number.NaN);
  return {
    bantime: seconds('bantime'),
    findtime: seconds('findtime'),
    maxretry: Number.isInteger(maxretry) ? maxretry : null,
  };
}

/** The bans that have to survive: those that would not end soon, by the length that holds from now on. */
function lastingBans(
  { bans }: DaemonMemory,
  jails: readonly JailChange[],
  after: Dump,
): Map<string, string[]> {
  const soon = Math.floor(Date.now() / 1000) + soonSeconds;
  return new Map(
    jails.map(({ jail }) => {
      const bantime = thresholdsOf(after.jails.get(jail)).bantime ?? 0;
      const lasts = ({ bannedAt, expiresAt }: Ban) =>
        (expiresAt === null || expiresAt > soon) && (bantime < 0 || bannedAt + bantime > soon);
      const lasting = (bans.get(jail) ?? []).filter(lasts);
      return [jail, lasting.map(({ address }) => address)];
    }),
  );
}

async function missingBans(
  commands: TakeEffectOptions['commands'],
  kept: ReadonlyMap<string, readonly string[]>,
): Promise<string | null> {
  for (const [jail, addresses] of kept) {
    if (addresses.length === 0) continue;
    const banned = new Set(await commands.bannedIps(jail));
    const lost = addresses.filter((address) => !banned.has(address));
    if (lost.length > 0) return `${jail} has lost ${lost.length} of its bans, such as ${lost[0]}.`;
  }
  return null;
}
