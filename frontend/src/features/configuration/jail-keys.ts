/**
 * How a value is edited: `bantime` is a time that may be for ever, `span` one that may be missing, `lines` are several
 * values below each other.
 */
export type ValueKind = 'switch' | 'text' | 'lines' | 'count' | 'time' | 'bantime' | 'span' | 'factor';

export interface KeySpec {
  key: string;
  kind: ValueKind;
}

/** The keys of a jail, in the groups of the form. Source: jail.conf(5) and the comments of fail2ban's jail.conf. */
export const jailGroups = [
  {
    name: 'filter',
    keys: [
      { key: 'enabled', words: 'enabled', kind: 'switch' },
      { key: 'filter', words: 'filter', kind: 'text' },
      { key: 'mode', words: 'mode', kind: 'text' },
    ],
  },
  {
    name: 'logs',
    keys: [
      { key: 'logpath', words: 'logpath', kind: 'lines' },
      { key: 'backend', words: 'backend', kind: 'text' },
      { key: 'journalmatch', words: 'journalmatch', kind: 'lines' },
      { key: 'logencoding', words: 'logencoding', kind: 'text' },
      { key: 'logtimezone', words: 'logtimezone', kind: 'text' },
      { key: 'datepattern', words: 'datepattern', kind: 'text' },
    ],
  },
  {
    name: 'thresholds',
    keys: [
      { key: 'maxretry', words: 'maxretry', kind: 'count' },
      { key: 'findtime', words: 'findtime', kind: 'time' },
      { key: 'bantime', words: 'bantime', kind: 'bantime' },
    ],
  },
  {
    name: 'increment',
    keys: [
      { key: 'bantime.increment', words: 'increment', kind: 'switch' },
      { key: 'bantime.factor', words: 'factor', kind: 'factor' },
      { key: 'bantime.multipliers', words: 'multipliers', kind: 'text' },
      { key: 'bantime.maxtime', words: 'maxtime', kind: 'span' },
      { key: 'bantime.rndtime', words: 'rndtime', kind: 'span' },
      { key: 'bantime.formula', words: 'formula', kind: 'text' },
      { key: 'bantime.overalljails', words: 'overalljails', kind: 'switch' },
    ],
  },
  {
    name: 'ignored',
    keys: [
      { key: 'ignoreip', words: 'ignoreip', kind: 'lines' },
      { key: 'ignoreself', words: 'ignoreself', kind: 'switch' },
      { key: 'ignorecommand', words: 'ignorecommand', kind: 'text' },
      { key: 'ignorecache', words: 'ignorecache', kind: 'text' },
    ],
  },
  {
    name: 'actions',
    keys: [
      { key: 'banaction', words: 'banaction', kind: 'text' },
      { key: 'banaction_allports', words: 'banactionAllports', kind: 'text' },
      { key: 'port', words: 'port', kind: 'text' },
      { key: 'protocol', words: 'protocol', kind: 'text' },
      { key: 'chain', words: 'chain', kind: 'text' },
      { key: 'action', words: 'action', kind: 'lines' },
      { key: 'destemail', words: 'destemail', kind: 'text' },
      { key: 'sender', words: 'sender', kind: 'text' },
      { key: 'mta', words: 'mta', kind: 'text' },
    ],
  },
  {
    name: 'advanced',
    keys: [
      { key: 'usedns', words: 'usedns', kind: 'text' },
      { key: 'maxmatches', words: 'maxmatches', kind: 'count' },
      { key: 'maxlines', words: 'maxlines', kind: 'count' },
      { key: 'prefregex', words: 'prefregex', kind: 'lines' },
      { key: 'failregex', words: 'failregex', kind: 'lines' },
      { key: 'ignoreregex', words: 'ignoreregex', kind: 'lines' },
    ],
  },
] as const;

/** The keys of fail2ban.conf. Source: jail.conf(5), “FAIL2BAN CONFIGURATION FILE(S)”. */
export const serverGroups = [
  {
    name: 'log',
    keys: [
      { key: 'loglevel', words: 'loglevel', kind: 'text' },
      { key: 'logtarget', words: 'logtarget', kind: 'text' },
      { key: 'syslogsocket', words: 'syslogsocket', kind: 'text' },
    ],
  },
  {
    name: 'database',
    keys: [
      { key: 'dbpurgeage', words: 'dbpurgeage', kind: 'time' },
      { key: 'dbmaxmatches', words: 'dbmaxmatches', kind: 'count' },
      { key: 'dbfile', words: 'dbfile', kind: 'text' },
    ],
  },
  {
    name: 'process',
    keys: [
      { key: 'allowipv6', words: 'allowipv6', kind: 'text' },
      { key: 'socket', words: 'socket', kind: 'text' },
      { key: 'pidfile', words: 'pidfile', kind: 'text' },
    ],
  },
] as const;

export type KnownGroup = (typeof jailGroups)[number] | (typeof serverGroups)[number];
export type KnownKey = KnownGroup['keys'][number];

/** Keys that are asked for even where no file sets them. */
export const mainKeys: ReadonlySet<string> = new Set([
  ...['enabled', 'filter', 'logpath', 'backend', 'maxretry', 'findtime', 'bantime', 'bantime.increment'],
  ...['ignoreip', 'banaction', 'port', 'loglevel', 'logtarget', 'dbpurgeage'],
]);

/** What fail2ban takes for a key, to choose from; other texts, such as `%(sshd_backend)s`, are possible too. */
export const suggestions: Partial<Record<KnownKey['key'], readonly string[]>> = {
  mode: ['normal', 'aggressive', 'ddos', 'extra'],
  backend: ['auto', 'systemd', 'pyinotify', 'polling'],
  logencoding: ['auto', 'utf-8', 'ascii', 'latin-1'],
  usedns: ['yes', 'warn', 'no', 'raw'],
  protocol: ['tcp', 'udp', 'all'],
  loglevel: ['CRITICAL', 'ERROR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG'],
  logtarget: ['STDOUT', 'STDERR', 'SYSLOG', 'SYSTEMD-JOURNAL', '/var/log/fail2ban.log'],
  allowipv6: ['auto', 'yes', 'no'],
};
