import { useInfiniteQuery } from '@tanstack/react-query';
import { runsQuery } from '../../api/blocklist-queries';
import type { BlocklistRun } from '../../api/types';

/** The imports that are known so far, the newest first, and the one that is under way. */
export function useRuns() {
  const query = useInfiniteQuery(runsQuery);
  const runs = query.data?.pages.flatMap(({ items }) => items);
  const active =
    runs?.find(({ state }) => state === 'running') ?? runs?.find(({ state }) => state === 'queued');
  return { runs, active, query };
}

export function hasEnded({ state }: BlocklistRun): boolean {
  return state !== 'queued' && state !== 'running';
}

/** A dry run is an import that changes nothing; people want to see which it is. */
export function kindOf({ kind, dryRun }: BlocklistRun): BlocklistRun['kind'] | 'dryRun' {
  return dryRun ? 'dryRun' : kind;
}

/** How long its steps took together, in milliseconds. */
export function durationOf({ durationMs }: BlocklistRun): number {
  return Object.values(durationMs).reduce((sum, each) => sum + each, 0);
}
