import { z } from 'zod';
import { type EventStreams, lastEventId } from '../../http/event-stream.ts';
import { type LiveEvents, tellLiveEvents } from '../../http/live-events.ts';
import type { HttpServer } from '../../http/server.ts';
import { sessionToken } from '../../http/session-cookie.ts';

export interface LiveRoutesOptions {
  readonly events: LiveEvents;
  readonly streams: EventStreams;
  /** The state of now: what a browser that has just connected must know before anything happens. */
  readonly greeting: () => Promise<{ name: string; data: unknown }[]>;
  readonly isSessionOpen: (token: string) => boolean;
}

export function registerLiveRoutes(
  server: HttpServer,
  { events, streams, greeting, isSessionOpen }: LiveRoutesOptions,
): void {
  server.get(
    '/events',
    {
      // A HEAD request would hold an endless answer open.
      exposeHeadRoute: false,
      config: { isEndless: true },
      schema: {
        tags: ['live'],
        summary: 'What happens, as server-sent events',
        description:
          'Events: `server`, `jails`, `ban`, `unban`, `allow_list`, `blocklist_run`, `blocklists`, `scheduler`, `history` when the archive has grown, `alive` when nothing else is said, and `reset` where missed events are gone for good. Resumes after `Last-Event-ID`.',
        querystring: z.object({ lastEventId: z.string().max(100).optional() }),
        response: { 200: z.string().describe('text/event-stream') },
      },
    },
    async (request, reply) => {
      const token = sessionToken(request) ?? '';
      const seen = lastEventId(request, request.query);
      const now = await greeting();
      streams.open(reply, {
        isAllowed: () => isSessionOpen(token),
        begin: (tell) => tellLiveEvents(events, seen, now, tell),
      });
      return reply;
    },
  );
}
