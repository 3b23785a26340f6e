import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { registerInterface } from './interface.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'bangui-interface-'));
const page = '<!doctype html><head><base href="/" /></head>';

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), 'start()');
  writeFileSync(join(folder, 'assets', 'app-1a2b3c.js.br'), brotliCompressSync('start()'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function serve(basePath: string, from = folder): Promise<{ server: HttpServer; isServed: boolean }> {
  const config = readConfig({ BANGUI_BASE_PATH: basePath });
  const server = await createHttpServer(config, createLogger('fatal'), '0.0.0');
  return { server, isServed: await registerInterface(server, config, from) };
}

describe.each(['/', '/bangui/'])('the built interface under %s', (basePath) => {
  let server: HttpServer;

  beforeAll(async () => {
    ({ server } = await serve(basePath));
  });

  afterAll(() => server.close());

  const get = (path: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
    server.inject({ method, url: basePath + path });

  test.each(['', 'bans', 'jails/sshd-ddos.v2', 'setup?token=abc', 'index.html'])(
    'the page "%s" is the one page, told where it lives',
    async (path) => {
      const answer = await get(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.body).toBe(page.replace('href="/"', `href="${basePath}"`));
      expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    },
  );

  test('an asset goes out compressed to whoever takes that, and as it is to others', async () => {
    const url = `${basePath}assets/app-1a2b3c.js`;
    const packed = await server.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe('start()');
    const plain = await server.inject({ url });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body).toBe('start()');
  });

  test('a hashed file may be kept for ever, any other is asked for again', async () => {
    const script = await get('assets/app-1a2b3c.js');
    expect(script.body).toBe('start()');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  test.each(['api', 'api/', 'api/v1/nowhere', 'assets/missing.js', 'assets'])(
    'nothing at %s is an error, not a page',
    async (path) => {
      const answer = await get(path);
      expect(answer.statusCode).toBe(404);
      expect(answer.json().code).toBe('not_found');
    },
  );

  test('a page takes no posts, and its folder cannot be left', async () => {
    expect((await get('bans', 'POST')).statusCode).toBe(404);
    expect((await get('../config.ts')).body).not.toContain('readConfig');
    expect((await get('%2e%2e/%2e%2e/etc/passwd')).body).not.toContain('root:');
  });
});

test('the base path without its last slash is the page too, and outside of it there is nothing', async () => {
  const { server } = await serve('/bangui/');
  expect((await server.inject('/bangui')).statusCode).toBe(200);
  for (const path of ['/', '/banguix', '/bans']) {
    expect((await server.inject(path)).statusCode, path).toBe(404);
  }
  await server.close();
});

test('without a built interface the API serves on', async () => {
  const { server, isServed } = await serve('/', join(folder, 'missing'));
  expect(isServed).toBe(false);
  expect((await server.inject('/')).json()).toMatchObject({ status: 404, code: 'not_found' });
  await server.close();
});
