/**
 * Configuration: BANGUI_* variables, read once at start. Nothing else in the backend reads the environment.
 * Docs/Configuration.md and .env.example list the same variables; config.test.ts holds them together.
 */
import { join } from 'node:path';
import { type ConfiguredSecret, readSecret } from './config-secret.ts';
import {
  integerBetween,
  oneOf,
  parseBasePath,
  parseBoolean,
  parseHost,
  parseOptionalPath,
  parseOptionalPort,
  parseOrigins,
  parsePath,
  parsePaths,
  parseProxies,
  parseSchedulerLock,
  parseSocketPath,
} from './config-values.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Whether an instance without the scheduler lock refuses to start, or serves the interface and waits for it. */
export const schedulerModes = ['exclusive', 'standby'] as const;
export type SchedulerMode = (typeof schedulerModes)[number];

/** Who puts blocklists into the kernel: fail2ban by a jail of its own, BanGUI itself, or nobody. */
export const blocklistDrivers = ['daemon', 'direct', 'off'] as const;
export type BlocklistDriverName = (typeof blocklistDrivers)[number];

/** Who may read the metrics: nobody, everybody, or whoever knows the token. */
export const metricsAccesses = ['off', 'open', 'token'] as const;
export type MetricsAccess = (typeof metricsAccesses)[number];

export interface MetricsConfig {
  readonly access: MetricsAccess;
  /** What a reader has to know; null unless the access is `token`. */
  readonly token: string | null;
  /** A port of their own, 0 for one that the system chooses; null: that of the interface. */
  readonly port: number | null;
}

export interface Config {
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly fail2banSocket: string;
  readonly fail2banConfigDir: string;
  /** Folders under which log files may be read, besides the logs of fail2ban and its jails. */
  readonly logDirs: readonly string[];
  /** Exact origins; empty means that CORS is off. */
  readonly corsAllowedOrigins: readonly string[];
  readonly cookieSecure: boolean;
  /** Addresses and networks whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Begins and ends with a slash. */
  readonly basePath: string;
  readonly sessionDurationMinutes: number;
  readonly logLevel: LogLevel;
  readonly adminUsername: string;
  /** Where the scheduler lock is kept: in BanGUI's own database, or a `redis://` or `rediss://` URL. */
  readonly schedulerLock: 'sqlite' | URL;
  readonly schedulerMode: SchedulerMode;
  readonly blocklistDriver: BlocklistDriverName;
  /** Shared with whoever puts the sets into the kernel. */
  readonly blocklistDir: string;
  readonly blocklistAllowPrivateSources: boolean;
  /** An MMDB file instead of the one that comes with BanGUI; null without. */
  readonly geoCountryDatabase: string | null;
  /** An MMDB file of network operators; null without. */
  readonly geoAsnDatabase: string | null;
  readonly metrics: MetricsConfig;
  /** Only for unattended set-up; null asks for set-up in the browser. */
  readonly adminPassword: string | null;
}

