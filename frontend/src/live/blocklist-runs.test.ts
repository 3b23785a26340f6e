import { describe, expect, it } from 'vitest';
import type { BlocklistRun } from '../api/types';
import { withRun } from './blocklist-runs';

const run = (id: number, state: BlocklistRun['state'] = 'succeeded') => ({ id, state }) as BlocklistRun;
const known = {
  pages: [{ items: [run(4, 'running'), run(3)] }, { items: [run(2), run(1)] }],
  pageParams: [null, 3],
};

describe('withRun', () => {
  it('puts a new run in front of the first page', () => {
    const pages = withRun(known, run(5, 'queued')).pages;
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
  });

  it('renews a known run where it stands, on whichever page', () => {
    expect(withRun(known, run(4, 'cancelled')).pages[0]?.items[0]).toEqual(run(4, 'cancelled'));
    expect(withRun(known, run(1, 'failed')).pages[1]?.items).toEqual([run(2), run(1, 'failed')]);
  });
});
