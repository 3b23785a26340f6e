/** The life of an installation in containers, from its first start to an upgrade: each test goes on where the one before ended. */
import { appendFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { eventually } from '@bangui/sandbox/child';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomAddresses, toLines } from '../bench/harness/random-list.ts';
import { type Client, createClient } from './test/client.ts';
import { type Containers, prepareContainers, project, type Service, url } from './test/containers.ts';
import { docker, imageBytes } from './test/engine.ts';

const credentials = { username: 'admin', password: 'correct horse battery staple' };
const services: readonly Service[] = ['fail2ban', 'backend', 'frontend'];
const origin = 'https://bangui.example.com';
const mebibyte = 2 ** 20;
/** Three health checks, 30 s apart, and the start. */
const longestRestartMs = 120_000;
const longestImportMs = 180_000;

let containers: Containers;
let client: Client;
let announced: string;

beforeAll(async () => {
  containers = prepareContainers();
  client = createClient(url);
  announced = await containers.up();
}, 1_200_000);

afterAll(() => containers?.dispose());

const isOnline = async () => (await client.ask('GET', '/api/health').catch(() => null))?.status === 200;

async function restarted(since: string): Promise<boolean> {
  const { State } = await containers.inspect('backend');
  return State.Running && State.StartedAt !== since;
}

/** Adds a list of this many addresses and waits until the kernel of fail2ban's network holds them. */
async function importList(name: string, count: number): Promise<void> {
  containers.writeList(name, toLines(randomAddresses(count, count)));
  const source = { name, url: `http://lists:8080/${name}`, schedule: null };
  expect((await client.ask('POST', '/api/v1/blocklists', source)).status).toBe(201);
  await eventually(
    `${count} entries are in the kernel`,
    async () => (await entriesInKernel()) >= count * 0.99,
    longestImportMs,
  );
}

