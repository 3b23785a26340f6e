import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import { repairRequestSchema, repairResultsSchema, truthCheckSchema } from './schema.ts';
import type { TruthCheck } from './truth-check.ts';

const tags = ['truth check'];
const checkResponse = { 200: truthCheckSchema, '4xx': problemSchema, '5xx': problemSchema };

export function registerTruthCheckRoutes(server: HttpServer, truthCheck: TruthCheck): void {
  server.get(
    '/truth-check',
    {
      schema: {
        tags,
        summary: 'Whether the kernel held what fail2ban calls banned, when last looked at',
        response: checkResponse,
      },
    },
    async () => truthCheck.state(),
  );

  server.post(
    '/truth-check',
    { schema: { tags, summary: 'Look now; answers when that is done', response: checkResponse } },
    async () => truthCheck.check(),
  );

  server.post(
    '/truth-check/repair',
    {
      schema: {
        tags,
        summary: 'Put missing bans of a jail into the kernel again, and look',
        body: repairRequestSchema,
        response: { 200: repairResultsSchema, '4xx': problemSchema, '5xx': problemSchema },
      },
    },
    async (request) => truthCheck.repair(request.body, request.session.username),
  );
}
