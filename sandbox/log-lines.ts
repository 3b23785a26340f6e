import type { Random } from './random.ts';

export const SERVICES = ['sshd', 'nginx-http-auth', 'nginx-botsearch', 'postfix'] as const;

export type Service = (typeof SERVICES)[number];

interface Occasion {
  random: Random;
  time: Date;
  address: string;
}

type LineWriter = (occasion: Occasion) => string;

const LOGIN_NAMES = [
  'root',
  'admin',
  'ubuntu',
  'test',
  'oracle',
  'postgres',
  'git',
  'pi',
  'deploy',
  'ftpuser',
  'hadoop',
  'www',
];
const BOT_PATHS = [
  'wp-login.php',
  'wp-signup.php',
  'phpmyadmin/index.php',
  'phpMyAdmin/scripts/setup.php',
  'pma/index.php',
  'roundcube/',
  'webmail/',
  'cgi-bin/luci',
  'mysqladmin/',
];
const PAGES = [
  '',
  'index.html',
  'about',
  'assets/site.css',
  'assets/logo.svg',
  'blog/2026/backups-that-restore',
  'contact',
];
const USER_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'python-requests/2.31.0',
  'curl/8.5.0',
];

const ATTACKS: Record<Service, LineWriter[]> = {
  sshd: [
    (o) =>
      sshd(o, `Failed password for ${o.random.pick(LOGIN_NAMES)} from ${o.address} port ${port(o)} ssh2`),
    (o) =>
      sshd(
        o,
        `Failed password for invalid user ${o.random.pick(LOGIN_NAMES)} from ${o.address} port ${port(o)} ssh2`,
      ),
    (o) => sshd(o, `Invalid user ${o.random.pick(LOGIN_NAMES)} from ${o.address} port ${port(o)}`),
    (o) =>
      sshd(
        o,
        `error: maximum authentication attempts exceeded for root from ${o.address} port ${port(o)} ssh2 [preauth]`,
      ),
  ],
  'nginx-http-auth': [
    (o) => nginxError(o, `user "${o.random.pick(LOGIN_NAMES)}": password mismatch`),
    (o) => nginxError(o, `user "${o.random.pick(LOGIN_NAMES)}" was not found in "/etc/nginx/.htpasswd"`),
  ],
  'nginx-botsearch': [(o) => nginxAccess(o, o.random.pick(BOT_PATHS), 404, 153)],
  postfix: [
    (o) => postfix(o, rejection(o, '554 5.7.1 <sales@example.net>: Relay access denied')),
    (o) =>
      postfix(
        o,
        rejection(
          o,
          '550 5.1.1 <info@example.org>: Recipient address rejected: User unknown in local recipient table',
        ),
      ),
    (o) => postfix(o, rejection(o, '450 4.7.1 <localhost>: Helo command rejected: Host not found')),
  ],
};

const NOISE: Record<Service, LineWriter[]> = {
  sshd: [
    (o) =>
      sshd(
        o,
        `Accepted publickey for deploy from ${o.address} port ${port(o)} ssh2: ED25519 SHA256:l4mQ0fGx1cV7`,
      ),
    (o) => sshd(o, 'pam_unix(sshd:session): session opened for user deploy(uid=1001) by (uid=0)'),
    (o) => sshd(o, 'pam_unix(sshd:session): session closed for user deploy'),
  ],
  'nginx-http-auth': [
    (o) =>
      `${nginxErrorTime(o.time)} [warn] 812#812: *${o.random.integer(1000, 99999)} upstream server temporarily disabled`,
  ],
  'nginx-botsearch': [(o) => nginxAccess(o, o.random.pick(PAGES), 200, o.random.integer(400, 40_000))],
  postfix: [
    (o) => postfix(o, `connect from mail.example.com[${o.address}]`),
    (o) =>
      postfix(
        o,
        `disconnect from mail.example.com[${o.address}] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`,
      ),
  ],
};

/** A line that the service's stock filter counts as a failure of this address. */
export function attackLine(service: Service, occasion: Occasion): string {
  return occasion.random.pick(ATTACKS[service])(occasion);
}

/** A line of everyday business that the stock filter passes over. */
export function noiseLine(service: Service, occasion: Occasion): string {
  return occasion.random.pick(NOISE[service])(occasion);
}

/** What the daemon itself logs about a ban, which the stock filter `recidive` counts. */
export function banNotice(jail: string, { random, time, address }: Occasion): string {
  const date = [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-');
  const milliseconds = String(random.integer(0, 999)).padStart(3, '0');
  return `${date} ${clock(time)},${milliseconds} fail2ban.actions        [811]: NOTICE  [${jail}] Ban ${address}`;
}

function sshd(occasion: Occasion, message: string): string {
  return `${syslogTime(occasion.time)} web01 sshd[${occasion.random.integer(2000, 400_000)}]: ${message}`;
}

function postfix(occasion: Occasion, message: string): string {
  return `${syslogTime(occasion.time)} mail01 postfix/smtpd[${occasion.random.integer(2000, 400_000)}]: ${message}`;
}

function rejection(occasion: Occasion, reason: string): string {
  return `NOQUEUE: reject: RCPT from unknown[${occasion.address}]: ${reason}; from=<${occasion.random.pick(LOGIN_NAMES)}@example.com> to=<sales@example.net> proto=ESMTP helo=<localhost>`;
}

function nginxError(occasion: Occasion, message: string): string {
  const connection = occasion.random.integer(1000, 99_999);
  return `${nginxErrorTime(occasion.time)} [error] 812#812: *${connection} ${message}, client: ${occasion.address}, server: intranet.example.org, request: "GET /admin HTTP/1.1", host: "intranet.example.org"`;
}

function nginxAccess(occasion: Occasion, path: string, status: number, bytes: number): string {
  const agent = occasion.random.pick(USER_AGENTS);
  return `${occasion.address} - - [${nginxAccessTime(occasion.time)}] "GET /${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`;
}

function port(occasion: Occasion): number {
  return occasion.random.integer(32_768, 60_999);
}

function syslogTime(time: Date): string {
  return time.toISOString().replace('Z', '000+00:00');
}

// nginx writes the machine's local time, like the daemon that reads it.
function nginxErrorTime(time: Date): string {
  return `${time.getFullYear()}/${twoDigits(time.getMonth() + 1)}/${twoDigits(time.getDate())} ${clock(time)}`;
}

function nginxAccessTime(time: Date): string {
  const month = time.toLocaleString('en-US', { month: 'short' });
  return `${twoDigits(time.getDate())}/${month}/${time.getFullYear()}:${clock(time)} ${zoneOffset(time)}`;
}

function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

function zoneOffset(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}${twoDigits(distance % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
