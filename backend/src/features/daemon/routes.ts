import type { HttpServer } from '../../http/server.ts';
import type { Daemon } from './daemon.ts';
import {
  healthySchema,
  liveSchema,
  readySchema,
  type SchedulerReadiness,
  serverSchema,
  unhealthySchema,
} from './schema.ts';

const tags = ['daemon'];

/** Asked by container engines and orchestrators, without a login. */
export function registerHealthRoutes(
  server: HttpServer,
  daemon: Daemon,
  scheduler: () => SchedulerReadiness,
): void {
  server.get(
    '/health',
    {
      schema: {
        tags: ['health'],
        summary: 'Are BanGUI and fail2ban well?',
        response: { 200: healthySchema, 503: unhealthySchema },
      },
    },
    async (_request, reply) => {
      if (await daemon.isOnline()) return { status: 'ok' as const, fail2ban: 'online' as const };
      return reply.code(503).send({ status: 'unavailable', fail2ban: 'offline' });
    },
  );

  server.get(
    '/health/live',
    {
      schema: {
        tags: ['health'],
        summary: 'Does this process serve requests? (fail2ban is not asked)',
        response: { 200: liveSchema },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  server.get(
    '/health/ready',
    {
      schema: {
        tags: ['health'],
        summary: 'Can this instance do its work, fail2ban included, and does it run the jobs?',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const isReady = await daemon.isOnline();
      const status = isReady ? 'ok' : 'unavailable';
      return reply.code(isReady ? 200 : 503).send({ status, scheduler: scheduler() });
    },
  );
}

export function registerDaemonRoutes(server: HttpServer, daemon: Daemon): void {
  server.get(
    '/server',
    { schema: { tags, summary: 'fail2ban’s state and BanGUI’s own', response: { 200: serverSchema } } },
    async () => daemon.state(),
  );
}
