import type { HistoryTimeline, SimulationResult } from '../../api/types';

type Timeline = SimulationResult['timeline'];

/** Counts of a simulation in the shape that the plots of bans take. */
export function plotTimeline({ starts, slotSeconds }: Timeline, counts: readonly number[]): HistoryTimeline {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    bucket: bucketOf(slotSeconds),
    from: starts[0] ?? 0,
    to: (starts.at(-1) ?? 0) + slotSeconds,
    starts: [...starts],
    series: [{ key: null, total, counts: [...counts] }],
    others: null,
    total,
  };
}

function bucketOf(slotSeconds: number): HistoryTimeline['bucket'] {
  if (slotSeconds >= 604_800) return 'week';
  return slotSeconds >= 86_400 ? 'day' : 'minute';
}
