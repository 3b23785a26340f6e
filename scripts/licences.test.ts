import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licences } from './licences.ts';

/** What may be shipped with a program under the MIT licence without obliging whoever runs or changes it. */
const allowed = [
  '(MIT OR CC0-1.0)',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
];

const { bangui, packages } = licences(join(import.meta.dirname, '..'));
const named = (name: string) => packages.find((each) => each.name === name);

describe('licences', () => {
  it('are all known to be compatible with BanGUI’s own', () => {
    expect(packages.filter(({ licence }) => !allowed.includes(licence ?? ''))).toEqual([]);
  });

  it('name each version of a package once', () => {
    const versions = packages.map(({ name, version }) => `${name}@${version}`);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('come with what they say, word for word', () => {
    expect(bangui.text).toMatch(/^MIT License/);
    expect(named('react')?.text).toContain('Copyright (c) Meta Platforms');
    expect(named('echarts')?.text).toContain('Apache License');
  });

  it('name the registries whose data say where an address is', () => {
    expect(named('@ip-location-db/geo-whois-asn-country-mmdb')?.text).toContain(
      'Number Resource Organization',
    );
  });

  it('name whoever wrote a package, without his mail address', () => {
    expect(named('fastify')?.author).toBe('Matteo Collina');
    expect(packages.filter(({ author }) => author?.includes('@') && !author.includes(' - @'))).toEqual([]);
  });

  it('link to a page of the package', () => {
    expect(packages.filter(({ link }) => !URL.canParse(link) || !link.startsWith('https://'))).toEqual([]);
  });
});
