import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ConfigError, containerDefaults, defaults, readConfig, unknownVariables } from './config.ts';

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

function secretFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'bangui-config-')), 'secret');
  writeFileSync(path, content);
  return path;
}

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 8000,
    fail2banSocket: '/var/run/fail2ban/fail2ban.sock',
    fail2banConfigDir: '/etc/fail2ban',
    cookieSecure: true,
    trustedProxies: [],
    basePath: '/',
    sessionDurationMinutes: 480,
    logLevel: 'info',
    adminUsername: 'admin',
    adminPassword: null,
  });
});

test('databases of geography are named one by one, and none is needed', () => {
  expect(readConfig({})).toMatchObject({ geoCountryDatabase: null, geoAsnDatabase: null });
  expect(
    readConfig({
      BANGUI_GEO_COUNTRY_DATABASE: '/geo/country.mmdb',
      BANGUI_GEO_ASN_DATABASE: '/geo/asn.mmdb',
    }),
  ).toMatchObject({ geoCountryDatabase: '/geo/country.mmdb', geoAsnDatabase: '/geo/asn.mmdb' });
});

describe('allowed origins', () => {
  test('are the four development origins by default', () => {
    expect(readConfig({}).corsAllowedOrigins).toEqual([
      'http://localhost:5173',
      'http://127.0.0.1:5173',
      'https://localhost:5173',
      'https://127.0.0.1:5173',
    ]);
  });

  test('are replaced by a comma list', () => {
    const value = 'https://example.com,https://www.example.com:8443';
    expect(readConfig({ BANGUI_CORS_ALLOWED_ORIGINS: value }).corsAllowedOrigins).toEqual(value.split(','));
  });

  test('empty switches CORS off', () => {
    expect(readConfig({ BANGUI_CORS_ALLOWED_ORIGINS: '' }).corsAllowedOrigins).toEqual([]);
  });

  test.each([
    ['*', 'wildcards are not allowed'],
    ['https://*.example.com', 'wildcards are not allowed'],
    ['https://example.com/app', 'write https://example.com instead'],
    ['https://example.com/', 'write https://example.com instead'],
    ['https://user@example.com', 'write https://example.com instead'],
    ['example.com', 'has no scheme'],
    ['ftp://example.com', 'has no scheme'],
    ['https://', 'not an origin'],
    ['https://example.com,https://example.com', 'twice'],
    ['https://example.com,,https://b.example', 'empty entry'],
  ])('%s is refused with one clear sentence', (value, sentence) => {
    const mistakes = mistakesOf({ BANGUI_CORS_ALLOWED_ORIGINS: value });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(/^BANGUI_CORS_ALLOWED_ORIGINS /);
    expect(mistakes[0]).toContain(sentence);
  });
});

test('every mistake is named at once', () => {
  const mistakes = mistakesOf({
    BANGUI_PORT: '70000',
    BANGUI_COOKIE_SECURE: 'yes',
    BANGUI_BASE_PATH: 'bangui',
  });
  expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
    'BANGUI_PORT',
    'BANGUI_COOKIE_SECURE',
    'BANGUI_BASE_PATH',
  ]);
});

