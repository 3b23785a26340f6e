import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../http/client-address.ts';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Bans, Requester } from './bans.ts';
import {
  banPageSchema,
  banQuerySchema,
  banRequestSchema,
  banResultsSchema,
  evidenceQuerySchema,
  evidenceSchema,
  releaseRequestSchema,
  releaseResultsSchema,
} from './schema.ts';

const tags = ['bans'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };

export function registerBanRoutes(server: HttpServer, bans: Bans): void {
  server.get(
    '/bans',
    {
      schema: {
        tags,
        summary: 'Who is banned now: searched, sorted, paged',
        querystring: banQuerySchema,
        response: { 200: banPageSchema, '4xx': problemSchema },
      },
    },
    async (request) => bans.list(request.query),
  );

  server.get(
    '/bans/evidence',
    {
      schema: {
        tags,
        summary: 'The log lines that led to a ban',
        querystring: evidenceQuerySchema,
        response: { 200: evidenceSchema, '4xx': problemSchema },
      },
    },
    async (request) => bans.evidence(request.query.jail, request.query.address),
  );

  server.post(
    '/bans',
    {
      schema: {
        tags,
        summary: 'Ban addresses and networks',
        description:
          'Refused with 409 `ban_would_lock_out` for addresses that could lock somebody out, unless confirmed.',
        body: banRequestSchema,
        response: { 200: banResultsSchema, ...problems },
      },
    },
    async (request) => ({ results: await bans.ban(request.body, requesterOf(request)) }),
  );

  server.post(
    '/bans/release',
    {
      schema: {
        tags,
        summary: 'Release addresses, or every ban of a jail',
        body: releaseRequestSchema,
        response: { 200: releaseResultsSchema, ...problems },
      },
    },
    async (request) => ({ results: await bans.release(request.body, requesterOf(request)) }),
  );
}

function requesterOf(request: FastifyRequest): Requester {
  return { username: request.session.username, address: clientAddress(request) };
}