async function entriesInKernel(): Promise<number> {
  const sets = await containers.sh('fail2ban', 'ipset list -t');
  const counts = [...sets.matchAll(/^Name: bangui-[ab]-(?:ip|net)[46]$[\s\S]*?^Number of entries: (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** By node:http, since fetch sends no Origin that it did not choose. */
function preflight(from: string): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const headers = { origin: from, 'access-control-request-method': 'GET' };
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/api/v1/server`, { method: 'OPTIONS', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

describe('make up on a machine with nothing prepared', () => {
  test('ends when all is well, and says where the first account is created', async () => {
    const [, token] = /Create the first account: http:\S+\/setup\?token=(\S+)/.exec(announced) ?? [];
    expect(await isOnline()).toBe(true);
    const answer = await client.ask('POST', '/api/v1/setup', { token, ...credentials });
    expect(answer).toMatchObject({ status: 201 });
  });

  test('gives each container its limits', async () => {
    const limits = await Promise.all(
      services.map(async (service) => {
        const { NanoCpus, Memory, MemoryReservation } = (await containers.inspect(service)).HostConfig;
        return [service, NanoCpus / 1e9, Memory / mebibyte, MemoryReservation / mebibyte];
      }),
    );
    expect(limits).toEqual([
      ['fail2ban', 0.5, 128, 64],
      ['backend', 2, 512, 256],
      ['frontend', 0.5, 128, 64],
    ]);
  });

  test('builds images without the tools that build them', async () => {
    for (const tool of ['npm', 'yarn', 'gcc', 'make', 'git', 'curl']) {
      await expect(containers.sh('backend', `command -v ${tool}`)).rejects.toThrow();
    }
    for (const service of services) {
      const base = service === 'frontend' ? 'nginx:stable' : 'debian:bookworm-slim';
      const bytes = await imageBytes(`${project}/${service}:latest`);
      print(
        `image ${service}: ${inMiB(bytes)} MiB, ${inMiB(bytes - (await imageBytes(base)))} MiB above ${base}`,
      );
    }
    print(`idle: ${await memoryInMiB()}`);
  });

  test('runs backend and interface as users without any right, on file systems that they cannot change', async () => {
    for (const service of ['backend', 'frontend'] as const) {
      expect(await containers.sh(service, 'grep CapEff /proc/self/status')).toMatch(/:\s+0+$/m);
      expect(await containers.sh(service, 'id -u')).not.toBe('0\n');
      await expect(containers.sh(service, 'touch /usr/x')).rejects.toThrow('Read-only file system');
    }
  });
});

describe('through nginx', () => {
  test('a ban by hand is in the firewall, and every open page hears of it', async () => {
    const heard = client.heard('ban', ({ address }) => address === '203.0.113.7');
    const answer = await client.ask('POST', '/api/v1/bans', { jail: 'manual', addresses: ['203.0.113.7'] });
    expect(answer.body.results).toEqual([{ address: '203.0.113.7', status: 'banned' }]);
    expect(await heard).toMatchObject({ jail: 'manual' });
    expect(await containers.sh('fail2ban', 'iptables -n -L f2b-manual')).toContain('203.0.113.7');
  });

  test('an IPv6 network can be banned', async () => {
    const addresses = ['2001:db8:42::/48'];
    const answer = await client.ask('POST', '/api/v1/bans', { jail: 'manual', addresses });
    expect(answer.body.results).toMatchObject([{ status: 'banned' }]);
    expect(await containers.sh('fail2ban', 'ip6tables -n -L f2b-manual')).toContain('2001:db8:42::/48');
  });

  test('an attack on the host’s sshd is banned and shown', async () => {
    const heard = client.heard('ban', ({ address }) => address === '198.51.100.23');
    const time = new Date().toLocaleString('en-US', { month: 'short', day: '2-digit' });
    const clock = new Date().toTimeString().slice(0, 8);
    const line = `${time} ${clock} host sshd[42]: Failed password for root from 198.51.100.23 port 22 ssh2\n`;
    appendFileSync(containers.authLog, line.repeat(5));
    expect(await heard).toMatchObject({ jail: 'sshd' });
  });

  test('pages carry the headers that the backend itself sends, and are always asked for anew', async () => {
    const [page, api] = await Promise.all(
      ['/jails', '/api/health/live'].map((path) => client.ask('GET', path)),
    );
    const own = [...(api?.headers ?? [])].filter(([name]) =>
      /^(content-security|cross-|origin-|referrer|strict|x-)/.test(name),
    );
    expect(own.length).toBeGreaterThan(8);
    expect(Object.fromEntries(page?.headers ?? [])).toMatchObject(Object.fromEntries(own));
    expect(page?.headers.get('cache-control')).toBe('no-cache');
  });

  test('assets are compressed and kept for a year; a missing one is not a page', async () => {
    const { body } = await client.ask('GET', '/');
    const [asset = ''] = /assets\/index-[^"]+\.js/.exec(body) ?? [];
    const { headers } = await client.ask('GET', `/${asset}`);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-encoding')).toBe('gzip');
    const missing = await client.ask('GET', '/assets/none.js');
    expect(missing.status).toBe(404);
    expect(missing.headers.has('cache-control')).toBe(false);
  });

  test('a redirect leaves the browser where it came in', async () => {
    const { status, headers } = await fetch(`${url}/api`, { redirect: 'manual' });
    expect({ status, to: headers.get('location') }).toEqual({ status: 301, to: '/api/' });
  });

  test('a stranger cannot make another origin BanGUI’s own', async () => {
    const headers = { origin, 'x-forwarded-host': new URL(origin).host, 'content-type': 'application/json' };
    const body = JSON.stringify(credentials);
    const { status } = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers, body });
    expect(status).toBe(403);
  });

  test('an absent backend is said to be absent, and the token of who asked stays out of the log', async () => {
    const backend = await containers.container('backend');
    await docker('stop', backend);
    expect(await client.ask('GET', '/feed/blocklist.txt?token=a-feed-s-secret')).toMatchObject({
      status: 503,
      body: { status: 503, code: 'backend_unavailable' },
    });
    await docker('start', backend);
    await eventually('The backend is well', isOnline, longestRestartMs);
    const log = await containers.log('frontend');
    expect(log).toContain('"path":"/feed/blocklist.txt","status":503');
    expect(log).not.toContain('a-feed-s-secret');
  });

  test('a request that is too large is refused with a problem document', async () => {
    const answer = await client.ask('POST', '/api/v1/bans', { addresses: ['x'.repeat(600 * 1024)] });
    expect(answer).toMatchObject({ status: 413, body: { code: expect.any(String), status: 413 } });
  });

  test('a hundred thousand entries reach the kernel of fail2ban’s network', async () => {
    await importList('hundred-thousand.txt', 100_000);
    const rule = await containers.sh('fail2ban', 'iptables-save -t raw');
    expect(rule).toContain('--match-set bangui-blocklist src -j DROP');
  });
});

describe('memory', () => {
  test('a million entries are imported, and no container reaches its limit', async () => {
    print(`before: ${await memoryInMiB()}`);
    await importList('million.txt', 1_000_000);
    print(`after a million entries: ${await memoryInMiB()}`);
    for (const service of services) {
      const { State, RestartCount } = await containers.inspect(service);
      expect({ service, RestartCount, ...State }).toMatchObject({ OOMKilled: false, RestartCount: 0 });
    }
  });
});

describe('another origin', () => {
  beforeAll(async () => {
    await containers.up({ BANGUI_CORS_ALLOWED_ORIGINS: origin });
  });

  test('that is configured may use the API with cookies', async () => {
    expect(await preflight(origin)).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' },
    });
  });

  test('that is not may not', async () => {
    const { headers } = await preflight('https://elsewhere.example.com');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the health check', () => {
  test('restarts the backend within two minutes of fail2ban’s end, and finds it well when fail2ban is back', async () => {
    const { State } = await containers.inspect('backend');
    await docker('stop', await containers.container('fail2ban'));
    await eventually('The backend restarts', () => restarted(State.StartedAt), longestRestartMs);
    await eventually('BanGUI says that fail2ban is offline', async () => {
      const { status, body } = await client.ask('GET', '/api/health');
      return status === 503 && body.fail2ban === 'offline';
    });
    await docker('start', await containers.container('fail2ban'));
    await eventually('fail2ban is online', isOnline, longestRestartMs);
  });

  test('ends a backend that hangs and hears no signal', async () => {
    const { State } = await containers.inspect('backend');
    await containers.sh('backend', 'kill -STOP $(pidof node)');
    // As the engine would ask, only without waiting half a minute each time.
    for (const _ of [1, 2, 3, 4]) await containers.sh('backend', 'health-check').catch(() => undefined);
    await eventually('The backend restarts', () => restarted(State.StartedAt), longestRestartMs);
    await eventually('The backend is well', isOnline, longestRestartMs);
  });

  test('restarts nothing where that is not wanted', async () => {
    const { State } = await containers.inspect('backend');
    await containers.sh('backend', 'kill -STOP $(pidof node)');
    const check = 'BANGUI_HEALTHCHECK_RESTART=false health-check';
    for (const _ of [1, 2, 3, 4]) await containers.sh('backend', check).catch(() => undefined);
    await containers.sh('backend', 'kill -CONT $(pidof node)');
    await eventually('The backend is well', isOnline, longestRestartMs);
    expect(await restarted(State.StartedAt)).toBe(false);
  });
});

describe('make down and an upgrade', () => {
  const handmade = '/etc/fail2ban/jail.d/handmade.local';
  const stock = '/etc/fail2ban/filter.d/sshd.conf';

  beforeAll(async () => {
    // The first one belongs to the backend's user afterwards, with whom fail2ban's root shares no rights.
    await containers.sh('backend', `printf '[DEFAULT]\\nmaxretry = 4\\n' >${handmade}`);
    await containers.sh('fail2ban', `echo '# mine' >>${stock}`);
    await containers.down();
    await containers.up({ BANGUI_VERSION: '0.1.1' });
  });

  test('keep the account, the bans and their history', async () => {
    expect((await client.ask('POST', '/api/v1/auth/login', credentials)).status).toBe(200);
    expect(await containers.sh('fail2ban', 'iptables -n -L f2b-manual')).toContain('203.0.113.7');
    const { body } = await client.ask('GET', '/api/v1/history?address=203.0.113.7');
    expect(body.items).toMatchObject([{ address: '203.0.113.7', jail: 'manual' }]);
  });

  test('keep what was changed by hand, in own files and in those of the image', async () => {
    expect(await containers.sh('fail2ban', `cat ${handmade}`)).toContain('maxretry = 4');
    expect(await containers.sh('fail2ban', `tail -n 1 ${stock}`)).toBe('# mine\n');
    expect(await docker('logs', await containers.container('fail2ban'))).not.toContain('Traceback');
  });

  test('bring the blocklist back into the kernel without a download', async () => {
    await eventually(
      'All is in the kernel',
      async () => (await entriesInKernel()) > 1_000_000,
      longestImportMs,
    );
  });

  test('take a few seconds until BanGUI answers', async () => {
    await docker('restart', await containers.container('backend'));
    await eventually('The backend is well', isOnline);
    const { State } = await containers.inspect('backend');
    print(
      `from the start of the container to a healthy backend: ${(Date.now() - Date.parse(State.StartedAt)) / 1000} s`,
    );
  });
});

async function memoryInMiB(): Promise<string> {
  const used = await Promise.all(
    services.map(async (service) => `${service} ${inMiB(await containers.memoryBytes(service))} MiB`),
  );
  return used.join(', ');
}

function inMiB(bytes: number): number {
  return Math.round(bytes / mebibyte);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
