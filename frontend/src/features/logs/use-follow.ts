import { useEffect, useState } from 'react';
import type { LogFilter, LogLine } from '../../api/types';
import { openEventStream } from '../../live/event-stream';

/** More than a reader has missed; the log is then opened anew. */
const mostArrivals = 3_000;

export interface Arrivals {
  lines: readonly LogLine[];
  /** So many that what came after them was left out. */
  isFull: boolean;
  /** The server cannot read the log now. */
  isAbsent: boolean;
}

const none: Arrivals = { lines: [], isFull: false, isAbsent: false };

export interface FollowOptions {
  filter: LogFilter;
  /** The end of what is shown; null where there was no log yet, undefined while nobody knows. */
  newest: string | null | undefined;
  isFollowed: boolean;
  /** What is shown does not lead to what is written now any more. */
  onReset: () => void;
}

/** What has been written since the log was opened. */
export function useFollow({ filter, newest, isFollowed, onReset }: FollowOptions): Arrivals {
  const [arrived, setArrived] = useState({ since: newest, ...none });
  const question = JSON.stringify(filter);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another function to call is no reason to connect anew
  useEffect(() => {
    if (!isFollowed || newest === undefined) return;
    setArrived({ since: newest, ...none });
    const stream = openEventStream(
      {
        path: '/api/v1/logs/fail2ban/follow',
        query: JSON.parse(question),
        ...(newest !== null && { lastEventId: newest }),
      },
      ['lines', 'problem', 'reset'],
      {
        onOpen() {},
        onLost() {},
        onRefused() {},
        onEvent(name, data) {
          const news = JSON.parse(data);
          if (name === 'reset') onReset();
          if (name === 'problem') setArrived((before) => ({ ...before, isAbsent: news !== null }));
          if (name === 'lines') setArrived((before) => ({ ...before, ...withLines(before, news.items) }));
        },
      },
    );
    return () => stream.close();
  }, [question, newest, isFollowed]);

  return arrived.since === newest ? arrived : none;
}

function withLines(before: Arrivals, items: readonly LogLine[]): Pick<Arrivals, 'lines' | 'isFull'> {
  const lines = [...before.lines, ...items];
  return { lines: lines.slice(0, mostArrivals), isFull: lines.length > mostArrivals };
}