/** Every mistake of the environment at once, one sentence each. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

export const defaults = {
  BANGUI_HOST: '127.0.0.1',
  BANGUI_PORT: '8000',
  BANGUI_DATA_DIR: './data',
  BANGUI_FAIL2BAN_SOCKET: '/var/run/fail2ban/fail2ban.sock',
  BANGUI_FAIL2BAN_CONFIG_DIR: '/etc/fail2ban',
  BANGUI_LOG_DIRS: '/var/log',
  BANGUI_CORS_ALLOWED_ORIGINS:
    'http://localhost:5173,http://127.0.0.1:5173,https://localhost:5173,https://127.0.0.1:5173',
  BANGUI_COOKIE_SECURE: 'true',
  BANGUI_TRUSTED_PROXIES: '',
  BANGUI_BASE_PATH: '/',
  BANGUI_SESSION_DURATION_MINUTES: '480',
  BANGUI_LOG_LEVEL: 'info',
  BANGUI_SCHEDULER_LOCK: 'sqlite',
  BANGUI_SCHEDULER_MODE: 'exclusive',
  BANGUI_BLOCKLIST_DRIVER: 'daemon',
  BANGUI_BLOCKLIST_DIR: '',
  BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'false',
  BANGUI_GEO_COUNTRY_DATABASE: '',
  BANGUI_GEO_ASN_DATABASE: '',
  BANGUI_METRICS: 'off',
  BANGUI_METRICS_TOKEN: '',
  BANGUI_METRICS_TOKEN_FILE: '',
  BANGUI_METRICS_PORT: '',
  BANGUI_ADMIN_USERNAME: 'admin',
  BANGUI_ADMIN_PASSWORD: '',
  BANGUI_ADMIN_PASSWORD_FILE: '',
} as const;

/** Read by Docker/ and not by BanGUI: known, so that nobody is warned of them. */
export const containerDefaults = {
  BANGUI_PUBLISH: '127.0.0.1:8080',
  BANGUI_HEALTHCHECK_RESTART: 'true',
  BANGUI_IMAGES: 'bangui',
  BANGUI_VERSION: 'latest',
  BANGUI_BUILD_NETWORK: 'default',
  BANGUI_SWARM_NODE: 'node.role==manager',
} as const;

type VariableName = keyof typeof defaults;
type Environment = Readonly<Record<string, string | undefined>>;

export const usernamePattern = /^[\p{L}\p{N}._@-]{1,64}$/u;
export const minimumPasswordLength = 8;
/** What the sign-in takes; a longer one could never be used. */
export const maximumPasswordLength = 1_000;
/** What RFC 6750, section 2.1, lets an Authorization header carry. */
const metricsTokenPattern = /^[\w.~+/-]+=*$/;
const metricsTokenLengths = { minimum: 16, maximum: 200 };
const maximumSessionMinutes = 60 * 24 * 365;

/**
 * Reads and checks the whole configuration.
 * @throws {ConfigError} with a sentence for each mistake found, not only for the first.
 */
export function readConfig(environment: Environment): Config {
  const mistakes: string[] = [];

  function read<T>(name: VariableName, parse: (value: string) => T, whenWrong: T): T {
    try {
      return parse((environment[name] ?? defaults[name]).trim());
    } catch (error) {
      mistakes.push(`${name} ${(error as Error).message}`);
      return whenWrong;
    }
  }

  const dataDir = read('BANGUI_DATA_DIR', parsePath, '');
  const metricsAccess = read('BANGUI_METRICS', oneOf(metricsAccesses), 'off');
  const config: Config = {
    host: read('BANGUI_HOST', parseHost, ''),
    port: read('BANGUI_PORT', integerBetween(0, 65_535), 0),
    dataDir,
    fail2banSocket: read('BANGUI_FAIL2BAN_SOCKET', parseSocketPath, ''),
    fail2banConfigDir: read('BANGUI_FAIL2BAN_CONFIG_DIR', parsePath, ''),
    logDirs: read('BANGUI_LOG_DIRS', parsePaths, []),
    corsAllowedOrigins: read('BANGUI_CORS_ALLOWED_ORIGINS', parseOrigins, []),
    cookieSecure: read('BANGUI_COOKIE_SECURE', parseBoolean, true),
    trustedProxies: read('BANGUI_TRUSTED_PROXIES', parseProxies, []),
    basePath: read('BANGUI_BASE_PATH', parseBasePath, '/'),
    sessionDurationMinutes: read(
      'BANGUI_SESSION_DURATION_MINUTES',
      integerBetween(1, maximumSessionMinutes),
      1,
    ),
    logLevel: read('BANGUI_LOG_LEVEL', oneOf(logLevels), 'info'),
    schedulerLock: read('BANGUI_SCHEDULER_LOCK', parseSchedulerLock, 'sqlite'),
    schedulerMode: read('BANGUI_SCHEDULER_MODE', oneOf(schedulerModes), 'exclusive'),
    blocklistDriver: read('BANGUI_BLOCKLIST_DRIVER', oneOf(blocklistDrivers), 'off'),
    blocklistDir: read('BANGUI_BLOCKLIST_DIR', (value) => parsePath(value || join(dataDir, 'blocklist')), ''),
    blocklistAllowPrivateSources: read('BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES', parseBoolean, false),
    geoCountryDatabase: read('BANGUI_GEO_COUNTRY_DATABASE', parseOptionalPath, null),
    geoAsnDatabase: read('BANGUI_GEO_ASN_DATABASE', parseOptionalPath, null),
    metrics: {
      access: metricsAccess,
      token: readMetricsToken(metricsAccess, environment, mistakes),
      port: read('BANGUI_METRICS_PORT', parseOptionalPort, null),
    },
    adminUsername: read('BANGUI_ADMIN_USERNAME', parseUsername, ''),
    adminPassword: readAdminPassword(environment, mistakes),
  };

  refuseSharedPort(config, mistakes);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/** Names that look like ours but mean nothing: most likely a typing error worth a warning. */
export function unknownVariables(environment: Environment): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('BANGUI_') && !(name in defaults) && !(name in containerDefaults),
  );
}

