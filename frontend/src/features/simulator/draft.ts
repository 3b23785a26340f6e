import type { SimulationRequest, SimulationSettings } from '../../api/types';
import { parseDuration, permanent, writeDuration } from '../../time/duration';

/** What stands in the form. */
export interface Draft {
  log: string;
  window: Window;
  maxretry: string;
  findtime: string;
  bantime: string;
  isIncreasing: boolean;
  factor: string;
  /** Empty: without a limit. */
  maxtime: string;
  /** One entry a line, or between spaces. */
  ignoreIps: string;
  /** Empty: the one the jail has. */
  filter: string;
}

export const windows = ['all', 'day', 'yesterday', 'week'] as const;
export type NamedWindow = (typeof windows)[number];
/** Unix seconds, `to` exclusive. */
export type Window = NamedWindow | { from: number; to: number };

export type FieldName = 'log' | 'maxretry' | 'findtime' | 'bantime' | 'factor' | 'maxtime' | 'filter';

const longestSeconds = 10 * 366 * 86_400;
const daySeconds = 86_400;

/** The form for a setting, be it the jail's own or one that was proposed before. */
export function draftOf(settings: SimulationSettings, log: string, window: Window): Draft {
  const { maxretry, findtimeSeconds, bantimeSeconds, increment, ignoreIps, filter } = settings;
  return {
    log,
    window,
    maxretry: String(maxretry),
    findtime: writeDuration(findtimeSeconds),
    bantime: writeDuration(bantimeSeconds),
    isIncreasing: increment.isEnabled,
    factor: String(increment.factor),
    maxtime: increment.maxtimeSeconds === null ? '' : writeDuration(increment.maxtimeSeconds),
    ignoreIps: ignoreIps.join('\n'),
    filter: filter ?? '',
  };
}

/** The fields that cannot stand like this. */
export function wrongFields(draft: Draft): Set<FieldName> {
  const { log, maxretry, findtime, bantime, isIncreasing, factor, maxtime, filter } = draft;
  const checks: Record<FieldName, boolean> = {
    log: log.startsWith('/'),
    maxretry: /^\d+$/.test(maxretry) && Number(maxretry) >= 1 && Number(maxretry) <= 10_000,
    findtime: isTime(findtime),
    bantime: isTime(bantime) || parseDuration(bantime) === permanent,
    factor: !isIncreasing || Number(factor) > 0,
    maxtime: !isIncreasing || maxtime.trim() === '' || isTime(maxtime),
    filter: filter === '' || /^[A-Za-z0-9][\w-]*(\[.*\])?$/.test(filter),
  };
  return new Set((Object.keys(checks) as FieldName[]).filter((name) => !checks[name]));
}

function isTime(text: string): boolean {
  const seconds = parseDuration(text);
  return seconds !== null && seconds >= 1 && seconds <= longestSeconds;
}

/**
 * What to ask the server for; of a draft without wrong fields.
 * @param saved what the jail has now, for all that the form does not show
 * @param now Unix seconds
 */
export function requestOf(
  draft: Draft,
  jail: string,
  saved: SimulationSettings,
  now: number,
): SimulationRequest {
  const { isIncreasing, maxtime } = draft;
  return {
    jail,
    log: draft.log,
    ...boundsOf(draft.window, now),
    proposed: {
      maxretry: Number(draft.maxretry),
      findtimeSeconds: parseDuration(draft.findtime) ?? saved.findtimeSeconds,
      bantimeSeconds: parseDuration(draft.bantime) ?? saved.bantimeSeconds,
      increment: {
        ...saved.increment,
        isEnabled: isIncreasing,
        factor: isIncreasing ? Number(draft.factor) : saved.increment.factor,
        maxtimeSeconds: isIncreasing ? parseDuration(maxtime) : saved.increment.maxtimeSeconds,
      },
      ignoreIps: draft.ignoreIps.split(/[\s,]+/).filter((entry) => entry !== ''),
      filter: draft.filter.trim() || null,
    },
  };
}

/** Unix seconds; yesterday is the reader's. */
function boundsOf(window: Window, now: number): { from: number | null; to: number | null } {
  if (typeof window === 'object') return window;
  if (window === 'day') return { from: now - daySeconds, to: null };
  if (window === 'week') return { from: now - 7 * daySeconds, to: null };
  if (window === 'all') return { from: null, to: null };
  const midnight = new Date(now * 1000).setHours(0, 0, 0, 0);
  return { from: new Date(midnight).setDate(new Date(midnight).getDate() - 1) / 1000, to: midnight / 1000 };
}

/** The window that a simulation had. */
export function windowOf({ from, to }: Pick<SimulationRequest, 'from' | 'to'>): Window {
  if (from == null) return 'all';
  return { from, to: to ?? Math.ceil(Date.now() / 1000) };
}
