/**
 * Cross-site request forgery guard: a browser names the page's origin on every request that changes something;
 * only our own origin and the configured ones may. Programs without an Origin header (curl, scripts) carry no
 * ambient cookies and pass.
 */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function checkOrigin(request: FastifyRequest, allowedOrigins: ReadonlySet<string>): void {
  if (safeMethods.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined && request.headers['sec-fetch-site'] !== 'cross-site') return;
  if (origin !== undefined && (isOwnOrigin(origin, request) || allowedOrigins.has(origin))) return;
  throw new Problem(
    'origin_not_allowed',
    `A page of ${origin ?? 'another site'} tried to change something. If it is your interface, add its origin to BANGUI_CORS_ALLOWED_ORIGINS; behind a proxy, name the proxy in BANGUI_TRUSTED_PROXIES and let it pass the Host header.`,
  );
}

/**
 * The scheme is left aside: behind a proxy that ends TLS and is not declared as trusted, BanGUI sees http while the
 * browser says https, and a page of the same host under the other scheme is no stranger.
 */
function isOwnOrigin(origin: string, request: FastifyRequest): boolean {
  return URL.canParse(origin) && new URL(origin).host === withoutDefaultPort(request.host);
}

function withoutDefaultPort(host: string): string {
  return host.replace(/:(80|443)$/, '').toLowerCase();
}
