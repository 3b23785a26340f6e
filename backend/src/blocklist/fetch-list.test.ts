import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { type FetchOptions, fetchList } from './fetch-list.ts';
import { ListError } from './list-error.ts';

const list = '192.0.2.1\n198.51.100.0/24\n';
const servers: (Server | TcpServer)[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

/** @returns the URL */
async function listen(server: Server | TcpServer): Promise<string> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const serve = (answer: RequestListener) => listen(createServer(answer));

/** Answers the requests one after the other, the last answer for all that follow. */
function inTurn(...answers: ((response: ServerResponse) => void)[]): RequestListener {
  let requests = 0;
  return (_request, response) => answers[Math.min(requests++, answers.length - 1)]?.(response);
}

/** Fetches with quick timings, and gathers what was handed over. */
function start(url: string, options: Partial<FetchOptions> = {}) {
  const seen = { text: '', restarts: 0, progress: [] as unknown[] };
  const { timings, ...others } = options;
  const fetched = fetchList({
    url,
    etag: null,
    lastModified: null,
    maxBytes: 1_000_000,
    allowPrivate: true,
    userAgent: 'BanGUI',
    signal: new AbortController().signal,
    onChunk: (chunk) => {
      seen.text += Buffer.from(chunk).toString('latin1');
    },
    onRestart: () => {
      seen.text = '';
      seen.restarts += 1;
    },
    onProgress: (progress) => seen.progress.push(progress),
    timings: { idleMs: 5_000, backOffMs: 1, ...timings },
    ...others,
  });
  return { fetched, seen };
}

const failing = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

test('a list is fetched, with what is needed to ask for changes only', async () => {
  const etag = '"one"';
  const lastModified = 'Tue, 24 Nov 2026 00:00:00 GMT';
  const url = await serve((_request, response) =>
    response.writeHead(200, { etag, 'last-modified': lastModified, 'content-length': list.length }).end(list),
  );
  const { fetched, seen } = start(url);
  expect(await fetched).toEqual({
    status: 'fetched',
    etag,
    lastModified,
    receivedBytes: list.length,
    finalUrl: url,
    attempts: 1,
  });
  expect(seen).toEqual({
    text: list,
    restarts: 0,
    progress: [{ receivedBytes: list.length, totalBytes: list.length }],
  });
});

test('a list that has not changed is not sent again', async () => {
  const url = await serve((request, response) => {
    const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
    response.writeHead(etag === '"one"' && since === 'then' ? 304 : 200).end();
  });
  const { fetched, seen } = start(url, { etag: '"one"', lastModified: 'then' });
  expect(await fetched).toEqual({ status: 'not_modified' });
  expect(seen.text).toBe('');
});

test('a compressed list counts as received, and is handed over as it is', async () => {
  const packed = gzipSync(list.repeat(100));
  const url = await serve((request, response) => {
    const encoding = request.headers['accept-encoding'];
    response.writeHead(200, { 'content-encoding': encoding }).end(packed);
  });
  const { fetched, seen } = start(url);
  expect(await fetched).toMatchObject({ receivedBytes: packed.length });
  expect(seen.text).toBe(list.repeat(100));
});

test('a list that promises to be too large is refused before its first byte', async () => {
  const url = await serve((_request, response) =>
    response.writeHead(200, { 'content-length': 1_000_001 }).write('1'),
  );
  const { fetched, seen } = start(url);
  await expect(fetched).rejects.toThrow(failing('too_large', '1,000,000 bytes'));
  expect(seen.progress).toEqual([]);
});

test('an endless list ends at its cap, and no queue grows before that', async () => {
  const chunk = Buffer.alloc(64 * 1024, '192.0.2.1\n');
  let sent = 0;
  const url = await serve((_request, response) => {
    const endless = new Readable({
      read() {
        sent += chunk.length;
        this.push(chunk);
      },
    });
    endless.pipe(response);
  });
  const maxBytes = 256 * 1024 * 1024;
  let taken = 0;
  let mostWaiting = 0;
  const onChunk = (bytes: Uint8Array) => {
    taken += bytes.length;
    mostWaiting = Math.max(mostWaiting, sent - taken);
  };
  await expect(start(url, { maxBytes, onChunk }).fetched).rejects.toThrow(failing('too_large'));
  expect(taken).toBeGreaterThan(maxBytes - chunk.length * 2);
  expect(mostWaiting).toBeLessThan(16 * 1024 * 1024);
});

test('what the reader throws ends the fetch unchanged, at once and without another attempt', async () => {
  let requests = 0;
  const closed = Promise.withResolvers<void>();
  const url = await serve((_request, response) => {
    requests += 1;
    response.on('close', closed.resolve);
    response.write(gzipSync(list.repeat(1_000)).subarray(0, -8));
  });
  const error = new TypeError('not a list');
  const { fetched, seen } = start(url, {
    onChunk: () => {
      throw error;
    },
  });
  await expect(fetched).rejects.toBe(error);
  await closed.promise;
  expect({ requests, restarts: seen.restarts }).toEqual({ requests: 1, restarts: 0 });
});

test('a list that breaks off is fetched anew, and nothing of the first attempt counts', async () => {
  const breakOff = (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': list.length });
    response.write(list.slice(0, 12), () => setImmediate(() => response.destroy()));
  };
  const url = await serve(inTurn(breakOff, breakOff, (response) => response.end(list)));
  const { fetched, seen } = start(url);
  expect(await fetched).toMatchObject({ status: 'fetched', attempts: 3 });
  expect(seen).toMatchObject({ text: list, restarts: 2 });
});

test.each([429, 500, 503])('after %i the list is asked for again', async (status) => {
  const url = await serve(
    inTurn(
      (response) => response.writeHead(status, { 'retry-after': '0' }).end('<html>'),
      (response) => response.end(list),
    ),
  );
  const { fetched, seen } = start(url);
  expect(await fetched).toMatchObject({ attempts: 2 });
  expect(seen.text).toBe(list);
});

test.each([
  ['404', (response: ServerResponse) => response.writeHead(404).end(), 'http_status'],
  ['a zip file', (response: ServerResponse) => response.end('PK\x03\x04\0\0'), 'unsupported_compression'],
  [
    'damaged gzip',
    (response: ServerResponse) => response.end(Buffer.from([0x1f, 0x8b, 8, 63])),
    'damaged_compression',
  ],
  ['too much', (response: ServerResponse) => response.end('x'.repeat(1_000_001)), 'too_large'],
  [
    'a redirect to a file',
    (response: ServerResponse) => response.writeHead(302, { location: 'file:///' }).end(),
    'fetch_refused',
  ],
])('after %s there is no other attempt', async (_what, answer, code) => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    answer(response);
  });
  await expect(start(url).fetched).rejects.toThrow(failing(code));
  expect(requests).toBe(1);
});

