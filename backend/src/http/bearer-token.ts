import type { FastifyRequest } from 'fastify';

/** The token of `Authorization: Bearer TOKEN` (RFC 6750, section 2.1), at most 200 characters long. */
export function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^Bearer (\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
}
