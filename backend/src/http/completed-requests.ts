/** Requests as they are counted: by the patterns of routes, so that nobody can make up new kinds by new URLs. */
import type { FastifyRequest } from 'fastify';
import type { HttpServer } from './server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer goes on until the reader has enough: it neither completes nor takes long. */
    isEndless?: boolean;
  }
}

export interface CompletedRequest {
  readonly method: string;
  /** Such as `/api/v1/jails/:jail`, without the base path; `other` for the interface's files and pages, and for nothing. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Has to be called before the routes are added. Of endless answers nothing is heard. */
export function observeRequests(
  server: HttpServer,
  basePath: string,
  observer: (request: CompletedRequest) => void,
): void {
  server.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.isEndless === true) return;
    observer({
      method: request.method,
      route: routeOf(request, basePath),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
}

function routeOf({ routeOptions }: FastifyRequest, basePath: string): string {
  const path = routeOptions.url?.slice(basePath.length - 1) ?? '';
  return /^\/(api|feed|metrics)\b/.test(path) ? path : 'other';
}
