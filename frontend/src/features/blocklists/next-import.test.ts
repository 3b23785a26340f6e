import { expect, it } from 'vitest';
import type { BlocklistSource } from '../../api/types';
import { nextImport } from './next-import';

const source = (name: string, nextRunAt: number | null, enabled = true) =>
  ({ name, nextRunAt, enabled }) as BlocklistSource;

it('the next import is the earliest of those that are used', () => {
  const sources = [
    source('late', 300),
    source('off', 100, false),
    source('by hand', null),
    source('soon', 200),
  ];
  expect(nextImport(sources)).toEqual({ name: 'soon', at: 200 });
});

it('nothing is planned where every list is read by hand', () => {
  expect(nextImport([source('by hand', null)])).toBeNull();
  expect(nextImport([])).toBeNull();
});
