import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { attackLine, noiseLine, SERVICES, type Service } from '@bangui/sandbox/log-lines';
import { createRandom } from '@bangui/sandbox/random';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Simulation, SimulationResult } from './schema.ts';

const ignored = '198.51.100.9';
const spanSeconds = 3_000;
const lines = 1_200;
/** The first of these comes often enough to be banned by any setting. */
const addresses = [ignored, ...Array.from({ length: 40 }, (_, index) => `203.0.113.${index + 1}`)];

let daemon: PrivateDaemon;
let bangui: Bangui;
const beginning = Math.floor(Date.now() / 1000) - spanSeconds - 60;

beforeAll(async () => {
  const jails = SERVICES.map((service) => ({
    name: service,
    filter: service,
    maxretry: 4,
    findtime: '2h',
    bantime: '1d',
    options: { ignoreip: ignored },
  }));
  daemon = await createPrivateDaemon({ jails });
  for (const service of SERVICES) await daemon.appendLog(service, logOf(service));
  await daemon.start();
  bangui = await startBangui({
    daemon,
    environment: { BANGUI_LOG_DIRS: join(daemon.directory, 'log') },
  });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

function logOf(service: Service): string[] {
  const random = createRandom(service.length);
  return Array.from({ length: lines }, (_, index) => {
    const time = new Date((beginning + Math.floor((index * spanSeconds) / lines)) * 1000);
    const occasion = { random, time, address: random.pick(addresses) };
    return random.integer(1, 10) <= 7 ? noiseLine(service, occasion) : attackLine(service, occasion);
  });
}

async function simulate(jail: string, request: object = {}): Promise<SimulationResult> {
  const { result } = await ended({ jail, log: daemon.logFile(jail), proposed: {}, ...request });
  if (result === null) throw new Error('The simulation has no result.');
  return result;
}

async function ended(request: object): Promise<Simulation> {
  const started = await bangui.post('/api/v1/simulations', request);
  expect(started).toMatchObject({ status: 202 });
  return eventually('the simulation has ended', async () => {
    const { body } = await bangui.get(`/api/v1/simulations/${started.body.id}`);
    return body.state !== 'running' && body;
  });
}

/** What the daemon's database says, oldest first. */
function realBans(jail: string): unknown[] {
  using database = new DatabaseSync(daemon.databasePath, { readOnly: true });
  const question = database.prepare(
    `SELECT ip AS address, timeofban AS at, bancount AS count, data ->> 'failures' AS failures
       FROM bans WHERE jail = ? ORDER BY rowid`,
  );
  return question.all(jail).map((row) => ({ ...row }));
}

/** Address and end of each ban, after all that has prolonged it: `ADDRESS \tFROM + SECONDS = END`. */
async function realEnds(jail: string): Promise<string[]> {
  const { stdout } = await daemon.client('get', jail, 'banip', '--with-time');
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(\S+).* \+ (\d+) = .*$/, '$1 $2'))
    .sort();
}

async function totalFailed(jail: string): Promise<number> {
  const { stdout } = await daemon.client('status', jail);
  return Number(/Total failed:\s+(\d+)/.exec(stdout)?.[1]);
}

describe('against the real daemon, which reads the same log', () => {
  test.each(SERVICES)('%s: the same bans in the same order with the same counts', async (service) => {
    const { today } = await simulate(service);
    expect(today.bans).toBeGreaterThan(5);
    await eventually('the daemon has read its log', async () => realBans(service).length >= today.bans);
    expect(await totalFailed(service)).toBe(today.failures);
    expect(
      today.firstBans.map(({ address, at, count, failures }) => ({ address, at, count, failures })),
    ).toEqual(realBans(service));
    expect(today.firstBans.map(({ address, seconds }) => `${address} ${seconds}`).sort()).toEqual(
      await realEnds(service),
    );
  });
});

