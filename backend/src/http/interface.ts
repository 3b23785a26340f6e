/** Serves the built interface: hashed assets for a year, every other path as the one page that routes itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { handleNotFound } from './error-handler.ts';
import type { HttpServer } from './server.ts';

/**
 * @param distDir the interface as Vite built it; where it is missing, BanGUI serves its API alone
 * @returns whether there is an interface
 */
export async function registerInterface(
  server: HttpServer,
  { basePath }: Config,
  distDir: string,
): Promise<boolean> {
  const indexPath = join(distDir, 'index.html');
  if (!existsSync(indexPath)) {
    server.setNotFoundHandler(handleNotFound);
    return false;
  }
  const index = readFileSync(indexPath, 'utf8').replace('<base href="/"', `<base href="${basePath}"`);
  await server.register(fastifyStatic, {
    root: distDir,
    prefix: basePath,
    index: false,
    wildcard: false,
    preCompressed: true,
    globIgnore: ['index.html'],
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(distDir, 'assets'));
      reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    if (!isPage(request, basePath)) return handleNotFound(request, reply);
    return reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(index);
  });
  return true;
}

/** Whatever is no file and not the API is a page, which the interface itself knows or not. */
function isPage({ method, url }: FastifyRequest, basePath: string): boolean {
  const path = url.split('?')[0] ?? '';
  const isOurs = path.startsWith(basePath) || `${path}/` === basePath;
  const isFile = ['api/', 'assets/', 'metrics/'].some((folder) => `${path}/`.startsWith(basePath + folder));
  return (method === 'GET' || method === 'HEAD') && isOurs && !isFile;
}
