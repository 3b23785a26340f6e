import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openResponse } from './response.ts';

const host = 'lists.example.com';
const trusted = getCACertificates('default');
let answer: RequestListener;
let certificate: string;
let port: number;
let server: ReturnType<typeof createServer>;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bangui-https-'));
  const [keyPath, certificatePath] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const request = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=${host}`;
  const subject = ['-addext', `subjectAltName=DNS:${host}`, '-keyout', keyPath, '-out', certificatePath];
  execFileSync('openssl', [...request.split(' '), ...subject], { stdio: 'ignore' });
  certificate = readFileSync(certificatePath, 'utf8');
  server = createServer({ key: readFileSync(keyPath), cert: certificate }, (...both) => answer(...both));
  rmSync(directory, { recursive: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

beforeEach(() => {
  setDefaultCACertificates([...trusted, certificate]);
  answer = (_request, response) => response.end('192.0.2.1\n');
});

afterAll(() => {
  setDefaultCACertificates(trusted);
  server.closeAllConnections();
  server.close();
});

const open = (url: string) =>
  openResponse(new URL(url), {
    headers: {},
    signal: new AbortController().signal,
    resolve: async () => ['127.0.0.1'],
    isAllowed: () => true,
    onActivity: () => {},
  });

test('a list is fetched by https from the address that was checked, with the certificate of its name', async () => {
  const { response } = await open(`https://${host}:${port}/`);
  expect(await text(response)).toBe('192.0.2.1\n');
});

test.each([
  ['nobody vouches for', () => setDefaultCACertificates(trusted), host],
  ['is of another name', () => {}, 'other.example.com'],
])('a certificate that %s is refused, and another attempt is no use', async (_what, prepare, name) => {
  prepare();
  const failure = await open(`https://${name}:${port}/`).catch((error) => error);
  expect(failure).toMatchObject({ code: 'fetch_failed', message: expect.stringContaining('no certificate') });
  expect(failure).not.toHaveProperty('retryAfterMs');
});

test('a redirect from https to http is refused', async () => {
  answer = (_request, response) => response.writeHead(301, { location: `http://${host}/` }).end();
  await expect(open(`https://${host}:${port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    message: expect.stringContaining('from https to http'),
  });
});

test('https where only http is spoken is told in a sentence', async () => {
  const plain = createPlainServer().listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const failure = open(`https://${host}:${(plain.address() as AddressInfo).port}/`);
  await expect(failure).rejects.toMatchObject({
    code: 'fetch_failed',
    message: expect.stringContaining('does not speak as its URL promises'),
  });
  plain.close();
});