describe('what comes out', () => {
  test('a stricter setting bans more, sooner and for as long as it says', async () => {
    const proposed = { maxretry: 2, bantimeSeconds: 60, increment: noIncrement() };
    const result = await simulate('sshd', { proposed });
    expect(result.proposed.bans).toBeGreaterThan(result.today.bans);
    expect(new Set(result.proposed.firstBans.map(({ seconds }) => seconds))).toEqual(new Set([60]));
    for (const { today, proposed: other } of result.addresses.filter((each) => each.today.bans > 0)) {
      expect(other.firstBanAt).toBeLessThanOrEqual(today.firstBanAt ?? 0);
    }
  });

  test('bans grow where they shall', async () => {
    const increment = { ...noIncrement(), isEnabled: true };
    const result = await simulate('sshd', { proposed: { maxretry: 2, bantimeSeconds: 60, increment } });
    const repeated = result.proposed.firstBans.filter(({ count }) => count === 2);
    expect(repeated.length).toBeGreaterThan(0);
    expect(Math.min(...repeated.map(({ seconds }) => seconds))).toBe(120);
  });

  test('whom ignoreip spares is a warning, and whom it spares no longer a worse one', async () => {
    const spared = await simulate('sshd');
    expect(spared.today.ignoredFailures).toBeGreaterThan(4);
    expect(spared.warnings).toEqual([
      expect.objectContaining({ address: ignored, protections: ['allow_list', 'ignored'] }),
    ]);
    expect(spared.addresses.map(({ address }) => address)).not.toContain(ignored);
    const hit = await simulate('sshd', { proposed: { ignoreIps: [] } });
    expect(hit.warnings[0]).toMatchObject({
      address: ignored,
      today: { isIgnored: true },
      proposed: { isIgnored: false, bans: expect.any(Number) },
    });
    expect(hit.proposed.addresses).toBe(hit.today.addresses + 1);
  });

  test('someone who is signed in from an address that would be banned comes first', async () => {
    const victim = '203.0.113.7';
    const credentials = { username: bangui.config.adminUsername, password: 'correct horse battery' };
    const path = '/api/v1/auth/login';
    await bangui.stranger().send({ method: 'POST', path, body: credentials, from: victim });
    const { warnings } = await simulate('sshd');
    expect(warnings[0]).toMatchObject({ address: victim, protections: ['signed_in'] });
  });

  test('a window leaves out what is before and after', async () => {
    const [from, to] = [beginning + 500, beginning + 1_500];
    const { firstFailureAt, lastFailureAt, today } = await simulate('sshd', { from, to });
    expect(firstFailureAt).toBeGreaterThanOrEqual(from);
    expect(lastFailureAt).toBeLessThan(to);
    expect(today.failures).toBeLessThan((await simulate('sshd')).today.failures);
  });

  test('another filter is a pass of its own, and its failures are its own', async () => {
    const { today, proposed } = await simulate('sshd', { proposed: { filter: 'postfix[mode=auth]' } });
    expect(today.failures).toBeGreaterThan(0);
    expect(proposed.failures).toBe(0);
  });

  test('the timeline counts every failure and every ban, in at most 400 slots', async () => {
    const { timeline, today } = await simulate('sshd');
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    expect(timeline.starts.length).toBeLessThanOrEqual(400);
    expect(sum(timeline.today.failures)).toBe(today.failures);
    expect(sum(timeline.today.bans)).toBe(today.bans);
  });
});

function noIncrement() {
  return { isEnabled: false, factor: 1, formula: 'doubling', multipliers: [], maxtimeSeconds: null };
}

describe('what is asked', () => {
  const request = (changes: object) => ({
    jail: 'sshd',
    log: daemon.logFile('sshd'),
    proposed: {},
    ...changes,
  });

  test('the settings of a jail come with its log', async () => {
    const { body } = await bangui.get('/api/v1/simulations/settings?jail=sshd');
    expect(body).toMatchObject({
      logs: [daemon.logFile('sshd')],
      settings: { maxretry: 4, findtimeSeconds: 7_200, bantimeSeconds: 86_400, filter: null },
      leftOut: [],
    });
    expect(body.settings.ignoreIps).toContain(ignored);
  });

  test.each([
    ['a jail that is not there', { jail: 'no such' }, 404, 'jail_not_found'],
    ['a log outside the permitted folders', { log: '/etc/passwd' }, 403, 'log_file_not_permitted'],
    ['a filter that is not there', { proposed: { filter: 'no-such-filter' } }, 404, 'filter_not_found'],
    ['a filter elsewhere', { proposed: { filter: '../../tmp/filter' } }, 422, 'validation_failed'],
    ['a filter that is an expression', { proposed: { filter: '^(a+)+$ <HOST>' } }, 422, 'validation_failed'],
    ['a threshold that makes no sense', { proposed: { maxretry: 0 } }, 422, 'validation_failed'],
  ])('%s is refused', async (_, changes, status, code) => {
    expect(await bangui.post('/api/v1/simulations', request(changes))).toMatchObject({
      status,
      body: { code },
    });
  });

  test('a link out of the permitted folders is refused', async () => {
    const link = join(daemon.directory, 'log', 'link.log');
    await symlink('/etc/hostname', link);
    const { status } = await bangui.post('/api/v1/simulations', request({ log: link }));
    expect(status).toBe(403);
  });

  test('a filter that fail2ban cannot use ends the run with its words', async () => {
    const broken = '[Definition]\nfailregex = ^(unclosed <HOST>\n';
    await writeFile(join(daemon.configDir, 'filter.d', 'broken.conf'), broken);
    const run = await ended(request({ proposed: { filter: 'broken' } }));
    expect(run).toMatchObject({ state: 'failed', result: null });
    expect(run.problem).toContain('unclosed');
  });

  test('a run can be cancelled while it reads', async () => {
    const log = join(daemon.directory, 'log', 'endless.log');
    await writeFile(log, `${logOf('sshd').join('\n')}\n`.repeat(300));
    const { body } = await bangui.post('/api/v1/simulations', request({ jail: 'postfix', log }));
    const path = `/api/v1/simulations/${body.id}`;
    await eventually('it has begun to read', async () => (await bangui.get(path)).body.progress.done > 0);
    await bangui.delete(path);
    const run = await eventually('it has ended', async () => {
      const answer = (await bangui.get(path)).body;
      return answer.state !== 'running' && answer;
    });
    expect(run).toMatchObject({ state: 'cancelled', result: null, problem: null });
  });

  test('what is unknown or forgotten is not found', async () => {
    const path = '/api/v1/simulations/6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
    expect(await bangui.get(path)).toMatchObject({ status: 404, body: { code: 'simulation_not_found' } });
  });
});
