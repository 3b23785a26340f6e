/**
 * What the daemon does, under the names, types, labels and help texts of fail2ban-prometheus-exporter, so that dashboards
 * made for that one keep working. Totals are gauges there too: they begin anew when fail2ban restarts.
 * Source: https://gitlab.com/hectorjsmith/fail2ban-prometheus-exporter, collector/f2b/socket.go
 */
import type { Registry } from 'prom-client';
import type { DaemonWatch, JailState } from '../../fail2ban/watch.ts';
import { addPulledGauge, type Sample, single } from './pulled-gauge.ts';

export type DaemonPicture = Pick<DaemonWatch, 'daemon' | 'jails'>;

/** Null where the jail cannot be read. */
type JailValue = (jail: JailState) => number | null | undefined;

const jailGauges: readonly { name: string; help: string; value: JailValue }[] = [
  {
    name: 'f2b_jail_failed_current',
    help: "Number of current failures on this jail's filter",
    value: ({ counters }) => counters?.currentlyFailed,
  },
  {
    name: 'f2b_jail_failed_total',
    help: "Number of total failures on this jail's filter",
    value: ({ counters }) => counters?.totalFailed,
  },
  {
    name: 'f2b_jail_banned_current',
    help: 'Number of IPs currently banned in this jail',
    value: ({ counters }) => counters?.currentlyBanned,
  },
  {
    name: 'f2b_jail_banned_total',
    help: 'Total number of IPs banned by this jail (includes expired bans)',
    value: ({ counters }) => counters?.totalBanned,
  },
  {
    name: 'f2b_config_jail_ban_time',
    help: 'How long an IP is banned for in this jail (in seconds)',
    value: ({ settings }) => settings?.bantimeSeconds,
  },
  {
    name: 'f2b_config_jail_find_time',
    help: 'How far back will the filter look for failures in this jail (in seconds)',
    value: ({ settings }) => settings?.findtimeSeconds,
  },
  {
    name: 'f2b_config_jail_max_retries',
    help: 'The number of failures allowed until the IP is banned by this jail',
    value: ({ settings }) => settings?.maxretry,
  },
];

/** Reads BanGUI's picture of the daemon, never the daemon: a scrape costs it nothing, and does not wait for it. */
export function addFail2banSeries(registry: Registry, watch: DaemonPicture, banguiVersion: string): void {
  const isUp = () => watch.daemon().state === 'online';
  const running = () => watch.jails().filter(({ state }) => state === 'running');

  addPulledGauge(registry, {
    name: 'f2b_up',
    help: 'Check if the fail2ban server is up',
    labelNames: [],
    read: () => single(isUp() ? 1 : 0),
  });
  addPulledGauge(registry, {
    name: 'f2b_jail_count',
    help: 'Number of defined jails',
    labelNames: [],
    read: () => single(isUp() ? running().length : null),
  });
  addPulledGauge(registry, {
    name: 'f2b_version',
    help: 'Version of the exporter and fail2ban server',
    labelNames: ['exporter', 'fail2ban'],
    read: () => (isUp() ? [[{ exporter: banguiVersion, fail2ban: watch.daemon().version ?? '' }, 1]] : []),
  });
  for (const { name, help, value } of jailGauges) {
    const read = () => running().flatMap((jail) => toSample(jail.name, value(jail)));
    addPulledGauge(registry, { name, help, labelNames: ['jail'], read });
  }
}

function toSample(jail: string, value: ReturnType<JailValue>): Sample<'jail'>[] {
  return value == null ? [] : [[{ jail }, value]];
}
