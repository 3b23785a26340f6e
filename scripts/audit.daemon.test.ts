/** With the real npm, which asks a registry of our own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const servers: Server[] = [];
let cache: string;

// npm keeps what it has learned of a weakness, and must not take ours for real ones.
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'bangui-audit-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(cache, { recursive: true });
});

/** A registry that answers the question for weaknesses; it knows no package. */
async function startRegistry(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    const isQuestion = request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk';
    if (isQuestion) return answer(response);
    response.writeHead(404).end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function answering(weaknesses: Record<string, unknown[]>): (response: ServerResponse) => void {
  return (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(weaknesses));
}

const weakness = (severity: string) => ({
  id: 1,
  url: 'https://advisories.example/1',
  title: 'Lets anybody in',
  severity,
  vulnerable_versions: '*',
  cwe: [],
  cvss: { score: 0 },
});

/** As `npm run check:audit` does it, on a registry of our own. */
async function audit(registry: string): Promise<{ code: number; words: string }> {
  const script = new URL('./audit.ts', import.meta.url).pathname;
  const environment = { ...process.env, npm_config_registry: registry, npm_config_cache: cache };
  const run = promisify(execFile)(process.execPath, [script], { env: environment });
  return run.then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    ({ code, stdout }) => ({ code, words: stdout }),
  );
}

describe('check:audit', () => {
  it('fails on a grave weakness of what is shipped, and names it', async () => {
    const registry = await startRegistry(answering({ fastify: [weakness('high')] }));
    const { code, words } = await audit(registry);
    expect(code).toBe(1);
    expect(words).toContain('fastify, high: Lets anybody in (https://advisories.example/1)');
    expect(words).toContain('fastify-type-provider-zod, high: by fastify');
  });

  it('passes where nothing grave is known', async () => {
    const registry = await startRegistry(answering({ fastify: [weakness('moderate')] }));
    expect(await audit(registry)).toEqual({
      code: 0,
      words: 'No grave weakness is known of what is shipped.\n',
    });
  });

  it('does not ask about what only builds or tests', async () => {
    const registry = await startRegistry(answering({ vitest: [weakness('critical')] }));
    expect((await audit(registry)).code).toBe(0);
  });

  it('passes and says so where the registry has no answer', async () => {
    const registry = await startRegistry((response) => response.writeHead(405).end());
    const { code, words } = await audit(registry);
    expect(code).toBe(0);
    expect(words).toMatch(/^Not checked .*405 Method Not Allowed/);
  });

  it('passes and says so where there is no registry', async () => {
    const registry = await startRegistry(answering({}));
    await new Promise((resolve) => servers[0]?.close(resolve));
    const { code, words } = await audit(registry);
    expect(code).toBe(0);
    expect(words).toMatch(/^Not checked .*ECONNREFUSED/);
  });
});
