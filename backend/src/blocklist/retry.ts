import { ListError, type ListErrorCode } from './list-error.ts';

/** A failure that may pass by itself, so that another attempt is worth while. */
export class PassingError extends ListError {
  /** What the server asks for; null when it asks for nothing. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ListErrorCode,
    message: string,
    { retryAfterMs = null, ...options }: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    super(code, message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface BackOff {
  /** The longest pause after the first attempt; it doubles with each further one. */
  readonly backOffMs: number;
  readonly longestBackOffMs: number;
}

/**
 * How long to wait after an attempt, in ms: by chance between nothing and a bound that doubles ("full jitter", so that
 * many instances do not come back in step), on top of what the server asks for.
 * @param attempt counted from 1
 */
export function pauseAfter(attempt: number, retryAfterMs: number | null, timings: BackOff): number {
  const bound = Math.min(timings.backOffMs * 2 ** (attempt - 1), timings.longestBackOffMs);
  return (retryAfterMs ?? 0) + Math.random() * bound;
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads Retry-After (RFC 9110, 10.2.3): seconds, or a date in the form that servers have to send.
 * @returns ms from now, 0 for the past; null for anything else
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
