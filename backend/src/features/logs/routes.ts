import { z } from 'zod';
import { type EventStreams, lastEventId } from '../../http/event-stream.ts';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import { sessionToken } from '../../http/session-cookie.ts';
import type { Logs } from './logs.ts';
import { logFollowQuerySchema, logListSchema, logPageSchema, logQuerySchema } from './schema.ts';

export interface LogRoutesOptions {
  readonly logs: Logs;
  readonly streams: EventStreams;
  readonly isSessionOpen: (token: string) => boolean;
}

const tags = ['logs'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };

export function registerLogRoutes(
  server: HttpServer,
  { logs, streams, isSessionOpen }: LogRoutesOptions,
): void {
  server.get(
    '/logs',
    {
      schema: {
        tags,
        summary: 'Which logs there are: that of fail2ban, and those that its jails watch',
        response: { 200: logListSchema, ...problems },
      },
    },
    () => logs.list(),
  );

  server.get(
    '/logs/fail2ban',
    {
      schema: {
        tags,
        summary: 'fail2ban’s own log, the newest lines first, through rotated files',
        querystring: logQuerySchema,
        response: { 200: logPageSchema, ...problems },
      },
    },
    async (request, reply) => {
      const leaving = new AbortController();
      reply.raw.once('close', () => leaving.abort());
      return logs.read(request.query, leaving.signal);
    },
  );

  server.get(
    '/logs/fail2ban/follow',
    {
      // A HEAD request would hold an endless answer open.
      exposeHeadRoute: false,
      config: { isEndless: true },
      schema: {
        tags,
        summary: 'What fail2ban writes to its log, as server-sent events',
        description:
          'Events: `lines` with `items` in the order of the log, `problem` when the log cannot be read and with `null` when it can again, `reset` where the lines since `Last-Event-ID` have to be read as pages, and `alive` when nothing else is said.',
        querystring: logFollowQuerySchema,
        response: { 200: z.string().describe('text/event-stream'), ...problems },
      },
    },
    async (request, reply) => {
      const token = sessionToken(request) ?? '';
      const follow = await logs.follow(request.query, lastEventId(request, request.query));
      streams.open(reply, {
        isAllowed: () => isSessionOpen(token),
        begin(tell) {
          const leaving = new AbortController();
          follow(tell, leaving.signal).catch((error: unknown) => {
            request.log.warn({ event: 'log_follow_failed', err: error }, 'Following fail2ban’s log failed');
            reply.raw.end();
          });
          return () => leaving.abort();
        },
      });
      return reply;
    },
  );
}
