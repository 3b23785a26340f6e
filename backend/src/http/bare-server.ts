/** An HTTP server with what every one of ours needs: readable errors, limits, a request log, an end without waiting. */
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { clientAddress } from './client-address.ts';
import { trackConnections } from './connections.ts';
import { handleError } from './error-handler.ts';

export type HttpServer = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  Logger,
  ZodTypeProvider
>;

/** A thousand addresses with their networks fit well; uploads of lists get their own limit on their own route. */
const bodyLimitBytes = 256 * 1024;

/** For a request to arrive whole; Fastify alone would wait for ever. The answer may take as long as it takes. */
const requestTimeoutMilliseconds = 30_000;

export function createBareServer({ trustedProxies }: Config, log: Logger): HttpServer {
  const server: HttpServer = fastify({
    // Fastify's own chatter has no event names; warnings and errors are welcome.
    loggerInstance: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMilliseconds,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: handleError,
  }).withTypeProvider<ZodTypeProvider>();

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(handleError);

  const endConnections = trackConnections(server.server);
  server.addHook('preClose', async () => endConnections());
  server.addHook('onResponse', async (request, reply) =>
    logRequest(log, request, reply.statusCode, reply.elapsedTime),
  );
  return server;
}

/** A readable request log without query strings: a query can carry the set-up token. */
function logRequest(log: Logger, request: FastifyRequest, status: number, milliseconds: number): void {
  const line = {
    event: 'request_completed',
    reqId: request.id,
    method: request.method,
    path: request.url.split('?')[0],
    status,
    milliseconds: Math.round(milliseconds * 10) / 10,
    address: clientAddress(request),
  };
  if (request.method === 'GET' && status < 400) log.debug(line);
  else log.info(line);
}
