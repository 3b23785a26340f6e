import { gunzipSync } from 'node:zlib';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BlocklistClient, blocklistsOf, compiledOnly } from './test-blocklists.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let bangui: Bangui;
let blocklists: BlocklistClient;
let token: string;

beforeAll(async () => {
  bangui = await startBangui({ environment: { ...compiledOnly, BANGUI_BASE_PATH: '/bangui/' } });
  blocklists = blocklistsOf(bangui);
});

afterAll(() => bangui.dispose());

const settingsPath = '/api/v1/blocklists/feed';
const feed = (file: string, headers: Record<string, string> = {}) =>
  bangui.stranger().get(`/feed/${file}`, headers);
const linesOf = async (file: string) =>
  (await feed(`${file}?token=${token}`)).text.split('\n').filter(Boolean);

describe('a feed that is switched off', () => {
  test('is not there, token or not', async () => {
    const { body } = await bangui.get(settingsPath);
    expect(body).toEqual({
      enabled: false,
      token: expect.stringMatching(/^\S{32}$/),
      networks: [],
      includeBans: false,
    });
    expect((await bangui.get(settingsPath)).body).toEqual(body);
    for (const query of ['', `?token=${body.token}`]) {
      expect(await feed(`blocklist.txt${query}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });
});

describe('a feed that is switched on', () => {
  beforeAll(async () => {
    token = (await bangui.patch(settingsPath, { enabled: true })).body.token;
  });

  test('is empty while there is no set', async () => {
    const answer = await feed(`blocklist.txt?token=${token}`);
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.etag).toMatch(/^".+"$/);
  });

  describe('with a set', () => {
    beforeAll(async () => {
      await blocklists.add({ name: 'list', text: '11.0.0.1\n11.0.2.0/24\n2a00:1::1\n2a00:2::/48\n' });
    });

    test.each([
      ['blocklist.txt', ['11.0.0.1', '11.0.2.0/24', '2a00:1::1', '2a00:2::/48']],
      ['blocklist.cidr', ['11.0.0.1/32', '11.0.2.0/24', '2a00:1::1/128', '2a00:2::/48']],
      ['blocklist-v4.txt', ['11.0.0.1', '11.0.2.0/24']],
      ['blocklist-v4.cidr', ['11.0.0.1/32', '11.0.2.0/24']],
      ['blocklist-v6.txt', ['2a00:1::1', '2a00:2::/48']],
      ['blocklist-v6.cidr', ['2a00:1::1/128', '2a00:2::/48']],
    ])('is given as %s', async (file, lines) => {
      expect(await linesOf(file)).toEqual(lines);
    });

    test('is plain text', async () => {
      const { headers } = await feed(`blocklist.txt?token=${token}`);
      expect(headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'private, no-cache',
      });
    });

    test('lives under the base path, and nothing else does in its folder', async () => {
      const url = `/feed/blocklist.txt?token=${token}`;
      expect((await bangui.app.server.inject({ url: `/bangui${url}` })).statusCode).toBe(200);
      expect((await bangui.app.server.inject({ url })).statusCode).toBe(404);
      expect((await feed(`blocklist.json?token=${token}`)).status).toBe(422);
    });

    test('asks for its token, in the URL or in a header', async () => {
      const bearer = (given: string) => ({ authorization: `Bearer ${given}` });
      expect((await feed('blocklist.txt', bearer(token))).status).toBe(200);
      const refused = { status: 401, body: { code: 'feed_not_allowed' } };
      expect(await feed('blocklist.txt')).toMatchObject(refused);
      expect(await feed('blocklist.txt?token=')).toMatchObject(refused);
      expect(await feed(`blocklist.txt?token=${token}x`)).toMatchObject(refused);
      expect(await feed('blocklist.txt', bearer(token.slice(1)))).toMatchObject(refused);
      expect(await bangui.get('/feed/blocklist.txt')).toMatchObject(refused);
    });

    test('forgets the token when it is renewed', async () => {
      const before = token;
      token = (await bangui.patch(settingsPath, { renewToken: true })).body.token;
      expect(token).not.toBe(before);
      expect((await feed(`blocklist.txt?token=${before}`)).status).toBe(401);
      expect((await feed(`blocklist.txt?token=${token}`)).status).toBe(200);
    });

    test('is given without the token to known networks only', async () => {
      const from = async (address: string) =>
        (await bangui.stranger().send({ method: 'GET', path: '/feed/blocklist.txt', from: address })).status;
      expect(await from('192.0.2.7')).toBe(401);
      const { body } = await bangui.patch(settingsPath, { networks: ['192.0.2.77/24', ' 2001:DB8::/32 '] });
      expect(body.networks).toEqual(['192.0.2.0/24', '2001:db8::/32']);
      expect(await from('192.0.2.7')).toBe(200);
      expect(await from('::ffff:192.0.2.7')).toBe(200);
      expect(await from('2001:db8:1::1')).toBe(200);
      expect(await from('192.0.3.7')).toBe(401);
      const wrong = await bangui.patch(settingsPath, { networks: ['192.0.2.0/24', 'somewhere'] });
      expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'networks.1' }] } });
      await bangui.patch(settingsPath, { networks: [] });
      expect(await from('192.0.2.7')).toBe(401);
    });

    test('is not sent again where nothing has changed', async () => {
      const url = `blocklist.txt?token=${token}`;
      const etag = String((await feed(url)).headers.etag);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        expect(await feed(url, { 'if-none-match': known })).toMatchObject({ status: 304, text: '' });
      }
      expect((await feed(url, { 'if-none-match': '"other"' })).status).toBe(200);
      expect((await feed(`blocklist.cidr?token=${token}`, { 'if-none-match': etag })).status).toBe(200);
      const { id } = await blocklists.add({ name: 'more', text: '11.0.0.9' });
      const changed = await feed(url, { 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.etag).not.toBe(etag);
      await blocklists.remove(id);
      expect((await feed(url)).headers.etag).toBe(etag);
    });

    test('is packed for whoever can unpack it', async () => {
      const url = `${bangui.config.basePath}feed/blocklist.txt?token=${token}`;
      const ask = (encoding: string) =>
        bangui.app.server.inject({ url, headers: { 'accept-encoding': encoding } });
      const packed = await ask('br, gzip');
      expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
      const plain = await ask('gzip;q=0');
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
      expect(plain.body).toContain('11.0.0.1\n');
    });

    test('can be asked about without being sent', async () => {
      const path = `/feed/blocklist.txt?token=${token}`;
      const head = await bangui.stranger().send({ method: 'HEAD', path });
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(head.headers.etag).toBe((await bangui.get(path)).headers.etag);
      expect(head.headers['content-length']).toBeUndefined();
      const url = `${bangui.config.basePath}feed/blocklist.txt`;
      expect((await bangui.app.server.inject({ method: 'HEAD', url })).statusCode).toBe(401);
    });

    test('keeps its token out of the log', async () => {
      await feed(`blocklist.txt?token=${token}`);
      expect(bangui.log.join('')).not.toContain(token);
    });
  });
});
