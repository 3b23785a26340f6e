import type { LogFilter, LogLevel } from '../../api/types';
import { type RangeSearch, readRangeSearch } from '../../components/time-range/time-range';

/** What the address bar says about fail2ban's log. */
export type LogSearch = RangeSearch &
  LogFilters & {
    /** `no`: what is written now does not appear by itself. */
    follow?: 'no';
  };

export interface LogFilters {
  /** This one and the more severe. */
  level?: LogLevel;
  jail?: string;
  address?: string;
  text?: string;
}

/** From the least to the most severe, of those that one looks for. */
export const levels = [
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
] as const satisfies LogLevel[];

/** How many characters the server takes. */
export const longest = { address: 64, jail: 200, text: 200 };

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readLogSearch(search: Record<string, unknown>): LogSearch {
  const level = levels.find((each) => each === search.level);
  const jail = textIn(search, 'jail');
  const address = textIn(search, 'address');
  const text = textIn(search, 'text');
  return {
    ...readRangeSearch(search),
    ...(level && { level }),
    ...(jail && { jail }),
    ...(address && { address }),
    ...(text && { text }),
    ...(search.follow === 'no' && { follow: 'no' as const }),
  };
}

export function filterOf({ level, jail, address, text }: LogSearch): LogFilter {
  return {
    ...(level && { level }),
    ...(jail && { jail }),
    ...(address && { address }),
    ...(text && { text }),
  };
}

export function isFiltered(search: LogSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** Sets or, with an empty value, removes one filter. */
export function withFilter<Name extends keyof LogFilters>(
  search: LogSearch,
  name: Name,
  value: LogFilters[Name] | null | '',
): LogSearch {
  const { [name]: _before, ...rest } = search;
  const isEmpty = value === null || value === undefined || value === '';
  return (isEmpty ? rest : { ...rest, [name]: value }) as LogSearch;
}

/** The same time, for every line. */
export function withoutFilters({ level, jail, address, text, ...rest }: LogSearch): LogSearch {
  return rest;
}

export function withFollow({ follow: _before, ...rest }: LogSearch, isFollowed: boolean): LogSearch {
  return isFollowed ? rest : { ...rest, follow: 'no' };
}

function textIn(search: Record<string, unknown>, name: keyof typeof longest): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value.length <= longest[name] ? value : undefined;
}
