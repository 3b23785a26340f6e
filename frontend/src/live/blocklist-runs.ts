import type { InfiniteData } from '@tanstack/react-query';
import type { BlocklistRun } from '../api/types';

type Runs = InfiniteData<{ items: BlocklistRun[] }>;

/** The known runs with what an event says about one: in its place, or in front when it is a new one. */
export function withRun(runs: Runs, run: BlocklistRun): Runs {
  const isKnown = runs.pages.some(({ items }) => items.some(({ id }) => id === run.id));
  const put = (items: BlocklistRun[], isFirst: boolean) =>
    isKnown ? items.map((each) => (each.id === run.id ? run : each)) : isFirst ? [run, ...items] : items;
  return { ...runs, pages: runs.pages.map(({ items }, page) => ({ items: put(items, page === 0) })) };
}
