import { z } from 'zod';
import type { EventStreams } from '../../http/event-stream.ts';
import type { HttpServer } from '../../http/server.ts';
import { sessionToken } from '../../http/session-cookie.ts';

export interface LiveRoutesOptions {
  readonly streams: EventStreams;
  /** The state of now: what a browser that has just connected must know before anything happens. */
  readonly greeting: () => Promise<{ name: string; data: unknown }[]>;
  readonly isSessionOpen: (token: string) => boolean;
}

export function registerLiveRoutes(
  server: HttpServer,
  { streams, greeting, isSessionOpen }: LiveRoutesOptions,
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
      streams.open(reply, {
        lastEventId: headerOf(request.headers['last-event-id']) ?? request.query.lastEventId,
        greeting: await greeting(),
        isAllowed: () => isSessionOpen(token),
      });
      return reply;
    },
  );
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
