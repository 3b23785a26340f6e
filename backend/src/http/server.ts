/** The interface's HTTP server without any feature: safety headers, CORS, cookies, API document. */
import { isIP } from 'node:net';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { registerApiDocument } from './api-document.ts';
import { createBareServer, type HttpServer } from './bare-server.ts';
import { checkOrigin } from './origin-check.ts';

export type { HttpServer };

export async function createHttpServer(config: Config, log: Logger, version: string): Promise<HttpServer> {
  const server = createBareServer(config, log);
  await server.register(cookie);
  await server.register(helmet, helmetOptions(config));
  if (config.corsAllowedOrigins.length > 0) await server.register(cors, corsOptions(config));
  await registerApiDocument(server, config, version);

  const allowedOrigins = new Set(config.corsAllowedOrigins);
  server.addHook('onRequest', async (request) => checkOrigin(request, allowedOrigins));
  return server;
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
