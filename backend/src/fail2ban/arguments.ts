// Checks every value before it goes to fail2ban, which takes nearly anything: it bans the word "garbage", counts
// to -1 retries, and evaluates a ban time as a Python expression.

import { parseAddress } from '../network/address.ts';
import { invalidArgument } from './errors.ts';

const LONGEST_NAME = 200;
const HUNDRED_YEARS_IN_SECONDS = 3_155_760_000;
const MOST_RETRIES = 1_000_000;

// fail2ban takes these words for its own settings where a jail name could stand; source: server/transmitter.py.
const reservedNames = new Set([
  'loglevel',
  'logtarget',
  'syslogsocket',
  'allowipv6',
  'thread',
  'dbfile',
  'dbmaxmatches',
  'dbpurgeage',
]);

const logLevels = [
  'CRITICAL',
  'ERROR',
  'WARNING',
  'NOTICE',
  'INFO',
  'DEBUG',
  'TRACEDEBUG',
  'HEAVYDEBUG',
] as const;

export type LogLevel = (typeof logLevels)[number];

/** A limit of a jail that can change while it runs; `bantime` and `findtime` in seconds. */
export type Threshold = 'bantime' | 'findtime' | 'maxretry';

/**
 * A jail name that reaches the jail and nothing else: 1 to 200 characters, no control characters, no leading
 * dash (`stop --all` would stop all jails), none of the words that fail2ban takes for its own settings.
 * @throws Fail2banError `fail2ban_invalid_argument`
 */
export function checkJailName(name: string): string {
  checkName('jail', name);
  if (reservedNames.has(name)) {
    throw invalidArgument(
      `"${name}" is a word of fail2ban's own and can not be used as a jail name. Rename the jail.`,
    );
  }
  return name;
}

/** An action name, by the same rules but for the reserved words. */
export function checkActionName(name: string): string {
  return checkName('action', name);
}

function checkName(kind: string, name: string): string {
  if (name.trim() !== name || name === '') {
    throw invalidArgument(`A name of a ${kind} must not be empty, nor begin or end with a space.`);
  }
  if (name.length > LONGEST_NAME) {
    throw invalidArgument(`A name of a ${kind} must not be longer than ${LONGEST_NAME} characters.`);
  }
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) {
    throw invalidArgument(`A name of a ${kind} must not hold control characters.`);
  }
  if (name.startsWith('-')) {
    throw invalidArgument(`"${name}" can not name a ${kind}: fail2ban takes a leading dash for an option.`);
  }
  return name;
}

/**
 * The canonical text of an address or network, as fail2ban writes it.
 * @throws Fail2banError `fail2ban_invalid_argument` for anything else, and for /0, which fail2ban writes as a
 *   single address and could not be told from it
 */
export function checkAddress(text: string): string {
  const address = parseAddress(text);
  if (address === null) {
    throw invalidArgument(
      `"${text.slice(0, 100)}" is not an IPv4 or IPv6 address, nor a network like 192.0.2.0/24.`,
    );
  }
  if (address.prefixLength === 0) throw invalidArgument(`${address.text} is every address there is.`);
  return address.text;
}

/**
 * What fail2ban lists as banned, so that it can be released: an address, a network, or with `usedns = raw` a name.
 * @throws Fail2banError `fail2ban_invalid_argument` for what could be taken for an option or end the command
 */
export function checkBanned(text: string): string {
  const address = parseAddress(text);
  if (address !== null) return address.text;
  if (!/^[^\s\p{Cc}-][^\s\p{Cc}]{0,254}$/u.test(text) || !text.isWellFormed()) {
    throw invalidArgument(`"${text.slice(0, 100)}" is nothing that fail2ban could have banned.`);
  }
  return text;
}

/**
 * The value of a threshold as fail2ban wants it: `bantime` -1 (for ever) or 1 s to 100 years, `findtime` 1 s to
 * 100 years, `maxretry` 1 to 1,000,000.
 * @throws Fail2banError `fail2ban_invalid_argument`
 */
export function checkThreshold(threshold: Threshold, value: number): string {
  const most = threshold === 'maxretry' ? MOST_RETRIES : HUNDRED_YEARS_IN_SECONDS;
  const isForEver = threshold === 'bantime' && value === -1;
  if (!isForEver && !(Number.isInteger(value) && value >= 1 && value <= most)) {
    const exception = threshold === 'bantime' ? ', or -1 for ever' : '';
    throw invalidArgument(
      `${threshold} must be a whole number from 1 to ${most}${exception}; it was ${value}.`,
    );
  }
  return String(value);
}

/** @throws Fail2banError `fail2ban_invalid_argument` if fail2ban has no such level */
export function checkLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toUpperCase());
  if (level === undefined) throw invalidArgument(`The log level must be one of ${logLevels.join(', ')}.`);
  return level;
}