function readAdminPassword(environment: Environment, mistakes: string[]): string | null {
  const given = readSecret('BANGUI_ADMIN_PASSWORD', environment, mistakes);
  if (given == null) return null;
  const { variable, secret } = given;
  if (secret.length < minimumPasswordLength) {
    mistakes.push(
      `${variable} gives a password of ${secret.length} characters; use at least ${minimumPasswordLength}.`,
    );
  }
  if (secret.length > maximumPasswordLength) {
    mistakes.push(
      `${variable} gives a password of ${secret.length} characters; use at most ${maximumPasswordLength}.`,
    );
  }
  return secret;
}

/** Whoever sets a token means to be protected by it; no message repeats it. */
function readMetricsToken(
  access: MetricsAccess,
  environment: Environment,
  mistakes: string[],
): string | null {
  const given = readSecret('BANGUI_METRICS_TOKEN', environment, mistakes);
  if (access === 'off' || given === undefined) return null;
  const mistake = access === 'open' ? uselessToken(given) : unusableToken(given);
  if (mistake !== null) mistakes.push(mistake);
  return access === 'token' ? (given?.secret ?? null) : null;
}

function uselessToken(given: ConfiguredSecret | null): string | null {
  if (given === null) return null;
  return `${given.variable} protects nothing while BANGUI_METRICS is open; set that to token, or leave the token out.`;
}

function unusableToken(given: ConfiguredSecret | null): string | null {
  if (given === null) {
    return 'BANGUI_METRICS is token; give the token in BANGUI_METRICS_TOKEN or BANGUI_METRICS_TOKEN_FILE.';
  }
  const { minimum, maximum } = metricsTokenLengths;
  const { length } = given.secret;
  if (length < minimum || length > maximum) {
    return `${given.variable} gives a token of ${length} characters; use ${minimum} to ${maximum}.`;
  }
  if (metricsTokenPattern.test(given.secret)) return null;
  return `${given.variable} gives a token that no header can carry; use letters, digits and - . _ ~ + /.`;
}

function refuseSharedPort({ port, metrics }: Config, mistakes: string[]): void {
  if (port === 0 || metrics.port !== port) return;
  mistakes.push(
    `BANGUI_METRICS_PORT is ${port}, as BANGUI_PORT is; give another port, or leave it empty to share that one.`,
  );
}

function parseUsername(value: string): string {
  if (!usernamePattern.test(value)) {
    throw new Error(`is "${value}"; use 1 to 64 letters, digits or the characters . _ @ -.`);
  }
  return value;
}