test.each([
  ['BANGUI_PORT', 'http'],
  ['BANGUI_PORT', '-1'],
  ['BANGUI_SESSION_DURATION_MINUTES', '0'],
  ['BANGUI_LOG_LEVEL', 'loud'],
  ['BANGUI_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['BANGUI_TRUSTED_PROXIES', 'proxy'],
  ['BANGUI_BASE_PATH', '/a b/'],
  ['BANGUI_BASE_PATH', '//evil.example/'],
  ['BANGUI_BASE_PATH', '/../'],
  ['BANGUI_BASE_PATH', '/a/..'],
  ['BANGUI_BASE_PATH', `/${'a'.repeat(60)}!`],
  ['BANGUI_ADMIN_PASSWORD', 'x'.repeat(1_001)],
  ['BANGUI_HOST', ''],
  ['BANGUI_ADMIN_USERNAME', 'a b'],
  ['BANGUI_ADMIN_PASSWORD', 'short'],
  ['BANGUI_FAIL2BAN_SOCKET', `/${'x'.repeat(120)}`],
])('%s=%j is refused', (name, value) => {
  expect(mistakesOf({ [name]: value })).toHaveLength(1);
});

test('a base path gets its closing slash', () => {
  expect(readConfig({ BANGUI_BASE_PATH: '/bangui' }).basePath).toBe('/bangui/');
});

test('trusted proxies may be networks', () => {
  expect(readConfig({ BANGUI_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual([
    '10.0.0.0/8',
    '::1',
  ]);
});

describe('the administrator’s password', () => {
  test('is read from a secret file without its last line break', () => {
    const file = secretFile('correct horse\n');
    expect(readConfig({ BANGUI_ADMIN_PASSWORD_FILE: file }).adminPassword).toBe('correct horse');
  });

  test('must not come from both places', () => {
    const environment = {
      BANGUI_ADMIN_PASSWORD: 'long enough',
      BANGUI_ADMIN_PASSWORD_FILE: secretFile('x'),
    };
    expect(mistakesOf(environment)).toEqual([expect.stringContaining('keep only one')]);
  });

  test('an empty or missing file is a mistake, never an account without a password', () => {
    expect(mistakesOf({ BANGUI_ADMIN_PASSWORD_FILE: secretFile('') })).toHaveLength(1);
    expect(mistakesOf({ BANGUI_ADMIN_PASSWORD_FILE: '/nowhere' })).toHaveLength(1);
  });
});

describe('metrics', () => {
  const token = 'sixteen-or-more-+/~._==';

  test('are off, and on the port of the interface, unless asked for', () => {
    expect(readConfig({}).metrics).toEqual({ access: 'off', token: null, port: null });
  });

  test('take a token from the environment or from a secret file', () => {
    const metrics = { access: 'token', token, port: 9191 };
    const asked = { BANGUI_METRICS: 'token', BANGUI_METRICS_PORT: '9191' };
    expect(readConfig({ ...asked, BANGUI_METRICS_TOKEN: token }).metrics).toEqual(metrics);
    const file = secretFile(`${token}\n`);
    expect(readConfig({ ...asked, BANGUI_METRICS_TOKEN_FILE: file }).metrics).toEqual(metrics);
  });

  test('that are off ask for nothing, and forget a token', () => {
    expect(readConfig({ BANGUI_METRICS_TOKEN: 'short' }).metrics.token).toBe(null);
  });

  test.each([
    ['no token', { BANGUI_METRICS: 'token' }, 'give the token in BANGUI_METRICS_TOKEN'],
    ['a short one', { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: 'x'.repeat(15) }, '15 characters'],
    ['a long one', { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: 'x'.repeat(201) }, '201 characters'],
    ['one with a space', { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: 'x y'.repeat(9) }, 'no header'],
    ['one without use', { BANGUI_METRICS: 'open', BANGUI_METRICS_TOKEN: token }, 'protects nothing'],
    ['a file without one', { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN_FILE: '/nowhere' }, 'cannot be'],
    ['the port of the interface', { BANGUI_PORT: '81', BANGUI_METRICS_PORT: '81' }, 'as BANGUI_PORT is'],
    ['what is no port', { BANGUI_METRICS_PORT: 'metrics' }, 'whole number'],
    ['an unknown word', { BANGUI_METRICS: 'yes' }, 'off, open, token'],
  ])('with %s are refused in one sentence', (_what, environment, sentence) => {
    expect(mistakesOf(environment)).toEqual([expect.stringContaining(sentence)]);
  });

  test('never repeat a token in what they say', () => {
    const secret = 'a secret with spaces';
    const mistakes = mistakesOf({ BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: secret });
    expect(mistakes.join()).not.toContain(secret);
  });
});

test('a misspelt variable is noticed', () => {
  expect(unknownVariables({ BANGUI_PROT: '1', BANGUI_PORT: '1', HOME: '/' })).toEqual(['BANGUI_PROT']);
});

test.each(['.env.example', 'Docs/Configuration.md'])('%s names every variable and no other', (file) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const named = new Set(text.match(/\bBANGUI_[A-Z0-9_]+\b/g));
  expect([...named].sort()).toEqual(Object.keys({ ...defaults, ...containerDefaults }).sort());
});

test('.env.example changes nothing', () => {
  const example = parseEnv(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8'));
  expect(readConfig(example)).toEqual(readConfig({}));
  expect(example).toMatchObject(containerDefaults);
});
