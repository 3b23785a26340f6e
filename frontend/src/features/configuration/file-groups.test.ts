import { describe, expect, it } from 'vitest';
import type { ConfigurationFile } from '../../api/types';
import { listFiles } from './file-groups';

const file = (path: string, kind: ConfigurationFile['kind'], isStock = path.endsWith('.conf')) => ({
  path,
  kind,
  isStock,
  bytes: 1,
  changedAt: 0,
  problem: null,
});

const files = [
  file('filter.d/b.conf', 'filter'),
  file('filter.d/a.conf', 'filter'),
  file('filter.d/b.local', 'filter'),
  file('paths-debian.conf', 'paths'),
  file('jail.conf', 'jail'),
];

describe('listFiles', () => {
  it('lists one’s own first, and says which of fail2ban’s they override', () => {
    expect(listFiles(files, 'filter', '').map(({ path, overriddenBy }) => [path, overriddenBy])).toEqual([
      ['filter.d/b.local', null],
      ['filter.d/a.conf', null],
      ['filter.d/b.conf', 'filter.d/b.local'],
    ]);
  });

  it('finds by a part of the name, whatever its case', () => {
    expect(listFiles(files, 'filter', ' B.Co').map(({ path }) => path)).toEqual(['filter.d/b.conf']);
  });

  it('has a place for every kind', () => {
    expect(listFiles(files, 'other', '').map(({ path }) => path)).toEqual(['paths-debian.conf']);
  });
});
