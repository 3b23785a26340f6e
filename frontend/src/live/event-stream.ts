import { baseUrl } from '../api/base';

export interface EventStreamListener {
  /** `isResumed`: what came in between, while there was no connection, follows. */
  onOpen(isResumed: boolean): void;
  /** The connection is gone; the browser, or this stream, tries again. */
  onLost(): void;
  /** The server does not let us in now. */
  onRefused(): void;
  onEvent(name: string, data: string): void;
}

export interface EventSourceAddress {
  /** Below the server's base. */
  path: string;
  query?: Record<string, string>;
  /** What has been seen before the first connection. */
  lastEventId?: string;
}

export interface EventStream {
  close(): void;
}

/** The server says something at least every 15 seconds. */
const longestSilenceMs = 40_000;
const watchMs = 5_000;
const longestPauseMs = 15_000;

/**
 * The server's events, also after a break of any length: an `EventSource` alone does not notice that its computer was
 * asleep and the other side has long gone. It resumes after the last event that was heard.
 */
export function openEventStream(
  { path, query, lastEventId = '' }: EventSourceAddress,
  names: readonly string[],
  listener: EventStreamListener,
): EventStream {
  let source: EventSource | undefined;
  let seen = lastEventId;
  let heardAt = Date.now();
  let refusals = 0;
  let hasBeenOpen = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function hear(event: MessageEvent<string>): void {
    heardAt = Date.now();
    if (event.lastEventId !== '') seen = event.lastEventId;
  }

  function connect(): void {
    const question = String(new URLSearchParams({ ...query, ...(seen !== '' && { lastEventId: seen }) }));
    heardAt = Date.now();
    source = new EventSource(`${baseUrl}${path}${question && `?${question}`}`);
    source.onopen = () => {
      heardAt = Date.now();
      refusals = 0;
      listener.onOpen(hasBeenOpen);
      hasBeenOpen = true;
    };
    source.onerror = () => {
      listener.onLost();
      // While CONNECTING the browser tries again by itself; CLOSED means that the server refused.
      if (source?.readyState === EventSource.CLOSED) refused();
    };
    source.addEventListener('alive', hear);
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        hear(event);
        listener.onEvent(name, event.data);
      });
    }
  }

  function disconnect(): void {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  }

  function refused(): void {
    disconnect();
    refusals += 1;
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** refusals) * (0.75 + Math.random() / 2);
    retry = setTimeout(connect, pauseMs);
    listener.onRefused();
  }

  function reconnectAfterSilence(): void {
    if (source === undefined || Date.now() - heardAt < longestSilenceMs) return;
    disconnect();
    listener.onLost();
    connect();
  }

  connect();
  const watch = setInterval(reconnectAfterSilence, watchMs);
  // Timers of a hidden page may be a minute late.
  document.addEventListener('visibilitychange', reconnectAfterSilence);
  return {
    close() {
      clearInterval(watch);
      document.removeEventListener('visibilitychange', reconnectAfterSilence);
      disconnect();
    },
  };
}
