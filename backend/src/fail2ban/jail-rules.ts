/** A jail as its files describe it: what its filter looks for, and by which rules failures become bans. */
import { type BanRules, type BanTimeIncrement, noIncrement, readFormula } from './ban-rules.ts';
import type { Dump, DumpedSettings } from './configuration/dump.ts';
import { parseDuration, wholeSeconds } from './duration.ts';

/** The jail's filter, all options filled in, in fail2ban's own words. */
export interface JailFilter {
  readonly prefregex: string | null;
  readonly failregex: readonly string[];
  readonly ignoreregex: readonly string[];
  readonly datepattern: string | null;
  readonly maxlines: number;
  readonly usedns: string | null;
  readonly logencoding: string | null;
  readonly logtimezone: string | null;
}

/** What a jail has that a simulation leaves out: it would run a program, throw dice or look beyond the jail. */
export const leftOutOptions = [
  'ignorecommand',
  'bantime.rndtime',
  'bantime.formula',
  'bantime.factor',
  'bantime.overalljails',
] as const;
export type LeftOutOption = (typeof leftOutOptions)[number];

export interface JailRules extends BanRules {
  readonly ignoreIps: readonly string[];
  readonly ignoreSelf: boolean;
  readonly filter: JailFilter;
  readonly logPaths: readonly string[];
  readonly leftOut: readonly LeftOutOption[];
}

// fail2ban's own defaults, for files that name none.
const defaultSeconds = 600;
const defaultMaxretry = 3;
const defaultPurgeAgeSeconds = 86_400;

/** @returns null where the files have no such jail, or it is not enabled */
export function readJailRules({ server, jails }: Dump, name: string): JailRules | null {
  const jail = jails.get(name);
  if (jail === undefined) return null;
  return {
    maxretry: Number(jail.get('maxretry') ?? defaultMaxretry),
    findtimeSeconds: seconds(jail.get('findtime'), defaultSeconds),
    bantimeSeconds: seconds(jail.get('bantime'), defaultSeconds),
    purgeAgeSeconds: seconds(server.get('dbpurgeage'), defaultPurgeAgeSeconds),
    increment: readIncrement(jail),
    ignoreIps: linesOf(jail, 'ignoreip').flatMap((line) => line.split(' ')),
    ignoreSelf: isTrue(jail.get('ignoreself') ?? 'true'),
    filter: readFilter(jail),
    // After the path stands where fail2ban begins to read: its head or tail.
    logPaths: linesOf(jail, 'logpath').map((line) => line.replace(/ (head|tail)$/, '')),
    leftOut: leftOutOptions.filter((option) => isLeftOut[option](jail)),
  };
}

function readFilter(jail: DumpedSettings): JailFilter {
  return {
    prefregex: textOf(jail, 'prefregex'),
    failregex: linesOf(jail, 'failregex'),
    ignoreregex: linesOf(jail, 'ignoreregex'),
    datepattern: textOf(jail, 'datepattern'),
    maxlines: Number(jail.get('maxlines') ?? 1),
    usedns: textOf(jail, 'usedns'),
    logencoding: textOf(jail, 'logencoding'),
    logtimezone: textOf(jail, 'logtimezone'),
  };
}

function readIncrement(jail: DumpedSettings): BanTimeIncrement {
  const maxtime = textOf(jail, 'bantime.maxtime');
  const factor = Number(jail.get('bantime.factor') ?? noIncrement.factor);
  return {
    isEnabled: isTrue(jail.get('bantime.increment') ?? 'false'),
    factor: isPositive(factor) ? factor : noIncrement.factor,
    formula: readFormula(jail.get('bantime.formula') ?? '') ?? noIncrement.formula,
    multipliers: (jail.get('bantime.multipliers') ?? '').split(' ').map(Number).filter(isPositive),
    maxtimeSeconds: maxtime === null ? null : seconds(maxtime, defaultSeconds),
  };
}

const isLeftOut: Record<LeftOutOption, (jail: DumpedSettings) => boolean> = {
  ignorecommand: (jail) => textOf(jail, 'ignorecommand') !== null,
  'bantime.rndtime': (jail) => textOf(jail, 'bantime.rndtime') !== null,
  'bantime.formula': (jail) => {
    const formula = textOf(jail, 'bantime.formula');
    return formula !== null && readFormula(formula) === null;
  },
  'bantime.factor': (jail) => !isPositive(Number(jail.get('bantime.factor') ?? noIncrement.factor)),
  'bantime.overalljails': (jail) => isTrue(jail.get('bantime.overalljails') ?? 'false'),
};

function textOf(jail: DumpedSettings, name: string): string | null {
  return jail.get(name) || null;
}

function linesOf(jail: DumpedSettings, name: string): string[] {
  return textOf(jail, name)?.split('\n') ?? [];
}

function isPositive(value: number): boolean {
  return value > 0;
}

/** As fail2ban reads it: `_as_bool` in server/jail.py. */
function isTrue(value: string): boolean {
  return ['1', 'on', 'true', 'yes'].includes(value.toLowerCase());
}

/** A formula instead of a time counts as the default. */
function seconds(value: string | undefined, otherwise: number): number {
  const read = value === undefined ? null : parseDuration(value);
  return read === null ? otherwise : wholeSeconds(read);
}
