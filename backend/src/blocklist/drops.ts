/** What was left out of a list, how often, and what it looked like. */

export type DropReason =
  | 'unreadable'
  | 'host_name'
  | 'line_too_long'
  | 'too_wide'
  | 'duplicate'
  | 'covered'
  | 'special_use'
  | 'allow_list'
  | 'own_address'
  | 'gateway'
  | 'resolver'
  | 'signed_in';

export interface Drop {
  readonly reason: DropReason;
  readonly count: number;
  /** The first few, in printable characters and cut to a readable length. */
  readonly samples: readonly string[];
}

const mostSamples = 5;

export function createDropCounter() {
  const counts = new Map<DropReason, number>();
  const samples = new Map<DropReason, string[]>();

  return {
    /** @param sample is called for the first few only */
    drop(reason: DropReason, sample: () => string): void {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      const kept = samples.get(reason) ?? [];
      if (kept.length < mostSamples) samples.set(reason, [...kept, sample()]);
    },

    count(reason: DropReason, count: number): void {
      if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count);
    },

    drops(): Drop[] {
      return [...counts].map(([reason, count]) => ({ reason, count, samples: samples.get(reason) ?? [] }));
    },
  };
}
