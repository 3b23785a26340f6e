import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { clientAddress } from '../../http/client-address.ts';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import {
  clearSessionCookie,
  requireSession,
  sessionToken,
  setSessionCookie,
} from '../../http/session-cookie.ts';
import { loginSchema, sessionSchema, setupSchema, setupStateSchema } from './schema.ts';
import type { Sessions, Visitor } from './sessions.ts';

const tags = ['sessions'];

export function registerSessionRoutes(server: HttpServer, sessions: Sessions, config: Config): void {
  server.get(
    '/setup',
    { schema: { tags, summary: 'Is the first account still missing?', response: { 200: setupStateSchema } } },
    async () => ({ required: await sessions.isSetupRequired(), cookieSecure: config.cookieSecure }),
  );

  server.post(
    '/setup',
    {
      schema: {
        tags,
        summary: 'Create the first account with the one-time token, and sign in',
        body: setupSchema,
        response: { 201: sessionSchema, '4xx': problemSchema },
      },
    },
    async (request, reply) => {
      const { token, username, password } = request.body;
      const session = await sessions.setUp(token, username, password, visitorOf(request));
      setSessionCookie(reply, config, session.token, session.expiresAt);
      return reply.code(201).send({ username: session.username, expiresAt: session.expiresAt });
    },
  );

  server.post(
    '/auth/login',
    {
      schema: {
        tags,
        summary: 'Sign in',
        body: loginSchema,
        response: { 200: sessionSchema, '4xx': problemSchema },
      },
    },
    async (request, reply) => {
      const session = await sessions.login(request.body.username, request.body.password, visitorOf(request));
      setSessionCookie(reply, config, session.token, session.expiresAt);
      return { username: session.username, expiresAt: session.expiresAt };
    },
  );

  server.post(
    '/auth/logout',
    {
      schema: {
        tags,
        summary: 'Sign out; without a session nothing happens',
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const token = sessionToken(request);
      if (token !== undefined) await sessions.logout(token);
      clearSessionCookie(reply, config);
      return reply.code(204).send();
    },
  );

  server.get(
    '/auth/session',
    {
      schema: {
        tags,
        summary: 'Who is signed in',
        security: [{ session: [] }],
        response: { 200: sessionSchema, '4xx': problemSchema },
      },
    },
    async (request) => {
      const { username, expiresAt } = await requireSession(request, sessions.find);
      return { username, expiresAt };
    },
  );
}

function visitorOf(request: FastifyRequest): Visitor {
  return { address: clientAddress(request), userAgent: request.headers['user-agent'] ?? '' };
}
