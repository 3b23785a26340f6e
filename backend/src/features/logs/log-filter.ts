/** Which records of the log are asked for. */
import { type LineLevel, lineLevels } from '../../fail2ban/log-line.ts';
import { type Address, contains } from '../../network/address.ts';
import { findAddresses } from '../../network/find-addresses.ts';
import type { LogRecord } from './log-record.ts';

export interface LogFilter {
  /** This one and the more severe; a line without a level is none of them. */
  readonly level: LineLevel | null;
  readonly jail: string | null;
  /** An address, or a network and everything in it. */
  readonly address: Address | null;
  /** What the record contains; capitals do not matter. */
  readonly text: string | null;
  /** Unix seconds, inclusive; lines without a time count as within any range. */
  readonly from: number | null;
  /** Unix seconds, exclusive. */
  readonly to: number | null;
}

export type Matches = (record: LogRecord) => boolean;

export function createMatcher(filter: LogFilter): Matches {
  const leastLevel = filter.level === null ? -1 : lineLevels.indexOf(filter.level);
  const text = filter.text?.toLowerCase() ?? '';
  const { jail, address } = filter;

  function isInRange({ line }: LogRecord): boolean {
    const at = line?.atMs ?? null;
    if (at === null) return true;
    return at >= (filter.from ?? 0) * 1_000 && at < (filter.to ?? Number.POSITIVE_INFINITY) * 1_000;
  }

  function hasLevel({ line }: LogRecord): boolean {
    return leastLevel < 0 || (line !== null && lineLevels.indexOf(line.level) >= leastLevel);
  }

  function names({ text: first, details }: LogRecord, wanted: Address): boolean {
    return [first, ...details].some((part) => findAddresses(part).some((found) => contains(wanted, found)));
  }

  function says({ text: first, details }: LogRecord): boolean {
    return [first, ...details].some((part) => part.toLowerCase().includes(text));
  }

  return (record) =>
    hasLevel(record) &&
    (jail === null || record.line?.jail === jail) &&
    isInRange(record) &&
    (text === '' || says(record)) &&
    (address === null || names(record, address));
}
