import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Bangui, type BanguiOptions, PASSWORD, startBangui } from '@bangui/sandbox/bangui';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const login = { username: 'admin', password: PASSWORD };

/** One BanGUI for all the tests of a group. */
function bangui(options: BanguiOptions = {}): () => Bangui {
  let started: Bangui;
  beforeAll(async () => {
    started = await startBangui(options);
  });
  afterAll(() => started.dispose());
  return () => started;
}

function preflight(target: Bangui, origin: string) {
  return target.stranger().send({
    method: 'OPTIONS',
    path: '/api/v1/auth/login',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
}

const localOrigins = [
  'http://localhost:5173',
  'http://127.0.0.1:5173',
  'https://localhost:5173',
  'https://127.0.0.1:5173',
];

describe('CORS by default', () => {
  const target = bangui();

  test.each(localOrigins)('%s may ask with its cookie', async (origin) => {
    const asked = await preflight(target(), origin);
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringContaining('Content-Type'),
    });
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      expect(asked.headers['access-control-allow-methods']).toContain(method);
    }
    const answered = await target().stranger().post('/api/v1/auth/login', login, { origin });
    expect(answered.status).toBe(200);
    expect(answered.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      vary: expect.stringContaining('Origin'),
    });
  });

  test.each([
    'http://localhost:5174',
    'https://localhost',
    'http://evil.example',
    'http://localhost:5173.evil.example',
    'null',
  ])('%s may not', async (origin) => {
    const asked = await preflight(target(), origin);
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
    const read = await target().get('/api/health', { origin });
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('an error answer is readable for an allowed origin too', async () => {
    const answer = await target().stranger().get('/api/v1/jails', { origin: localOrigins[0]! });
    expect(answer.status).toBe(401);
    expect(answer.headers['access-control-allow-origin']).toBe(localOrigins[0]);
  });
});

