import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** Serves lists on the loopback interface as their publishers do: with an ETag, and 304 where nothing has changed. */
export interface ListServer {
  readonly url: string;
  /** What `path` gives from now on. */
  put(path: string, lines: Buffer | string): void;
  close(): Promise<void>;
}

/** @param port 0 for any that is free */
export async function startListServer(port = 0): Promise<ListServer> {
  const lists = new Map<string, { body: Buffer; etag: string }>();
  const server = createServer((request, response) => {
    const list = lists.get(request.url ?? '');
    if (list === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === list.etag) response.writeHead(304).end();
    else {
      response.writeHead(200, {
        'Content-Type': 'text/plain',
        'Content-Length': list.body.length,
        ETag: list.etag,
      });
      response.end(list.body);
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}`,
    put(path, lines) {
      const body = Buffer.from(lines as string);
      lists.set(path, { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` });
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
