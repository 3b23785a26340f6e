/** One measured promise. Every goal is an upper bound. */
export interface Figure {
  metric: string;
  value: number;
  unit: string;
  /** Null where a figure is told for information only. */
  goal: number | null;
}

export type Record = (figure: Figure) => void;

/** A bench module exports this as `measure`. */
export type Measure = (record: Record) => Promise<void>;

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least this share of all values does not exceed (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing.');
  return value;
}
