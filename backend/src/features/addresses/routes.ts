import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Addresses } from './addresses.ts';
import {
  addressPageSchema,
  addressParamsSchema,
  addressSearchQuerySchema,
  addressSearchSchema,
  reverseNameSchema,
} from './schema.ts';

const tags = ['addresses'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };

export function registerAddressRoutes(server: HttpServer, addresses: Addresses): void {
  server.get(
    '/addresses',
    {
      schema: {
        tags,
        summary: 'Known addresses that begin like this',
        querystring: addressSearchQuerySchema,
        response: { 200: addressSearchSchema, ...problems },
      },
    },
    async (request) => addresses.search(request.query.q, request.query.limit),
  );

  server.get(
    '/addresses/:address',
    {
      schema: {
        tags,
        summary: 'Everything about one address or network',
        params: addressParamsSchema,
        response: { 200: addressPageSchema, ...problems },
      },
    },
    async (request) => addresses.page(request.params.address),
  );

  server.get(
    '/addresses/:address/name',
    {
      schema: {
        tags,
        summary: 'The name that an address has in the DNS',
        description: 'Asks this machine’s name server, at most for two seconds.',
        params: addressParamsSchema,
        response: { 200: reverseNameSchema, ...problems },
      },
    },
    async (request) => addresses.reverseName(request.params.address),
  );
}
