/**
 * Fetches a list from a server that nobody vouches for: it may lie, stall, lead elsewhere or never end.
 * There are no cookies, no proxy and no connection that outlives its request.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Attempt, attemptFetch, type FetchTask } from './fetch-attempt.ts';
import { ListError } from './list-error.ts';
import { parseListUrl } from './list-url.ts';
import { PassingError, pauseAfter } from './retry.ts';

export interface FetchTimings {
  /** For everything: all attempts and the pauses between them. */
  readonly totalMs: number;
  /** How long a server may be silent, from the first question to its name server on. */
  readonly idleMs: number;
  /** Attempts after the first one. */
  readonly retries: number;
  /** The longest pause after the first attempt; doubled with each further one. */
  readonly backOffMs: number;
  readonly longestBackOffMs: number;
}

export interface FetchOptions extends FetchTask {
  readonly url: string;
  readonly signal: AbortSignal;
  /** Another attempt starts: what was handed over before is void. */
  readonly onRestart: () => void;
  readonly timings?: Partial<FetchTimings>;
}

export type Fetched =
  | Extract<Attempt, { status: 'not_modified' }>
  | (Extract<Attempt, { status: 'fetched' }> & { readonly attempts: number });

const defaultTimings: FetchTimings = {
  totalMs: 10 * 60_000,
  idleMs: 30_000,
  retries: 4,
  backOffMs: 1_000,
  longestBackOffMs: 30_000,
};

/**
 * Fetches a list, unless it is unchanged. Network errors, silence, 429 and 5xx are tried again.
 * @throws ListError, the signal's reason, or what `onChunk` threw
 */
export async function fetchList(options: FetchOptions): Promise<Fetched> {
  const timings = { ...defaultTimings, ...options.timings };
  const url = parseListUrl(options.url);
  const deadline = AbortSignal.timeout(timings.totalMs);
  try {
    return await fetchUntil(AbortSignal.any([options.signal, deadline]), url, options, timings);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new ListError(
      'fetch_timed_out',
      `${url.host} did not deliver the list within ${timings.totalMs / 1_000} s.`,
    );
  }
}

async function fetchUntil(
  until: AbortSignal,
  url: URL,
  options: FetchOptions,
  timings: FetchTimings,
): Promise<Fetched> {
  const endsAt = performance.now() + timings.totalMs;
  for (let attempts = 1; ; attempts++) {
    try {
      const attempt = await attemptFetch(url, options, until, timings.idleMs);
      return attempt.status === 'fetched' ? { ...attempt, attempts } : attempt;
    } catch (error) {
      if (!(error instanceof PassingError) || attempts > timings.retries) throw error;
      const pauseMs = pauseAfter(attempts, error.retryAfterMs, timings);
      if (performance.now() + pauseMs >= endsAt) throw error;
      await pause(pauseMs, undefined, { signal: until });
      options.onRestart();
    }
  }
}
