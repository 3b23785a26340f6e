import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { createHttpServer, type HttpServer } from './server.ts';

let server: HttpServer;
let url: URL;
let answer: PromiseWithResolvers<string>;
let isAsked = false;

beforeEach(async () => {
  answer = Promise.withResolvers();
  isAsked = false;
  server = await createHttpServer(readConfig({}), createLogger('fatal'), '0.0.0');
  server.get('/slow', async () => {
    isAsked = true;
    return answer.promise;
  });
  url = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
});

afterEach(() => server.close());

async function connection(words = ''): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  socket.write(words);
  return socket;
}

async function closeWithin(milliseconds: number): Promise<void> {
  const started = performance.now();
  await server.close();
  expect(performance.now() - started).toBeLessThan(milliseconds);
}

test.each([
  ['that nobody has used yet', ''],
  ['with half a request', 'GET /slow HT'],
  ['that is kept alive after its answer', 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n'],
])('a stopping server does not wait for a connection %s', async (_what, words) => {
  const socket = await connection(words);
  if (words.endsWith('\n')) await once(socket, 'data');
  await closeWithin(1_000);
});

test('a running request gets its whole answer, and then the server is closed', async () => {
  const socket = await connection('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
  await eventually('the request', async () => isAsked);
  const closed = closeWithin(5_000);
  const heard = text(socket);
  answer.resolve('x'.repeat(1_000_000));
  expect(await heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect((await heard).endsWith(`\r\n${'x'.repeat(1_000_000)}`)).toBe(true);
  await closed;
});
