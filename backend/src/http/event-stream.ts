/** One server-sent event stream to one browser. */
import type { FastifyReply, FastifyRequest } from 'fastify';

const defaultHeartbeatMilliseconds = 15_000;
/** A browser that reads slower than this many bytes behind is cut off; it comes back and resumes. */
const backlogBytes = 4 * 1024 * 1024;

export interface StreamedEvent {
  /** Where a browser that has heard this resumes; without one nobody resumes from it. */
  readonly id?: string;
  readonly name: string;
  readonly data: unknown;
}

export interface EventStream {
  readonly isAllowed: () => boolean;
  /** Begins to tell; the function that it returns ends that, once the browser has gone. */
  readonly begin: (tell: (event: StreamedEvent) => void) => () => void;
}

export interface EventStreams {
  /**
   * Answers with a stream that ends when the browser goes, when the server stops, or before the next event or
   * heartbeat once `isAllowed` turns false.
   */
  open(reply: FastifyReply, stream: EventStream): void;
  /** Ends the streams for which `isAllowed` has turned false, now. */
  closeForbidden(): void;
  /** How many are open. */
  count(): number;
  closeAll(): void;
}

export function createEventStreams(heartbeatMilliseconds = defaultHeartbeatMilliseconds): EventStreams {
  const open = new Set<{ readonly isAllowed: () => boolean; readonly close: () => void }>();

  return {
    open(reply, { isAllowed, begin }) {
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
      const end = begin((event) => write(formatEvent(event)));
      const beating = setInterval(() => write(heartbeat), heartbeatMilliseconds);
      const stream = { isAllowed, close: () => response.end() };
      open.add(stream);
      response.on('close', () => {
        clearInterval(beating);
        end();
        open.delete(stream);
      });
    },
    closeForbidden() {
      for (const { isAllowed, close } of open) if (!isAllowed()) close();
    },
    count: () => open.size,
    closeAll() {
      for (const { close } of open) close();
    },
  };
}

/** What a browser resumes from: its own header, or the address of a page that was loaded anew. */
export function lastEventId(
  request: FastifyRequest,
  query: { lastEventId?: string | undefined },
): string | undefined {
  const header = request.headers['last-event-id'];
  return (Array.isArray(header) ? header[0] : header) ?? query.lastEventId;
}

/** An event and not a comment, so that a page can tell silence from an end; without an id, as nobody resumes from it. */
const heartbeat = formatEvent({ name: 'alive', data: {} });

function formatEvent({ id, name, data }: StreamedEvent): string {
  const resume = id === undefined ? '' : `id: ${id}\n`;
  return `${resume}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
