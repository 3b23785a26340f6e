/** One server-sent event stream to one browser. */
import type { FastifyReply } from 'fastify';
import type { LiveEvent, LiveEvents } from './live-events.ts';

const defaultHeartbeatMilliseconds = 15_000;
/** A browser that reads slower than this many bytes behind is cut off; it comes back and resumes. */
const backlogBytes = 4 * 1024 * 1024;

export interface EventStream {
  /** What the browser has seen already; undefined at its first connection. */
  readonly lastEventId: string | undefined;
  /** The state of now, sent after the missed events. */
  readonly greeting: readonly Omit<LiveEvent, 'id'>[];
  readonly isAllowed: () => boolean;
}

export interface EventStreams {
  /**
   * Answers with a stream that ends when the browser goes, when the server stops, or before the next event or
   * heartbeat once `isAllowed` turns false.
   */
  open(reply: FastifyReply, stream: EventStream): void;
  /** How many are open. */
  count(): number;
  closeAll(): void;
}

export function createEventStreams(
  events: LiveEvents,
  heartbeatMilliseconds = defaultHeartbeatMilliseconds,
): EventStreams {
  const closers = new Set<() => void>();

  return {
    open(reply, { lastEventId, greeting, isAllowed }) {
      const response = reply.hijack().raw;
      response.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const write = (text: string) => {
        // It stays open after its end until the browser has read everything; a write would bring the process down.
        if (response.writableEnded || response.destroyed) return;
        if (!isAllowed()) response.end();
        else if (response.writableLength > backlogBytes) response.destroy();
        else response.write(text);
      };
      write('retry: 2000\n\n');
      const unsubscribe = events.subscribe(lastEventId, ({ id, name, data }) =>
        write(formatEvent(id, name, data)),
      );
      for (const { name, data } of greeting) write(formatEvent(events.newestId(), name, data));
      const beating = setInterval(() => write(heartbeat), heartbeatMilliseconds);
      const close = () => response.end();
      closers.add(close);
      response.on('close', () => {
        clearInterval(beating);
        unsubscribe();
        closers.delete(close);
      });
    },
    count: () => closers.size,
    closeAll() {
      for (const close of closers) close();
    },
  };
}

/** An event and not a comment, so that a page can tell silence from an end; without an id, as nobody resumes from it. */
const heartbeat = 'event: alive\ndata: {}\n\n';

function formatEvent(id: string, name: string, data: unknown): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
