import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimablePort, startBackend } from '@bangui/sandbox/backend';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { hasPromtool, promtool } from '@bangui/sandbox/promtool';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Series, seriesOf } from './test-scrape.ts';

/** Each means something in the text format, in fail2ban's answers or in JavaScript. */
const hostileJails = ['we"ird\\n{x="1"} 7', 'with, comma', '__proto__', '😀'];
const hostileSource = 'two\nlines of "a\\list"';

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', failregex: 'from <HOST>$', maxretry: 3, bantime: 3_600, findtime: 1_200 },
      ...hostileJails.map((name) => ({ name, watches: 'nothing' as const, bantime: -1 })),
    ],
  });
  bangui = await startBangui({
    daemon,
    environment: { BANGUI_METRICS: 'open', BANGUI_BLOCKLIST_DRIVER: 'off' },
  });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

async function scrape(): Promise<Series> {
  return seriesOf(await bangui.stranger().get('/metrics'));
}

function becomes(key: string, value: number, deadlineMs?: number): Promise<unknown> {
  return eventually(`${key} ${value}`, async () => (await scrape()).get(key) === value, deadlineMs);
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

test('the exporter’s series tell what fail2ban-client tells', async () => {
  const hosts = ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2'];
  const now = new Date().toISOString();
  await daemon.appendLog(
    'sshd',
    hosts.map((host) => `${now} from ${host}`),
  );
  await becomes('f2b_jail_banned_current{jail="sshd"}', 1);
  await daemon.client('unban', '203.0.113.1');
  await becomes('f2b_jail_banned_current{jail="sshd"}', 0);
  const fail2ban = (await daemon.client('version')).stdout.trim();
  expect(Object.fromEntries(await scrape())).toMatchObject({
    f2b_up: 1,
    f2b_jail_count: 1 + hostileJails.length,
    [`f2b_version{exporter="${packageJson.version}",fail2ban="${fail2ban}"}`]: 1,
    'f2b_errors{type="socket_conn"}': 0,
    'f2b_jail_banned_total{jail="sshd"}': 1,
    'f2b_jail_failed_current{jail="sshd"}': 1,
    'f2b_jail_failed_total{jail="sshd"}': 4,
    'f2b_config_jail_ban_time{jail="sshd"}': 3_600,
    'f2b_config_jail_find_time{jail="sshd"}': 1_200,
    'f2b_config_jail_max_retries{jail="sshd"}': 3,
  });
});

test.each(hostileJails)('a jail called %j is one label, and nothing else', async (jail) => {
  await becomes(`f2b_config_jail_ban_time{jail="${escaped(jail)}"}`, -1);
});

test('an import is told by its run, its source and its set', async () => {
  const text = '5.6.7.1\n5.6.8.0/24\n5.6.7.9\n';
  await bangui.post('/api/v1/blocklists', { name: hostileSource, text });
  await becomes('bangui_job_runs_total{job_name="blocklist-import",outcome="succeeded"}', 1);
  const series = await scrape();
  const label = `{source="${escaped(hostileSource)}"}`;
  expect(series.get(`bangui_blocklist_source_entries${label}`)).toBe(3);
  expect(series.get(`bangui_blocklist_source_failing${label}`)).toBe(0);
  expect(series.get('bangui_blocklist_compiled_entries{kind="ip4"}')).toBe(2);
  expect(series.get('bangui_blocklist_compiled_entries{kind="net4"}')).toBe(1);
  expect(
    series.get('bangui_job_last_success_timestamp_seconds{job_name="blocklist-import"}'),
  ).toBeGreaterThan(1e9);
});

test('the archive, the lock and the events are told', async () => {
  await becomes('bangui_archive_bans', 1);
  const series = await scrape();
  expect(series.get('bangui_scheduler_lock_held')).toBe(1);
  expect(series.get('bangui_scheduler_lock_info{store="sqlite",mode="exclusive"}')).toBe(1);
  expect(series.get('bangui_live_events_total{event="ban"}')).toBe(1);
});

test('an open browser is counted until it leaves', async () => {
  const leaving = new AbortController();
  const url = await bangui.listen();
  await fetch(`${url}/api/v1/events`, { headers: { cookie: bangui.cookie }, signal: leaving.signal });
  await becomes('bangui_live_clients', 1);
  leaving.abort();
  await becomes('bangui_live_clients', 0);
});

test.skipIf(!hasPromtool)('promtool reads it, and finds fault with other people’s names alone', async () => {
  const { output } = promtool(['check', 'metrics'], (await bangui.get('/metrics')).text);
  const faulty = output.split('\n').flatMap((line) => line.split(' ').slice(0, 1).filter(Boolean));
  expect(faulty.filter((name) => !name.startsWith('nodejs_'))).toEqual([
    'f2b_errors',
    'f2b_jail_banned_total',
    'f2b_jail_count',
    'f2b_jail_failed_total',
  ]);
});

test('a daemon that hangs does not hold a scrape up, as no command is sent for it', async () => {
  const answered = 'bangui_fail2ban_command_duration_seconds_count{command="status"}';
  daemon.pause();
  try {
    const before = (await scrape()).get(answered) ?? 0;
    for (let times = 0; times < 20; times += 1) await scrape();
    expect((await scrape()).get(answered)).toBeLessThanOrEqual(before + 1);
    await becomes('f2b_up', 0, 20_000);
    expect((await scrape()).get('f2b_errors{type="socket_req"}')).toBeGreaterThan(0);
  } finally {
    daemon.resume();
  }
  await becomes('f2b_up', 1, 20_000);
});

test('the process listens on the port of the metrics, and says so', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bangui-metrics-'));
  const [port, metricsPort] = [await claimablePort(0), await claimablePort(0)];
  const backend = await startBackend({
    port,
    dataDir,
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password: 'correct horse battery',
    logPath: join(dataDir, 'log'),
    environment: { BANGUI_METRICS: 'open', BANGUI_METRICS_PORT: String(metricsPort) },
  });
  const url = `http://127.0.0.1:${metricsPort}/metrics`;
  const answer = await fetch(url);
  expect(
    seriesOf({ status: answer.status, text: await answer.text() }).get('bangui_scheduler_lock_held'),
  ).toBe(1);
  expect(await backend.logTail()).toContain(`"url":"${url}"`);
  await backend.stop();
  await rm(dataDir, { recursive: true });
});
