/**
 * What `fail2ban-client -d` prints: the commands that it would send to the daemon, so the configuration as fail2ban
 * itself understands it. Source: client/jailreader.py, client/actionreader.py.
 */
import { Fail2banError } from '../errors.ts';
import { type PythonLiteral, parsePythonLiteral } from '../python-literal.ts';

/** In the order of the commands; what a jail has several of is one value a line. */
export type DumpedSettings = ReadonlyMap<string, string>;

export interface Dump {
  readonly server: DumpedSettings;
  readonly jails: ReadonlyMap<string, DumpedSettings>;
  /** What fail2ban says of jails that it leaves out. */
  readonly errors: readonly string[];
}

export interface SettingChange {
  readonly setting: string;
  /** null: there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface JailChange {
  readonly jail: string;
  readonly kind: 'started' | 'stopped' | 'changed';
  readonly settings: readonly SettingChange[];
}

/** @throws Fail2banError `fail2ban_tool_failed` for a line that is no command */
export function parseDump(output: string): Dump {
  const server = new Map<string, string>();
  const jails = new Map<string, Map<string, string>>();
  const errors: string[] = [];
  for (const line of output.split('\n').filter((each) => each.startsWith('['))) {
    const [verb, ...words] = parseCommand(line);
    const [name, ...rest] = words.map(toText);
    if (verb === 'config-error') errors.push(name ?? '');
    if (name === undefined) continue;
    if (verb === 'add') jails.set(name, new Map([['backend', rest[0] ?? '']]));
    const jail = jails.get(name);
    if (verb === 'set' && jail === undefined) server.set(name, rest.join(' '));
    if (jail !== undefined && verb === 'set') addSetting(jail, rest[0] ?? '', rest.slice(1));
    if (jail !== undefined && verb === 'multi-set') addSettings(jail, words.slice(1));
  }
  return { server, jails, errors };
}

function parseCommand(line: string): PythonLiteral[] {
  try {
    const command = parsePythonLiteral(line);
    return Array.isArray(command) ? command : [];
  } catch (error) {
    const message = `BanGUI can not read what fail2ban-client printed: ${line.slice(0, 200)}`;
    throw new Fail2banError('fail2ban_tool_failed', message, { cause: error });
  }
}

/** `addlogpath` and its like come once for each value. */
function addSetting(jail: Map<string, string>, setting: string, values: readonly string[]): void {
  const [, listed] = /^add(.+)$/.exec(setting) ?? [];
  const [action, key, ...rest] = values;
  if (setting === 'action') jail.set(`action ${action} ${key}`, rest.join(' '));
  else if (listed === undefined) jail.set(setting, values.join(' '));
  else jail.set(listed, [...(jail.get(listed)?.split('\n') ?? []), values.join(' ')].join('\n'));
}

function addSettings(jail: Map<string, string>, [setting, ...rest]: readonly PythonLiteral[]): void {
  const [first, second] = rest;
  if (setting === 'action' && Array.isArray(second)) {
    for (const pair of second) {
      if (Array.isArray(pair)) jail.set(`action ${toText(first)} ${toText(pair[0])}`, toText(pair[1]));
    }
  } else if (Array.isArray(first)) {
    for (const value of first) addSetting(jail, toText(setting), [toText(value)]);
  }
}

function toText(value: PythonLiteral | undefined): string {
  if (Array.isArray(value)) return value.map(toText).join(' ');
  return value === null || value === undefined ? '' : String(value);
}

export function changedJails(before: Dump, after: Dump): JailChange[] {
  const names = new Set([...before.jails.keys(), ...after.jails.keys()]);
  return [...names].flatMap((jail): JailChange[] => {
    const [old, young] = [before.jails.get(jail), after.jails.get(jail)];
    const settings = changedSettings(old, young);
    if (old === undefined) return [{ jail, kind: 'started', settings }];
    if (young === undefined) return [{ jail, kind: 'stopped', settings }];
    return settings.length === 0 ? [] : [{ jail, kind: 'changed', settings }];
  });
}

export function changedSettings(
  before: DumpedSettings = new Map(),
  after: DumpedSettings = new Map(),
): SettingChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map((setting) => ({
      setting,
      before: before.get(setting) ?? null,
      after: after.get(setting) ?? null,
    }))
    .filter((change) => change.before !== change.after);
}
