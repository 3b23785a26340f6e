import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { type CompletedRequest, observeRequests } from './completed-requests.ts';
import { createHttpServer, type HttpServer } from './server.ts';

let server: HttpServer;
let completed: CompletedRequest[];

beforeEach(async () => {
  completed = [];
  server = await createHttpServer(readConfig({}), createLogger('fatal'), '0.0.0');
  observeRequests(server, '/bangui/', (request) => completed.push(request));
  server.get('/bangui/api/things/:thing', async () => 'a thing');
  server.get('/bangui/assets/index-Bx3.js', async () => 'a file');
  server.get('/bangui/api/stream', { config: { isEndless: true } }, async (_request, reply) => {
    reply.hijack().raw.end('the end of what has none');
    return reply;
  });
});

afterEach(() => server.close());

test('a request is known by its method, the pattern of its route, its status and its time', async () => {
  await server.inject('/bangui/api/things/1?secret=2');
  expect(completed).toEqual([
    { method: 'GET', route: '/api/things/:thing', status: 200, seconds: expect.any(Number) },
  ]);
});

test.each(['/bangui/assets/index-Bx3.js', '/bangui/api/nothing', '/api/things/1', '/'])(
  '%s is none of our routes',
  async (url) => {
    await server.inject(url);
    expect(completed.map(({ route }) => route)).toEqual(['other']);
  },
);

test('an endless answer does not complete', async () => {
  expect((await server.inject('/bangui/api/stream')).statusCode).toBe(200);
  await server.inject('/bangui/api/things/1');
  expect(completed.map(({ route }) => route)).toEqual(['/api/things/:thing']);
});
