import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Jails } from './jails.ts';
import { jailDetailSchema, jailListSchema, jailParamsSchema, thresholdChangeSchema } from './schema.ts';

const tags = ['jails'];
const detailResponse = { 200: jailDetailSchema, '4xx': problemSchema, '5xx': problemSchema };

export function registerJailRoutes(server: HttpServer, jails: Jails): void {
  server.get(
    '/jails',
    { schema: { tags, summary: 'All jails, running and configured', response: { 200: jailListSchema } } },
    async () => ({ items: jails.list() }),
  );

  server.get(
    '/jails/:jail',
    {
      schema: {
        tags,
        summary: 'Everything about one jail',
        params: jailParamsSchema,
        response: detailResponse,
      },
    },
    async (request) => jails.detail(request.params.jail),
  );

  server.patch(
    '/jails/:jail',
    {
      schema: {
        tags,
        summary: 'Change thresholds of the running jail',
        params: jailParamsSchema,
        body: thresholdChangeSchema,
        response: detailResponse,
      },
    },
    async (request) => jails.changeThresholds(request.params.jail, request.body),
  );

  server.post(
    '/jails/:jail/start',
    { schema: { tags, summary: 'Start a stopped jail', params: jailParamsSchema, response: detailResponse } },
    async (request) => jails.start(request.params.jail),
  );

  server.post(
    '/jails/:jail/stop',
    { schema: { tags, summary: 'Stop a running jail', params: jailParamsSchema, response: detailResponse } },
    async (request) => jails.stop(request.params.jail),
  );

  server.post(
    '/jails/:jail/reload',
    {
      schema: {
        tags,
        summary: 'Read a jail’s files anew',
        params: jailParamsSchema,
        response: detailResponse,
      },
    },
    async (request) => jails.reload(request.params.jail),
  );

  server.post(
    '/manual-jail',
    {
      schema: {
        tags,
        summary: 'Create the jail that takes bans by hand',
        response: { 201: jailDetailSchema, '4xx': problemSchema, '5xx': problemSchema },
      },
    },
    async (_request, reply) => reply.code(201).send(await jails.createManualJail()),
  );
}
