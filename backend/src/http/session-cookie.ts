/** The cookie that carries a session, and the hook that asks for it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { problemSchema } from './problem-document.ts';
import type { HttpServer } from './server.ts';

const sessionCookieName = 'bangui_session';

interface Session {
  readonly username: string;
  readonly expiresAt: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for a session. */
    session: Session;
  }
}

export type FindSession = (token: string) => Promise<Session | null>;

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookieName];
}

export function setSessionCookie(
  reply: FastifyReply,
  config: Config,
  token: string,
  expiresAt: number,
): void {
  reply.setCookie(sessionCookieName, token, {
    ...cookieOptions(config),
    expires: new Date(expiresAt * 1000),
  });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(sessionCookieName, cookieOptions(config));
}

/** @throws {Problem} not_authenticated */
export async function requireSession(request: FastifyRequest, find: FindSession): Promise<Session> {
  const token = sessionToken(request);
  const session = token === undefined ? null : await find(token);
  if (session === null)
    throw new Problem('not_authenticated', 'There is no session, or it has ended. Sign in.');
  return session;
}

/** Asks for a session on every route that is registered afterwards, and says so in the API document. */
export function protectRoutes(server: HttpServer, find: FindSession): void {
  server.addHook('onRoute', (route) => {
    const response = { '4xx': problemSchema, ...(route.schema?.response ?? {}) };
    route.schema = { ...route.schema, response, security: [{ session: [] }] };
  });
  server.addHook('onRequest', async (request) => {
    request.session = await requireSession(request, find);
  });
}

function cookieOptions({ basePath, cookieSecure }: Config) {
  return { path: basePath, httpOnly: true, secure: cookieSecure, sameSite: 'lax' } as const;
}
