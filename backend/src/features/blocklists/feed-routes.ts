import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bearerToken } from '../../http/bearer-token.ts';
import { clientAddress } from '../../http/client-address.ts';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Feed } from './feed.ts';

const fileNames = [
  'blocklist.txt',
  'blocklist.cidr',
  'blocklist-v4.txt',
  'blocklist-v4.cidr',
  'blocklist-v6.txt',
  'blocklist-v6.cidr',
] as const;

const parametersSchema = z.object({ file: z.enum(fileNames) });
const querySchema = z.object({
  token: z.string().max(200).optional(),
  bans: z.enum(['0', '1']).optional().describe('1 adds what fail2ban bans now, 0 leaves it out'),
});

/** Read by other firewalls: without a session, by a token or from a known network. */
export function registerFeedRoutes(server: HttpServer, feed: Feed): void {
  server.get(
    '/feed/:file',
    {
      schema: {
        tags: ['feed'],
        summary: 'The compiled blocklist, one entry a line',
        description:
          'Addresses stand alone in `.txt` and with their prefix length in `.cidr`; `-v4` and `-v6` hold one family.',
        params: parametersSchema,
        querystring: querySchema,
        response: {
          200: z.string().describe('text/plain'),
          304: z.undefined().describe('As If-None-Match says'),
          '4xx': problemSchema,
        },
      },
    },
    async (request, reply) => {
      const { token, bans } = request.query;
      const { etag, lines } = await feed.read({
        ...readFileName(request.params.file),
        includeBans: bans === undefined ? undefined : bans === '1',
        token: bearerToken(request) ?? token,
        clientAddress: clientAddress(request),
      });
      reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' });
      if (isKnown(request, etag)) return reply.code(304).send();
      reply.type('text/plain; charset=utf-8');
      // An empty text would be told as a length of 0.
      if (request.method === 'HEAD') return reply.send(asText(Readable.from([])));
      const body = Readable.from(await lines());
      if (!acceptsGzip(request)) return reply.send(asText(body));
      reply.header('Content-Encoding', 'gzip');
      return reply.send(asText(body.pipe(createGzip({ level: 1 }))));
    },
  );
}

/** Fastify sends a stream as it comes; the schema knows only what arrives. */
function asText(stream: Readable): string {
  return stream as unknown as string;
}

function readFileName(file: (typeof fileNames)[number]) {
  const [, family, form] = /^blocklist(?:-v([46]))?\.(txt|cidr)$/.exec(file) ?? [];
  return {
    form: form === 'cidr' ? ('cidr' as const) : ('txt' as const),
    family: family === undefined ? undefined : family === '4' ? (4 as const) : (6 as const),
  };
}

/** A proxy that packs the answer makes a weak tag of ours. */
function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'] ?? '';
  return known.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

function acceptsGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(String(headers['accept-encoding'] ?? ''));
}
