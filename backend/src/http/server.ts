/** The HTTP server without any feature: safety headers, CORS, cookies, errors, request log, API document. */
import { isIP } from 'node:net';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { registerApiDocument } from './api-document.ts';
import { clientAddress } from './client-address.ts';
import { trackConnections } from './connections.ts';
import { handleError } from './error-handler.ts';
import { checkOrigin } from './origin-check.ts';

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

export async function createHttpServer(config: Config, log: Logger, version: string): Promise<HttpServer> {
  const server: HttpServer = fastify({
    // Fastify's own chatter has no event names; warnings and errors are welcome.
    loggerInstance: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
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

  await server.register(cookie);
  await server.register(helmet, helmetOptions(config));
  if (config.corsAllowedOrigins.length > 0) await server.register(cors, corsOptions(config));
  await registerApiDocument(server, config, version);

  const allowedOrigins = new Set(config.corsAllowedOrigins);
  server.addHook('onRequest', async (request) => checkOrigin(request, allowedOrigins));
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

function corsOptions(config: Config) {
  return {
    origin: [...config.corsAllowedOrigins],
    credentials: true,
    methods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowedHeaders: ['Content-Type', 'Last-Event-ID'],
    exposedHeaders: ['Retry-After'],
    maxAge: 600,
  };
}

/** Styles may be inline because the interface's component library sets them at run time; scripts never. */
function helmetOptions(config: Config) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where TLS is meant to be in front: on plain HTTP browsers ignore it, and localhost must stay reachable.
    strictTransportSecurity: config.cookieSecure ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: isSecureHost(config.host) ? { policy: 'same-origin' as const } : false,
    crossOriginResourcePolicy: { policy: 'same-site' as const },
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
  };
}

/** Browsers honour the opener policy on trustworthy origins only and complain in the console elsewhere. */
function isSecureHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