describe('CORS with BANGUI_CORS_ALLOWED_ORIGINS', () => {
  const target = bangui({
    environment: { BANGUI_CORS_ALLOWED_ORIGINS: 'https://example.com,https://www.example.com' },
  });

  test('the named origins replace the default ones', async () => {
    for (const origin of ['https://example.com', 'https://www.example.com']) {
      expect((await preflight(target(), origin)).headers['access-control-allow-origin']).toBe(origin);
    }
    for (const origin of [...localOrigins, 'http://example.com', 'https://app.example.com']) {
      expect((await preflight(target(), origin)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('CORS switched off', () => {
  const target = bangui({ environment: { BANGUI_CORS_ALLOWED_ORIGINS: '' } });

  test('no answer names any origin', async () => {
    for (const origin of localOrigins) {
      const asked = await preflight(target(), origin);
      const read = await target().get('/api/health', { origin });
      for (const { headers } of [asked, read]) {
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  test('the same origin still works', async () => {
    const own = { host: 'bangui.example', origin: 'https://bangui.example' };
    expect((await target().stranger().post('/api/v1/auth/login', login, own)).status).toBe(200);
  });
});

describe('requests that change something', () => {
  const target = bangui();
  const change = (headers: Record<string, string>) =>
    target().post('/api/v1/bans/release', { addresses: ['192.0.2.1'], jail: 'sshd' }, headers);

  test.each([
    ['a page of another site', { origin: 'https://evil.example', host: 'bangui.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port of the same machine', { origin: 'http://localhost:9999', host: 'localhost:8000' }],
    ['no site that the browser would name', { 'sec-fetch-site': 'cross-site' }],
    ['an origin that is none', { origin: 'bangui.example', host: 'bangui.example' }],
  ])('are refused from %s', async (_who, headers) => {
    expect(await change(headers)).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } });
  });

  test.each([
    ['a program without origin', {}],
    ['our own page', { origin: 'http://bangui.example:8000', host: 'bangui.example:8000' }],
    [
      'our own page behind a proxy that ends TLS',
      { origin: 'https://bangui.example', host: 'bangui.example' },
    ],
    ['an allowed origin', { origin: 'http://localhost:5173', host: '127.0.0.1:8000' }],
  ])('are heard from %s', async (_who, headers) => {
    expect((await change(headers)).body.code).not.toBe('origin_not_allowed');
  });

  test('every method that changes something is guarded, reading is not', async () => {
    const origin = { origin: 'https://evil.example' };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await target().send({ method, path: '/api/v1/allow-list', headers: origin });
      expect(answer.status, method).toBe(403);
    }
    expect((await target().get('/api/health/live', origin)).status).toBe(200);
  });
});

describe('safety headers', () => {
  const target = bangui();

  test.each(['/api/health/live', '/api/v1/jails', '/api/docs/static/index.html', '/', '/api/nowhere'])(
    'are on %s',
    async (path) => {
      const { headers } = await target().get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-site',
        'strict-transport-security': expect.stringMatching(/^max-age=\d+$/),
      });
      expect(headers['x-powered-by']).toBeUndefined();
      const policy = new Map(
        String(headers['content-security-policy'])
          .split(';')
          .map((directive) => [directive.split(' ')[0], directive] as const),
      );
      expect(policy.get('script-src')).toBe("script-src 'self'");
      expect(policy.get('default-src')).toBe("default-src 'none'");
      expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
      expect(policy.get('connect-src')).toBe("connect-src 'self'");
      expect(String(headers['content-security-policy'])).not.toContain('unsafe-eval');
    },
  );
});

describe('every error is an RFC 9457 document', () => {
  const target = bangui();
  const json = { 'content-type': 'application/json' };
  const cases: [string, Parameters<Bangui['send']>[0], number, string][] = [
    ['a wrong field', { method: 'GET', path: '/api/v1/bans?limit=0' }, 422, 'validation_failed'],
    [
      'malformed JSON',
      { method: 'POST', path: '/api/v1/auth/login', body: '{"username":', headers: json },
      400,
      'malformed_request',
    ],
    [
      'no body',
      { method: 'POST', path: '/api/v1/auth/login', body: '', headers: json },
      400,
      'malformed_request',
    ],
    ['nothing there', { method: 'GET', path: '/api/v1/nowhere' }, 404, 'not_found'],
    ['a method that is not for this', { method: 'PUT', path: '/api/v1/jails' }, 404, 'not_found'],
    [
      'a body too large',
      { method: 'POST', path: '/api/v1/bans', body: { addresses: ['x'.repeat(300_000)] } },
      413,
      'payload_too_large',
    ],
    [
      'another media type',
      { method: 'POST', path: '/api/v1/bans', body: '<xml/>', headers: { 'content-type': 'text/xml' } },
      415,
      'unsupported_media_type',
    ],
    [
      'an address that cannot be decoded',
      { method: 'GET', path: '/api/v1/jails/%E0%A4%A' },
      400,
      'malformed_request',
    ],
    [
      'an address that is too long',
      { method: 'GET', path: `/api/v1/jails/${'x'.repeat(1_500)}` },
      400,
      'malformed_request',
    ],
    [
      'a body that would change prototypes',
      { method: 'POST', path: '/api/v1/auth/login', body: '{"__proto__":{"a":1}}', headers: json },
      400,
      'malformed_request',
    ],
  ];

  test.each(cases)('%s', async (_what, request, status, code) => {
    const answer = await target().send(request);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      type: `urn:bangui:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.stringMatching(/\.$/),
      code,
      ...(code === 'validation_failed' ? { errors: expect.any(Array) } : {}),
    });
  });

  test('a wrong field is named with what is wrong', async () => {
    const { body } = await target().post('/api/v1/bans', { addresses: ['192.0.2.1', 7], jail: '' });
    expect(body.errors).toEqual([
      { path: 'addresses.1', message: expect.any(String) },
      { path: 'jail', message: expect.any(String) },
    ]);
    expect(body.detail).toContain('addresses.1: ');
  });

  test('an unexpected error tells the log, not the browser', async () => {
    const own = await startBangui({ isFresh: true });
    own.app.server.get('/api/broken', async () => {
      throw new Error('the vault code is 1234');
    });
    const answer = await own.get('/api/broken');
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error' } });
    expect(answer.text).not.toContain('1234');
    await own.dispose();
    const line = own.log.map((entry) => JSON.parse(entry)).find(({ event }) => event === 'request_failed');
    expect(line).toMatchObject({ level: 'error', reqId: expect.any(String) });
    expect(JSON.stringify(line)).toContain('the vault code');
  });

  test('a request that is not even HTTP is answered and harms nobody', async () => {
    const url = new URL(await target().listen());
    const socket = connect({ host: url.hostname, port: Number(url.port) });
    socket.end('NONSENSE\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(new URL('/api/health/live', url))).status).toBe(200);
  });
});

describe('behind proxies', () => {
  const target = bangui({ environment: { BANGUI_TRUSTED_PROXIES: '10.0.0.0/8,192.0.2.7' } });
  const forwarded = (from: string, chain: string) => ({
    method: 'POST' as const,
    path: '/api/v1/auth/login',
    body: { username: 'nobody', password: 'a wrong guess' },
    from,
    headers: { 'x-forwarded-for': chain },
  });

  /** The address that the log gives for a request is the one that the throttle and the guard go by. */
  async function addressOf(request: ReturnType<typeof forwarded>): Promise<string> {
    await target().stranger().send(request);
    const lines = target().log.map((line) => JSON.parse(line));
    return lines.findLast(({ event }) => event === 'login_failed' || event === 'request_completed').address;
  }

  test.each([
    ['10.1.2.3', '203.0.113.50', '203.0.113.50'],
    ['192.0.2.7', '203.0.113.51', '203.0.113.51'],
    ['192.0.2.7', '198.51.100.1, 203.0.113.52', '203.0.113.52'],
    ['192.0.2.7', '203.0.113.53, 10.9.9.9', '203.0.113.53'],
    ['203.0.113.54', '198.51.100.2', '203.0.113.54'],
    ['192.0.2.8', '198.51.100.3', '192.0.2.8'],
  ])('a request from %s for %s comes from %s', async (peer, chain, address) => {
    expect(await addressOf(forwarded(peer, chain))).toBe(address);
  });

  test('whoever is no trusted proxy cannot escape the throttle by naming addresses', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const request = forwarded('203.0.113.99', `198.51.100.${count}`);
      statuses.push(
        (
          await target()
            .stranger()
            .send({ ...request })
        ).status,
      );
    }
    expect(statuses).toContain(429);
  });

  test('the host that the browser sees is believed from a trusted proxy alone', async () => {
    const headers = {
      host: 'backend:8000',
      'x-forwarded-host': 'bangui.example',
      origin: 'https://bangui.example',
    };
    const request = { method: 'POST' as const, path: '/api/v1/auth/logout', headers };
    expect(
      (
        await target()
          .stranger()
          .send({ ...request, from: '10.0.0.1' })
      ).status,
    ).toBe(204);
    expect(
      (
        await target()
          .stranger()
          .send({ ...request, from: '203.0.113.1' })
      ).status,
    ).toBe(403);
  });
});

describe('under a base path', () => {
  const target = bangui({ environment: { BANGUI_BASE_PATH: '/bangui' } });
  const raw = (url: string) => target().app.server.inject({ url });

  test('the API is there and nowhere else', async () => {
    expect((await raw('/bangui/api/health/live')).statusCode).toBe(200);
    expect((await raw('/bangui/api/v1/setup')).statusCode).toBe(200);
    expect((await raw('/api/health/live')).statusCode).toBe(404);
    expect((await raw('/api/v1/setup')).statusCode).toBe(404);
    expect((await raw('/banguiapi/health/live')).statusCode).toBe(404);
  });

  test('the OpenAPI document names it once', async () => {
    const document = (await target().get('/api/openapi.json')).body;
    expect(document.servers).toEqual([{ url: '/bangui' }]);
    expect(Object.keys(document.paths)).toContain('/api/v1/bans');
  });

  test('the API page finds its parts', async () => {
    expect(await documentationParts(target(), '/bangui/')).not.toHaveLength(0);
  });
});

describe('the API page', () => {
  const target = bangui();

  test('holds no script of its own, so that it works under the policy', async () => {
    expect(await documentationParts(target(), '/')).not.toHaveLength(0);
  });

  test('shows the document that the server gives', async () => {
    const document = await target().get('/api/openapi.json');
    expect(document.status).toBe(200);
    expect(document.body.openapi).toMatch(/^3\.1/);
    const shown = await target().get('/api/docs/json');
    expect(shown.body.paths).toEqual(document.body.paths);
  });
});

/** Loads the page and all that it refers to; the addresses of its parts. */
async function documentationParts(target: Bangui, basePath: string): Promise<string[]> {
  let path = '/api/docs';
  let page = await target.get(path);
  if (page.status === 302 || page.status === 301) {
    path = String(page.headers.location).replace(basePath, '/').replace(/^\.\//, '/api/docs/');
    page = await target.get(path);
  }
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page.text).not.toMatch(/\son\w+=/);
  const at = new URL(path.slice(1), `http://bangui.example${basePath}`);
  const parts = [...page.text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, part]) => new URL(part!, at));
  for (const part of parts) {
    expect(part.host).toBe('bangui.example');
    const answer = await target.app.server.inject({ url: part.pathname });
    expect(answer.statusCode, part.pathname).toBe(200);
  }
  return parts.map(String);
}