test('attempts come to an end', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    response.writeHead(503).end();
  });
  await expect(start(url, { timings: { retries: 3 } }).fetched).rejects.toThrow(
    failing('http_status', '503'),
  );
  expect(requests).toBe(4);
});

test('a server that asks for more patience than there is time is not waited for', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    response.writeHead(429, { 'retry-after': '601' }).end();
  });
  await expect(start(url).fetched).rejects.toThrow(failing('http_status', '429'));
  expect(requests).toBe(1);
});

test.each([
  ['before its answer', createTcpServer(() => {})],
  ['in the middle of a line', createServer((_request, response) => response.writeHead(200).write('192.0'))],
  [
    'in the middle of compressed data',
    createServer((_request, response) => response.write(gzipSync(list).subarray(0, 20))),
  ],
  [
    'after an answer of another protocol',
    createTcpServer((socket) => socket.write('HTTP/1.1 101 x\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')),
  ],
])('a server that falls silent is given up: %s', async (_when, server) => {
  const url = await listen(server);
  const { fetched, seen } = start(url, { timings: { idleMs: 50, retries: 1 } });
  await expect(fetched).rejects.toThrow(failing('fetch_timed_out', 'sent nothing for 0.05 s'));
  expect(seen.restarts).toBe(1);
});

test('a name server that never answers is given up', async () => {
  const resolve = () => new Promise<never>(() => {});
  const { fetched } = start('http://lists.example.com/', { resolve, timings: { idleMs: 50, retries: 0 } });
  await expect(fetched).rejects.toThrow(failing('fetch_timed_out'));
});

test('a list that trickles for ever ends at the total deadline, without another attempt', async () => {
  let requests = 0;
  const url = await serve((_request, response) => {
    requests += 1;
    const trickle = setInterval(() => response.write('1'), 5);
    response.on('close', () => clearInterval(trickle));
  });
  const { fetched } = start(url, { timings: { totalMs: 1_000 } });
  await expect(fetched).rejects.toThrow(failing('fetch_timed_out', 'within 1 s'));
  expect(requests).toBe(1);
});

test.each([
  ['while the list arrives', (response: ServerResponse) => response.write('1'.repeat(100))],
  ['while nothing arrives', () => {}],
  [
    'during the pause before another attempt',
    (response: ServerResponse) => response.writeHead(503, { 'retry-after': '100' }).end(),
  ],
])('a fetch can be cancelled %s, and its connection is closed', async (_when, answer) => {
  const asked = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const url = await serve((_request, response) => {
    response.on('close', closed.resolve);
    answer(response);
    asked.resolve();
  });
  const controller = new AbortController();
  const reason = new Error('cancelled by somebody');
  const { fetched } = start(url, { signal: controller.signal });
  await asked.promise;
  controller.abort(reason);
  await expect(fetched).rejects.toBe(reason);
  await closed.promise;
});

test('a fetch that was cancelled before it began asks nobody', async () => {
  const signal = AbortSignal.abort(new Error('cancelled by somebody'));
  const resolve = () => expect.unreachable('the name server was asked');
  await expect(start('http://lists.example.com/', { signal, resolve }).fetched).rejects.toThrow('cancelled');
});

test.each([
  ['refuses the connection', undefined],
  ['broke off the connection', createTcpServer((socket) => socket.resetAndDestroy())],
  ['does not speak as its URL promises', createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_10\r\n'))],
])('a server that %s is told in a sentence', async (message, server) => {
  const url = server === undefined ? await closedUrl() : await listen(server);
  const { fetched } = start(url, { timings: { retries: 0 } });
  await expect(fetched).rejects.toThrow(failing('fetch_failed', message));
});

async function closedUrl(): Promise<string> {
  const server = createTcpServer();
  const url = await listen(server);
  server.close();
  await once(server, 'close');
  return url;
}

test('a private address is no target unless it is allowed', async () => {
  const url = await serve((_request, response) => response.end(list));
  await expect(start(url, { allowPrivate: false }).fetched).rejects.toThrow(failing('fetch_refused'));
  await expect(start(url).fetched).resolves.toMatchObject({ status: 'fetched' });
});

test('a URL that is none is refused', async () => {
  await expect(start('lists.example.com').fetched).rejects.toBeInstanceOf(ListError);
});
