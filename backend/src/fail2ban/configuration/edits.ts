/** Edits of the configuration as the texts of the files that they change. */
import { removeOption, setOption } from './ini-file.ts';
import { readSettings } from './settings.ts';

export interface SectionEdit {
  readonly target: 'jail' | 'server';
  readonly section: string;
  /** null removes the key from all own files. */
  readonly values: Readonly<Record<string, string | null>>;
}

/**
 * Sets each key where it is decided, if that is an own file, else in a file of the section's own, which comes after all
 * stock files.
 * @param texts of all files by path
 * @returns the texts with the edit
 * @throws {IniError} for a value that the files cannot hold
 */
export function withSectionEdit(
  texts: ReadonlyMap<string, string>,
  { target, section, values }: SectionEdit,
): Map<string, string> {
  const edited = new Map(texts);
  for (const [key, value] of Object.entries(values)) {
    if (value === null) removeEverywhere(edited, target, section, key);
    else setWhereDecided(edited, target, section, key, value);
  }
  return edited;
}

function setWhereDecided(
  texts: Map<string, string>,
  target: 'jail' | 'server',
  section: string,
  key: string,
  value: string,
): void {
  const settings = readSettings(nameOf(target), texts);
  const decided = settings.sections.get(section)?.get(key.toLowerCase());
  const isOwn = decided?.origin.file.endsWith('.local') ?? false;
  const path = decided !== undefined && isOwn ? decided.origin.file : fileFor(target, section);
  const text = setOption(texts.get(path) ?? '', section, key, value);
  texts.set(path, text);
}

function removeEverywhere(
  texts: Map<string, string>,
  target: 'jail' | 'server',
  section: string,
  key: string,
): void {
  for (const path of readSettings(nameOf(target), texts).files) {
    const text = texts.get(path) ?? '';
    if (path.endsWith('.local')) texts.set(path, removeOption(text, section, key));
  }
}

function nameOf(target: 'jail' | 'server'): 'jail' | 'fail2ban' {
  return target === 'jail' ? 'jail' : 'fail2ban';
}

function fileFor(target: 'jail' | 'server', section: string): string {
  if (target === 'server') return 'fail2ban.local';
  return section === 'DEFAULT' ? 'jail.local' : jailFileOf(section);
}

/** The file of a jail's own settings. A name that no file should bear has its settings in jail.local. */
function jailFileOf(jail: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}._+@-]{0,99}$/u.test(jail) ? `jail.d/${jail}.local` : 'jail.local';
}
