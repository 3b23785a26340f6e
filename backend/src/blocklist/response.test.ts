import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { isPublicTarget } from '../network/target-guard.ts';
import { openResponse } from './response.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** @returns the port */
async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const serveList = () => serve((_request, response) => response.end('192.0.2.1\n'));

type Options = Partial<Parameters<typeof openResponse>[1]>;

const open = (url: string, options: Options = {}) =>
  openResponse(new URL(url), {
    headers: {},
    signal: new AbortController().signal,
    resolve: async () => ['127.0.0.1'],
    isAllowed: () => true,
    onActivity: () => {},
    ...options,
  });

const refused = (message: string) =>
  expect.objectContaining({ code: 'fetch_refused', message: expect.stringContaining(message) });

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://%31%32%37.0.0.1/',
  'http://127。0。0。1/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/latest/meta-data/',
])('%s is not connected to, and no name server is asked about it', async (url) => {
  const isAsked = () => expect.unreachable('the name server was asked');
  await expect(open(url, { isAllowed: isPublicTarget, resolve: isAsked })).rejects.toThrow(
    refused('is no public address'),
  );
});

test('a name for a private address is not connected to, and the refusal says where it leads', async () => {
  const resolve = async () => ['10.0.0.7', 'fd00::7'];
  await expect(open('http://lists.example.com/', { resolve, isAllowed: isPublicTarget })).rejects.toThrow(
    refused('lists.example.com is at 10.0.0.7, fd00::7, which is no public address'),
  );
});

test("localhost by the system's own names is not connected to", async () => {
  const resolve = async () => ['127.0.0.1', '::1'];
  await expect(open('http://localhost/', { resolve, isAllowed: isPublicTarget })).rejects.toThrow(
    refused('localhost is at 127.0.0.1'),
  );
});

test('of several addresses only allowed ones are connected to', async () => {
  const port = await serveList();
  const { response } = await open(`http://lists.example.com:${port}/`, {
    resolve: async () => ['127.0.0.3', '::1', '127.0.0.1'],
    isAllowed: (address) => address === '127.0.0.1',
  });
  expect(response.socket.remoteAddress).toBe('127.0.0.1');
  expect(await text(response)).toBe('192.0.2.1\n');
});

test('a name that changes its address after the check leads nowhere else', async () => {
  const port = await serveList();
  let questions = 0;
  const { response } = await open(`http://lists.example.com:${port}/`, {
    resolve: async () => [questions++ === 0 ? '127.0.0.1' : '127.0.0.2'],
  });
  expect(response.socket.remoteAddress).toBe('127.0.0.1');
  expect(questions).toBe(1);
});

test('an address that does not answer is no reason to give up on the next', async () => {
  const port = await serveList();
  const { response } = await open(`http://lists.example.com:${port}/`, {
    resolve: async () => ['127.0.0.2', '127.0.0.1'],
  });
  expect(response.socket.remoteAddress).toBe('127.0.0.1');
});

test.each([301, 302, 303, 307, 308])('a redirect with %i is followed', async (status) => {
  const port = await serve((request, response) => {
    if (request.url === '/list') response.end('192.0.2.1\n');
    else response.writeHead(status, { location: '/list' }).end('moved');
  });
  const { response, url } = await open(`http://lists.example.com:${port}/`);
  expect(url.href).toBe(`http://lists.example.com:${port}/list`);
  expect(await text(response)).toBe('192.0.2.1\n');
});

test('a redirect to an address that is not allowed is not followed', async () => {
  let isAsked = false;
  const target = await serve((_request, response) => {
    isAsked = true;
    response.end();
  });
  const port = await serve((_request, response) =>
    response.writeHead(302, { location: `http://metadata.example.com:${target}/` }).end(),
  );
  const resolve = async (hostname: string) => [hostname.startsWith('metadata') ? '127.0.0.2' : '127.0.0.1'];
  const isAllowed = (address: string) => address === '127.0.0.1';
  await expect(open(`http://lists.example.com:${port}/`, { resolve, isAllowed })).rejects.toThrow(
    refused('metadata.example.com is at 127.0.0.2'),
  );
  await expect(
    open(`http://lists.example.com:${port}/`, { resolve: async () => ['127.0.0.1'], isAllowed }),
  ).resolves.toBeDefined();
  expect(isAsked).toBe(true);
});

test('five redirects are followed, a sixth is not', async () => {
  const port = await serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('192.0.2.1\n');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  const { url } = await open(`http://lists.example.com:${port}/5`);
  expect(url.pathname).toBe('/0');
  await expect(open(`http://lists.example.com:${port}/6`)).rejects.toThrow(
    expect.objectContaining({ code: 'too_many_redirects' }),
  );
});

test('no cookie and no referrer is sent, not even after a redirect', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/list') response.end(JSON.stringify(request.headers));
    else response.writeHead(302, { location: '/list', 'set-cookie': 'who=you' }).end();
  });
  const { response } = await open(`http://lists.example.com:${port}/`, {
    headers: { 'user-agent': 'BanGUI' },
  });
  expect(JSON.parse(await text(response))).toEqual({
    'user-agent': 'BanGUI',
    host: `lists.example.com:${port}`,
    connection: 'close',
  });
});

test.each([204, 206, 300, 304, 400, 401, 403, 404, 410])('an answer %i is no list', async (status) => {
  const port = await serve((_request, response) => response.writeHead(status).end());
  const failure = await open(`http://lists.example.com:${port}/`).catch((error) => error);
  expect(failure).toMatchObject({ code: 'http_status', message: expect.stringContaining(`${status} `) });
  expect(failure).not.toHaveProperty('retryAfterMs');
});

test.each([429, 500, 502, 503, 504])('after an answer %i another attempt is worth while', async (status) => {
  const port = await serve((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end());
  await expect(open(`http://lists.example.com:${port}/`)).rejects.toMatchObject({
    code: 'http_status',
    retryAfterMs: 7_000,
  });
});

test.each([
  ['ENOTFOUND', 'There is no host lists.example.com'],
  ['EAI_AGAIN', 'the name server does not answer'],
])('a name without an address (%s) is told in a sentence', async (code, message) => {
  const resolve = async () => {
    throw Object.assign(new Error(code), { code });
  };
  await expect(open('http://lists.example.com/', { resolve })).rejects.toThrow(
    expect.objectContaining({ code: 'fetch_failed', message: expect.stringContaining(message) }),
  );
});

test('a name server that never answers can be given up on', async () => {
  const controller = new AbortController();
  const resolve = () => {
    controller.abort(new Error('enough'));
    return new Promise<never>(() => {});
  };
  await expect(open('http://lists.example.com/', { resolve, signal: controller.signal })).rejects.toThrow(
    'enough',
  );
});
