import { z } from 'zod';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { AllowList } from './allow-list.ts';
import {
  allowListEntrySchema,
  allowListItemSchema,
  allowListRequestSchema,
  allowListSchema,
} from './schema.ts';

const tags = ['allow-list'];

export function registerAllowListRoutes(server: HttpServer, allowList: AllowList): void {
  server.get(
    '/allow-list',
    { schema: { tags, summary: 'Who is never banned, and why', response: { 200: allowListSchema } } },
    async () => ({ items: allowList.list() }),
  );

  server.post(
    '/allow-list',
    {
      schema: {
        tags,
        summary: 'Allow an address or a network for good',
        body: allowListRequestSchema,
        response: { 201: allowListItemSchema, '4xx': problemSchema },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await allowList.add(request.body, request.session.username)),
  );

  server.delete(
    '/allow-list',
    {
      schema: {
        tags,
        summary: 'Take an entry off the allow-list',
        querystring: allowListEntrySchema,
        response: { 204: z.undefined(), '4xx': problemSchema },
      },
    },
    async (request, reply) => {
      await allowList.remove(request.query.address, request.query.jail ?? null, request.session.username);
      return reply.code(204).send();
    },
  );
}
