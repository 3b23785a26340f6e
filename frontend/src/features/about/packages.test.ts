import { describe, expect, it } from 'vitest';
import { findPackages, type PackageLicence } from './packages';

const about = { version: '1.0.0', author: null, link: 'https://example.org/', text: null };
const packages: PackageLicence[] = [
  { ...about, name: 'react', licence: 'MIT' },
  { ...about, name: '@fontsource-variable/inter', licence: 'OFL-1.1' },
  { ...about, name: 'mit-less', licence: null },
];
const namesFor = (text: string) => findPackages(packages, text).map(({ name }) => name);

describe('findPackages', () => {
  it('finds by a part of the name or of the licence, in either case', () => {
    expect(namesFor('Inter')).toEqual(['@fontsource-variable/inter']);
    expect(namesFor('ofl')).toEqual(['@fontsource-variable/inter']);
    expect(namesFor('mit')).toEqual(['react', 'mit-less']);
  });

  it('finds every package when nothing is asked for', () => {
    expect(namesFor('')).toHaveLength(3);
  });

  it('does not take a package without a licence for one of the licence “null”', () => {
    expect(namesFor('null')).toEqual([]);
  });
});
