/**
 * A line of fail2ban's own log. Its forms are those of fail2ban 1.0 and 1.1: the usual one, without padding, without
 * a time (syslog and journal bring one of their own), and the three with threads for debugging.
 * Source: `getVerbosityFormat` in fail2ban/helpers.py, `setLogTarget` in fail2ban/server/server.py.
 */

/** From the least to the most severe. */
export const lineLevels = [
  'HEAVYDEBUG',
  'TRACEDEBUG',
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
] as const;
export type LineLevel = (typeof lineLevels)[number];

export interface LogLine {
  /** Unix milliseconds; null where the line has no time. */
  readonly atMs: number | null;
  readonly level: LineLevel;
  /** The part of fail2ban that speaks, such as `filter`; null where the form does not name it. */
  readonly component: string | null;
  /** The jail that the line is about, where it begins with one. */
  readonly jail: string | null;
  readonly message: string;
}

const time = String.raw`(?:(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(?<ms>\d{3}) +)?`;
const usual = String.raw`fail2ban(?:\.(?<part>[\w.]+))? *\[\d+\]: (?<level>[A-Z]+)`;
const threaded = String.raw`(?:\+ *\d+ )?[0-9A-F]{4,16} (?:fail2ban(?:\.(?<part>[\w.]+))? +)?(?<level>[A-Z]+)`;
const head = new RegExp(`^ ?${time}(?:${usual}|${threaded}) +(?<message>.*)$`, 's');

const aboutJail = /^(?:\[(?<tag>[^\]]+)\] |(?:Jail|Creating new jail|Reload jail) '(?<name>[^']+)')/;

/** A debugging form cuts the names of levels to this many letters. */
const shortLevel = 5;

/**
 * Reads the first line of a record. fail2ban writes local time without a zone: its time zone must be that of this
 * process.
 * @returns null for any other text, such as the further lines of a traceback
 */
export function parseLogLine(text: string): LogLine | null {
  const groups = head.exec(text)?.groups;
  const level = levelCalled(groups?.level ?? '');
  if (groups === undefined || level === undefined) return null;
  const atMs = groups.time === undefined ? null : toMilliseconds(groups.time, groups.ms ?? '');
  if (Number.isNaN(atMs)) return null;
  const message = groups.message ?? '';
  return { atMs, level, component: groups.part ?? null, jail: jailIn(message), message };
}

/** The jail that a message begins with. */
function jailIn(message: string): string | null {
  const groups = aboutJail.exec(message)?.groups;
  return groups?.tag ?? groups?.name ?? null;
}

function levelCalled(word: string): LineLevel | undefined {
  return lineLevels.find((level) => level === word || (word.length === shortLevel && level.startsWith(word)));
}

/** Of the line before, most often: what a minute of local time is in UTC takes longer to find out than all the rest. */
let known = { minute: '', startMs: Number.NaN };

/** @returns NaN for a time that there is not */
function toMilliseconds(text: string, milliseconds: string): number {
  const minute = text.slice(0, 'YYYY-MM-DD HH:MM'.length);
  if (minute !== known.minute) known = { minute, startMs: startOfMinute(minute) };
  const second = Number(text.slice(-2));
  return second < 60 ? known.startMs + second * 1_000 + Number(milliseconds) : Number.NaN;
}

function startOfMinute(text: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  const date = new Date(year, month - 1, day, hour, minute);
  const isReal = date.getMonth() === month - 1 && date.getDate() === day && minute < 60;
  return isReal ? date.getTime() : Number.NaN;
}
