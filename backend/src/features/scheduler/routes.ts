import type { HttpServer } from '../../http/server.ts';
import type { Scheduler } from './scheduler.ts';
import { schedulerSchema } from './schema.ts';

export function registerSchedulerRoutes(server: HttpServer, scheduler: Scheduler): void {
  server.get(
    '/scheduler',
    {
      schema: {
        tags: ['scheduler'],
        summary: 'Who holds the scheduler lock, and when jobs run',
        response: { 200: schedulerSchema },
      },
    },
    () => scheduler.state(),
  );
}
