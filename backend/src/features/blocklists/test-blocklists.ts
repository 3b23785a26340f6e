/** For the tests: a signed-in person's view of the blocklists, and a web server that answers as a test wants. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Answer, Bangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import type { Enforcement, RunItem, SourceItem, VersionItem } from './schema.ts';

/** Without the kernel, and with lists from this machine. */
export const compiledOnly = {
  BANGUI_BLOCKLIST_DRIVER: 'off',
  BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true',
};

export type BlocklistClient = ReturnType<typeof blocklistsOf>;

const path = '/api/v1/blocklists';
const runDeadlineMs = 25_000;

export function blocklistsOf(bangui: Bangui) {
  async function expectStatus(status: number, answer: Promise<Answer>): Promise<Answer> {
    const seen = await answer;
    if (seen.status === status) return seen;
    throw new Error(`Status ${seen.status} instead of ${status}: ${seen.text}`);
  }

  async function runs(query = ''): Promise<RunItem[]> {
    return (await expectStatus(200, bangui.get(`${path}/runs${query}`))).body.items;
  }

  async function run(id: number): Promise<RunItem> {
    return (await expectStatus(200, bangui.get(`${path}/runs/${id}`))).body;
  }

  async function ended(id: number): Promise<RunItem> {
    return eventually(
      `the end of run ${id}`,
      async () => {
        const seen = await run(id);
        return seen.endedAt !== null && seen;
      },
      runDeadlineMs,
    );
  }

  async function start(what: 'import' | 'rollback', body: object): Promise<RunItem> {
    const { runId } = (await expectStatus(202, bangui.post(`${path}/${what}`, body))).body;
    return ended(runId);
  }

  /** Waits until nothing runs or is queued; the newest run. */
  async function idle(): Promise<RunItem> {
    return eventually(
      'the end of all runs',
      async () => {
        const seen = await runs();
        return seen.every(({ endedAt }) => endedAt !== null) && seen[0];
      },
      runDeadlineMs,
    );
  }

  return {
    runs,
    run,
    ended,
    idle,
    /** Adds a list and awaits its import. */
    async add(fields: object): Promise<SourceItem> {
      const { id } = (await expectStatus(201, bangui.post(path, fields))).body;
      await idle();
      return (await expectStatus(200, bangui.get(`${path}/${id}`))).body;
    },
    source: async (id: number): Promise<SourceItem> =>
      (await expectStatus(200, bangui.get(`${path}/${id}`))).body,
    /** Changes a list and awaits what follows: that run. */
    async change(id: number, changes: object): Promise<RunItem> {
      await expectStatus(200, bangui.patch(`${path}/${id}`, changes));
      return idle();
    },
    async remove(id: number): Promise<RunItem> {
      await expectStatus(204, bangui.delete(`${path}/${id}`));
      return idle();
    },
    async removeAll(): Promise<void> {
      const { items } = (await expectStatus(200, bangui.get(path))).body;
      for (const { id } of items) await expectStatus(204, bangui.delete(`${path}/${id}`));
      if (items.length > 0) await idle();
    },
    import: (body: object = {}) => start('import', body),
    rollback: (body: object = {}) => start('rollback', body),
    versions: async (): Promise<VersionItem[]> =>
      (await expectStatus(200, bangui.get(`${path}/versions`))).body.items,
    enforcement: async (): Promise<Enforcement> =>
      (await expectStatus(200, bangui.get(`${path}/enforcement`))).body,
    /** The entries of the current set, as other firewalls get them. */
    async entries(): Promise<string[]> {
      const { token } = (await expectStatus(200, bangui.patch(`${path}/feed`, { enabled: true }))).body;
      const { text } = await expectStatus(200, bangui.get(`/feed/blocklist.txt?bans=0&token=${token}`));
      return text.split('\n').filter(Boolean);
    },
  };
}

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  readonly url: string;
  /** What `path` gives from now on. */
  on(path: string, answer: Answerer): void;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const answers = new Map<string, Answerer>();
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    on: (place, answer) => void answers.set(place, answer),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
