/**
 * What fail2ban's files say of a jail or of the server, and which line of which file says it.
 * Source: client/configreader.py and client/configparserinc.py of fail2ban 1.0.2 and 1.1: NAME.conf, NAME.d/*.conf,
 * NAME.local, NAME.d/*.local, each with the files that it includes before and after itself; the last one wins.
 */
import { posix } from 'node:path';
import { isStock } from './files.ts';
import { type IniFile, parseIni } from './ini-file.ts';

export interface Origin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly section: string;
}

export interface Setting {
  readonly key: string;
  /** As it is written, lines joined by line breaks. */
  readonly value: string;
  readonly origin: Origin;
  /** What fail2ban's own files say; null where they say nothing. */
  readonly stock: { readonly value: string; readonly origin: Origin } | null;
}

export type Section = ReadonlyMap<string, Setting>;

export interface Settings {
  /** The files that were read, in their order. */
  readonly files: readonly string[];
  readonly sections: ReadonlyMap<string, Section>;
}

const defaultSection = 'DEFAULT';
/** More than any configuration has; includes can multiply. */
const mostFiles = 1_000;
const deepestInterpolation = 10;

/** @param texts by path; files that are not in there are passed over, as fail2ban does */
export function readSettings(name: 'jail' | 'fail2ban', texts: ReadonlyMap<string, string>): Settings {
  const parsed = new Map<string, IniFile>();
  const parse = (path: string): IniFile => {
    const known = parsed.get(path) ?? parseIni(texts.get(path) ?? '');
    parsed.set(path, known);
    return known;
  };
  const files = inOrder(name, texts, parse);
  const sections = new Map<string, Map<string, Setting>>();
  for (const file of files) {
    for (const { name: section } of parse(file).sections) {
      if (!sections.has(section)) sections.set(section, new Map());
    }
    for (const { section, key, value, firstLine } of parse(file).options) {
      const settings = sections.get(section);
      const origin = { file, line: firstLine + 1, section };
      const stock = isStock(file) ? { value, origin } : (settings?.get(key)?.stock ?? null);
      settings?.set(key, { key, value, origin, stock });
    }
  }
  return { files, sections };
}

function inOrder(
  name: string,
  texts: ReadonlyMap<string, string>,
  parse: (path: string) => IniFile,
): string[] {
  const found: string[] = [];

  function withPartners(paths: readonly string[]): string[] {
    return paths.flatMap((path) => {
      const partner = path.replace(/\.[^./]*$/, '.local');
      const isMissing = !paths.includes(partner) && texts.has(partner);
      return isMissing ? [path, partner] : [path];
    });
  }

  function add(path: string, seen: readonly string[]): void {
    if (!texts.has(path) || found.length >= mostFiles) return;
    addIncluded(path, 'before', seen);
    found.push(path);
    addIncluded(path, 'after', seen);
  }

  function addIncluded(path: string, key: 'before' | 'after', seen: readonly string[]): void {
    const option = parse(path).options.findLast((each) => each.section === 'INCLUDES' && each.key === key);
    for (const line of option?.value.split('\n') ?? []) {
      const included = posix.join(posix.dirname(path), line);
      if (line === '' || seen.includes(included) || seen.length > deepestInterpolation) continue;
      for (const each of withPartners([included])) add(each, [...seen, path]);
    }
  }

  const all = [...texts.keys()].sort();
  const within = (ending: string) =>
    all.filter((path) => path.startsWith(`${name}.d/`) && path.endsWith(ending));
  const own = [`${name}.conf`, ...within('.conf'), `${name}.local`, ...within('.local')];
  for (const path of withPartners(own.filter((each) => texts.has(each)))) add(path, []);
  return found;
}

/** The jails that the files know, whether enabled or not, in the files' order. */
export function jailNames({ sections }: Settings): string[] {
  return [...sections.keys()].filter((name) => !['INCLUDES', defaultSection, 'Definition'].includes(name));
}

/** The settings of a section and, after them, those of DEFAULT that it does not have. */
export function settingsOf({ sections }: Settings, section: string): Setting[] {
  const own = sections.get(section) ?? new Map();
  const shared = sections.get(defaultSection) ?? new Map();
  return [...own.values(), ...[...shared.values()].filter(({ key }) => !own.has(key))];
}

export function isEnabled(settings: Settings, jail: string): boolean {
  return /^(1|on|true|yes)$/i.test(resolvedValue(settings, jail, 'enabled') ?? '');
}

/**
 * A value with what it refers to, `%(name)s`, put in; null where there is no such setting. References that lead
 * nowhere stay as they are written.
 */
export function resolvedValue(settings: Settings, section: string, key: string): string | null {
  const raw = rawValueOf(settings, section, key);
  return raw === undefined ? null : interpolate(settings, section, raw, 0);
}

function rawValueOf({ sections }: Settings, section: string, key: string): string | undefined {
  return (sections.get(section)?.get(key) ?? sections.get(defaultSection)?.get(key))?.value;
}

function interpolate(settings: Settings, section: string, text: string, depth: number): string {
  if (depth > deepestInterpolation || !text.includes('%(')) return text;
  return text.replace(/%\(([^)\s]{1,100})\)s/g, (reference, name: string) => {
    const value = referred(settings, section, name.toLowerCase());
    return value === undefined ? reference : interpolate(settings, section, value, depth + 1);
  });
}

function referred(settings: Settings, section: string, name: string): string | undefined {
  if (name === '__name__') return section;
  const [, other, key] = /^([\w-]+)\/(.+)$/.exec(name) ?? [];
  if (key === undefined) return rawValueOf(settings, section, name);
  if (other === 'known') return settings.sections.get(section)?.get(key)?.stock?.value;
  return rawValueOf(settings, other === 'default' ? defaultSection : (other ?? ''), key);
}
