/** What is wanted of one file of the log, and what was found in it. */
import type { Matches } from './log-filter.ts';
import type { LogRecord } from './log-record.ts';

export interface Want {
  readonly matches: Matches;
  /** Whether nothing that is written before this record can match. */
  readonly isTooOld: (record: LogRecord) => boolean;
  readonly limit: number;
  /** Of an uncompressed file; a compressed one can only be read from its beginning. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** `full`: as many as wanted; `paused`: read as much as allowed; `over`: nothing older can match; `all`: read to its beginning. */
export type PartEnd = 'full' | 'paused' | 'over' | 'all';

export interface Part {
  /** The newest first. */
  readonly records: readonly LogRecord[];
  readonly end: PartEnd;
  /** Everything from here on has been looked at. */
  readonly position: number;
  /** When the oldest record was written that has been looked at, in Unix milliseconds. */
  readonly searchedToMs: number | null;
  /** How much was read. */
  readonly bytes: number;
  readonly problem: 'damaged' | 'too_large' | null;
}

/** Looks at records, the newest first, until it has what is wanted. */
export function createSearch({ matches, isTooOld, limit }: Want) {
  const found: LogRecord[] = [];
  let oldest: LogRecord | null = null;
  let end: PartEnd = 'all';

  function look(record: LogRecord): boolean {
    oldest = record;
    if (isTooOld(record)) end = 'over';
    else if (matches(record)) found.push(record);
    if (found.length === limit) end = 'full';
    return end === 'all';
  }

  return {
    /** @returns whether to go on */
    lookAt: (records: readonly LogRecord[]): boolean => records.every(look),
    /** Stops for the sake of a quick answer, but never where it began. @returns whether it has stopped */
    pause(): boolean {
      if (oldest !== null) end = 'paused';
      return oldest !== null;
    },
    part: (bytes: number): Part => ({
      records: found,
      end,
      position: end === 'all' ? 0 : (oldest?.offset ?? 0),
      searchedToMs: oldest?.line?.atMs ?? null,
      bytes,
      problem: null,
    }),
  };
}
