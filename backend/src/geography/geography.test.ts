import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGeography, type Geography } from './geography.ts';
import { type MmdbMap, mmdb } from './test-mmdb.ts';

let folder: string;
let path: string;
let geography: Geography;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangui-geography-'));
  path = join(folder, 'database.mmdb');
  warnings = [];
});

afterEach(() => {
  geography.close();
  rmSync(folder, { recursive: true });
});

const log = { warn: (_line: object, message: string) => void warnings.push(message) };

function open(kind: 'country' | 'operator'): void {
  geography = createGeography({
    countryDatabase: kind === 'country' ? path : null,
    operatorDatabase: kind === 'operator' ? path : null,
    log,
    refreshMilliseconds: 10,
  });
}

function put(entry: MmdbMap, builtAt?: number): void {
  writeFileSync(`${path}.new`, mmdb({ '203.0.113.0/24': entry }, builtAt));
  renameSync(`${path}.new`, path);
}

describe('countries', () => {
  test('come from the database that BanGUI ships, for addresses and networks of both families', () => {
    geography = createGeography({ countryDatabase: null, operatorDatabase: null, log });
    expect(geography.countryOf('193.99.144.80')).toBe('DE');
    expect(geography.countryOf('2a02:2e0::/32')).toBe('DE');
    expect(geography.countryOf('10.0.0.1')).toBeNull();
    expect(geography.countryOf('host.example.org')).toBeNull();
    expect(geography.operatorOf('193.99.144.80')).toBeNull();
    expect(geography.state()).toMatchObject({ country: { path: null, problem: null }, operator: null });
  });

  test.each([
    ['MaxMind', { country: { iso_code: 'FR' } }],
    ['ip-location-db', { country_code: 'fr' }],
    ['IPinfo', { country: 'FR' }],
  ])('are read as %s names them', (_, entry) => {
    put(entry as MmdbMap);
    open('country');
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
    expect(geography.countryOf('198.51.100.7')).toBeNull();
  });

  test.each([{ country: 'France' }, { country_code: '<b' }, { continent: 'EU' }])(
    'are not what else stands there: %j',
    (entry) => {
      put(entry as MmdbMap);
      open('country');
      expect(geography.countryOf('203.0.113.7')).toBeNull();
    },
  );
});

test.each([
  ['MaxMind', { autonomous_system_number: 64_500, autonomous_system_organization: 'Example Net' }],
  ['IPinfo', { asn: 'AS64500', as_name: 'Example Net' }],
])('operators are read as %s names them', (_, entry) => {
  put(entry as MmdbMap);
  open('operator');
  expect(geography.operatorOf('203.0.113.0/28')).toEqual({ asn: 64_500, name: 'Example Net' });
  expect(geography.operatorOf('198.51.100.7')).toBeNull();
});

describe('a file', () => {
  test('that is replaced is in use a moment later', async () => {
    put({ country_code: 'FR' });
    open('country');
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
    put({ country_code: 'ES' }, 1_900_000_000);
    await eventually('the new one is in use', async () => geography.countryOf('203.0.113.7') === 'ES');
    expect(geography.state().country).toEqual({ path, builtAt: 1_900_000_000, problem: null });
  });

  test('that is broken leaves the one before in use, and says so once', async () => {
    put({ country_code: 'FR' });
    open('country');
    writeFileSync(path, mmdb({ '203.0.113.0/24': { country_code: 'ES' } }).subarray(0, 100));
    await eventually('it was looked at', async () => geography.state().country.problem !== null);
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
    expect(warnings).toHaveLength(1);
    put({ country_code: 'ES' });
    await eventually('the whole one is in use', async () => geography.countryOf('203.0.113.7') === 'ES');
    expect(geography.state().country.problem).toBeNull();
  });

  test('that does not say when it was made is in use all the same', () => {
    put({ country_code: 'FR' });
    writeFileSync(path, readFileSync(path, 'latin1').replace('build_epoch', 'other_epoch'), 'latin1');
    open('country');
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
    expect(geography.state().country).toEqual({ path, builtAt: null, problem: null });
  });

  test('that another thread has read is not read again, until it changes', async () => {
    put({ country_code: 'FR' });
    open('country');
    const { contents, close } = geography;
    const { bytes } = contents().country!;
    geography = createGeography({
      countryDatabase: path,
      operatorDatabase: null,
      log,
      contents: contents(),
      refreshMilliseconds: 10,
    });
    close();
    expect(geography.contents().country?.bytes).toBe(bytes);
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
    put({ country_code: 'ES' });
    await eventually('the new one is in use', async () => geography.countryOf('203.0.113.7') === 'ES');
    expect(geography.contents().country?.bytes).not.toBe(bytes);
  });

  test('that comes back as it was is no problem any more', async () => {
    put({ country_code: 'FR' });
    open('country');
    renameSync(folder, `${folder}-away`);
    await eventually('it is missed', async () => geography.state().country.problem !== null);
    renameSync(`${folder}-away`, folder);
    await eventually('it is there again', async () => geography.state().country.problem === null);
    expect(geography.countryOf('203.0.113.7')).toBe('FR');
  });

  test('that is missing is a problem, and in use once it is there', async () => {
    open('operator');
    expect(geography.state().operator?.problem).toContain('ENOENT');
    put({ asn: 'AS64500', as_name: 'Example Net' });
    await eventually('it is in use', async () => geography.operatorOf('203.0.113.7') !== null);
  });
});
