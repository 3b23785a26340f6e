/** Serves the built interface: hashed assets for a year, every other path as the one page that routes itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Config } from '../config.ts';
import { handleNotFound } from './error-handler.ts';
import type { HttpServer } from './server.ts';

export async function registerInterface(
  server: HttpServer,
  { basePath }: Config,
  distDir: string,
): Promise<boolean> {
  const indexPath = join(distDir, 'index.html');
  if (!existsSync(indexPath)) return false;
  const index = readFileSync(indexPath, 'utf8').replace('<base href="/"', `<base href="${basePath}"`);

  await server.register(fastifyStatic, {
    root: distDir,
    prefix: basePath,
    index: false,
    wildcard: false,
    setHeaders(reply, path) {
      const isHashed = path.includes(`${distDir}/assets/`);
      reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = path.startsWith(basePath) || `${path}/` === basePath;
    const isApi = path.startsWith(`${basePath}api/`) || path.startsWith(`${basePath}assets/`);
    if (!['GET', 'HEAD'].includes(request.method) || !isPage || isApi) return handleNotFound(request, reply);
    return reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(index);
  });
  return true;
}
