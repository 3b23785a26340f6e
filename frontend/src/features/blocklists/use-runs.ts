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

/** How long a run took, in milliseconds. One that was cut off counts the step that it could not finish too. */
export function durationOf({ state, durationMs, startedAt, endedAt }: BlocklistRun): number {
  const ofSteps = Object.values(durationMs).reduce((sum, each) => sum + each, 0);
  if (state === 'succeeded' || startedAt === null || endedAt === null) return ofSteps;
  return Math.max(ofSteps, (endedAt - startedAt) * 1000);
}
