import type { JailSetting } from '../../api/types';
import { parseDuration, permanent } from '../../time/duration';
import type { ValueKind } from './jail-keys';

/** The keys that were changed: what they shall be, or null for what fail2ban's own files say. */
export type SettingsDraft = Readonly<Record<string, string | null>>;

export type ValueProblem = 'time' | 'bantime' | 'count' | 'factor';

export function isSettingsDraft(stored: unknown): stored is SettingsDraft {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    !Array.isArray(stored) &&
    Object.values(stored).every((value) => value === null || typeof value === 'string')
  );
}

/** Whether a value was set by a file of one's own, and in this section, so that it can be taken out again. */
export function isOwn(setting: JailSetting, section: string): boolean {
  return setting.origin.section === section && !isStock(setting);
}

export function isStock({ origin, stock }: JailSetting): boolean {
  return stock !== null && stock.origin.file === origin.file && stock.origin.line === origin.line;
}

/** What a field shows: the edit, else the value in effect. */
export function shownValue(setting: JailSetting | undefined, edit: string | null | undefined): string {
  if (edit === null) return setting?.stock?.value ?? '';
  return edit ?? setting?.value ?? '';
}

/** Takes an edit into a draft, and out of it where nothing is left to change. */
export function withEdit(
  draft: SettingsDraft,
  key: string,
  edit: string | null,
  setting: JailSetting | undefined,
): SettingsDraft {
  const { [key]: _before, ...rest } = draft;
  return edit === (setting?.value ?? '') ? rest : { ...rest, [key]: edit };
}

/** Text that only fail2ban can resolve, such as `%(sshd_log)s` or `<known/chain>`. */
function isReference(value: string): boolean {
  return /%\([^)]+\)s|<[^>]+>/.test(value);
}

/** What is wrong with a value, as far as can be said without fail2ban; null where nothing is. */
export function valueProblem(kind: ValueKind, value: string): ValueProblem | null {
  if (isReference(value)) return null;
  if (kind === 'count') return /^[1-9]\d{0,8}$/.test(value.trim()) ? null : 'count';
  if (kind === 'factor') return value.trim() === '' || isNumberExpression(value) ? null : 'factor';
  if (kind === 'bantime') return isSpan(value) || parseDuration(value) === permanent ? null : 'bantime';
  if (kind === 'time') return isSpan(value) ? null : 'time';
  if (kind === 'span') return value.trim() === '' || isSpan(value) ? null : 'time';
  return null;
}

function isSpan(value: string): boolean {
  const seconds = parseDuration(value);
  return seconds !== null && seconds > 0;
}

/** fail2ban evaluates the factor in Python: a number, or a fraction such as `2.0 / 2.885385`. */
function isNumberExpression(value: string): boolean {
  return /^\s*\d+(\.\d+)?(\s*[*/]\s*\d+(\.\d+)?)?\s*$/.test(value);
}

/** @returns null for what is none of fail2ban's words for true and false */
export function booleanOf(value: string): boolean | null {
  const word = value.trim().toLowerCase();
  if (['true', 'yes', 'on', '1'].includes(word)) return true;
  return ['', 'false', 'no', 'off', '0'].includes(word) ? false : null;
}
