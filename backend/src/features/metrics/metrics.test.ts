import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, describe, expect, test } from 'vitest';
import { namesIn, seriesOf } from './test-scrape.ts';

const token = 'a-token-of-enough-characters';
const running: Bangui[] = [];

afterEach(async () => {
  for (const bangui of running.splice(0)) await bangui.dispose();
});

async function start(environment: Record<string, string>): Promise<Bangui> {
  const bangui = await startBangui({ environment });
  running.push(bangui);
  return bangui;
}

const bearer = (given: string) => ({ authorization: `Bearer ${given}` });

test('metrics that are off do not exist, not even as a page of the interface', async () => {
  const bangui = await start({});
  expect(await bangui.get('/metrics')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('open metrics need no session, and are in Prometheus’ text format', async () => {
  const bangui = await start({ BANGUI_METRICS: 'open' });
  const { status, headers, text } = await bangui.stranger().get('/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(text).toContain('\nprocess_start_time_seconds ');
});

describe('metrics for whoever knows the token', () => {
  const environment = { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: token };

  test('are shown to that one alone', async () => {
    const bangui = await start(environment);
    expect((await bangui.stranger().get('/metrics', bearer(token))).status).toBe(200);
    for (const headers of [
      {},
      bearer(`${token}x`),
      bearer(token.slice(1)),
      { authorization: `Basic ${token}` },
    ]) {
      const refused = await bangui.stranger().get('/metrics', headers);
      expect(refused).toMatchObject({ status: 401, body: { code: 'metrics_not_allowed' } });
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect(refused.headers['www-authenticate']).toBe('Bearer realm="BanGUI metrics"');
    }
  });

  test('do not take a session instead', async () => {
    const bangui = await start(environment);
    expect((await bangui.get('/metrics')).status).toBe(401);
  });

  test('hold no secret', async () => {
    const bangui = await start({ ...environment, BANGUI_SCHEDULER_MODE: 'standby' });
    const { text } = await bangui.get('/metrics', bearer(token));
    for (const secret of [token, bangui.cookie.split('=')[1]!, bangui.config.dataDir]) {
      expect(text).not.toContain(secret);
    }
  });
});

test('under a base path they are under it, and routes are counted without it', async () => {
  const bangui = await start({ BANGUI_METRICS: 'open', BANGUI_BASE_PATH: '/bangui/' });
  await bangui.get('/metrics');
  const series = seriesOf(await bangui.get('/metrics'));
  expect(series.get('bangui_http_requests_total{method="GET",route="/metrics",status="2xx"}')).toBe(1);
  expect((await bangui.app.server.inject('/metrics')).statusCode).toBe(404);
});

describe('metrics with a port of their own', () => {
  const environment = { BANGUI_METRICS: 'token', BANGUI_METRICS_TOKEN: token, BANGUI_METRICS_PORT: '0' };

  test('are served there and nowhere else', async () => {
    const bangui = await start({ ...environment, BANGUI_BASE_PATH: '/bangui/' });
    const server = bangui.app.metricsServer!;
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    expect((await fetch(`${url}/metrics`, { headers: bearer(token) })).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/api/health`)).status).toBe(404);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await bangui.get('/metrics', bearer(token))).status).toBe(404);
  });

  test('are gone with BanGUI', async () => {
    const bangui = await start(environment);
    const url = await bangui.app.metricsServer!.listen({ host: '127.0.0.1', port: 0 });
    await bangui.stop();
    await expect(fetch(`${url}/metrics`)).rejects.toThrow();
  });

  test('have no server while they are off', async () => {
    const bangui = await start({ BANGUI_METRICS_PORT: '0' });
    expect(bangui.app.metricsServer).toBe(null);
  });
});

test('requests are counted by the patterns of routes, so that no URL makes a new series', async () => {
  const bangui = await start({ BANGUI_METRICS: 'open' });
  for (const path of ['/api/v1/blocklists/1', '/api/v1/blocklists/2', '/api/v1/nowhere', '/jails/three']) {
    await bangui.get(path);
  }
  const series = seriesOf(await bangui.get('/metrics'));
  const routes = [...series.keys()].map((key) => /^bangui_http.*route="([^"]*)"/.exec(key)?.[1]);
  expect(new Set(routes.filter(Boolean))).toEqual(
    new Set(['/api/v1/auth/login', '/api/v1/blocklists/:id', 'other']),
  );
  const lists = 'bangui_http_requests_total{method="GET",route="/api/v1/blocklists/:id",status="4xx"}';
  expect(series.get(lists)).toBe(2);
});

test('without fail2ban the daemon is down, and no jail is told', async () => {
  const bangui = await start({ BANGUI_METRICS: 'open' });
  const series = await eventually('fail2ban was looked for', async () => {
    const told = seriesOf(await bangui.get('/metrics'));
    return told.has('bangui_fail2ban_failures_total{code="fail2ban_no_socket"}') && told;
  });
  const names = [...namesIn(series)].filter((name) => name.startsWith('f2b_'));
  expect(names).toEqual(['f2b_errors', 'f2b_up']);
  expect(series.get('f2b_up')).toBe(0);
  expect(series.get('f2b_errors{type="socket_conn"}')).toBeGreaterThan(0);
});
