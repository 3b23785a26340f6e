/** How the daemon is: for people on the dashboard, for container engines by the health check. */
import type { Fail2banCommands, JailCounters } from '../../fail2ban/commands.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { ServerState } from './schema.ts';

export interface DaemonOptions {
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  /** Whether something that we asked for keeps the daemon busy: then silence is no sign of trouble. */
  readonly isBusyForUs: () => boolean;
  readonly socketPath: string;
  readonly manualJail: string;
  readonly version: string;
}

export type Daemon = ReturnType<typeof createDaemon>;

/** Below the two seconds that a health check may take, with room for a slow machine. */
const healthDeadlineMilliseconds = 1_500;
/** Any number of probes within this time share one ping. */
const healthCacheMilliseconds = 500;

export function createDaemon({
  watch,
  commands,
  isBusyForUs,
  socketPath,
  manualJail,
  version,
}: DaemonOptions) {
  let lastProbe = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve(false) };

  async function probe(): Promise<boolean> {
    try {
      await commands.ping(healthDeadlineMilliseconds);
      return true;
    } catch {
      // A ban of hundreds of addresses keeps the daemon's only thread for seconds: busy for us is not away.
      return isBusyForUs();
    }
  }

  return {
    /** Whether fail2ban answers now; decided within 1.5 s whatever the daemon does. */
    isOnline(): Promise<boolean> {
      const now = performance.now();
      if (now - lastProbe.at > healthCacheMilliseconds) lastProbe = { at: now, answer: probe() };
      return lastProbe.answer;
    },

    state(): ServerState {
      const { state, version: fail2banVersion, since, problem } = watch.daemon();
      const jails = watch.jails();
      const running = jails.filter((jail) => jail.state === 'running');
      const sum = (field: keyof JailCounters) =>
        state === 'online' ? running.reduce((total, jail) => total + (jail.counters?.[field] ?? 0), 0) : null;
      const manual = jails.find((jail) => jail.name === manualJail);
      return {
        banguiVersion: version,
        time: Math.floor(Date.now() / 1000),
        fail2ban: {
          state,
          version: fail2banVersion,
          socket: socketPath,
          since,
          problem: problem && { code: problem.code, title: problem.title, detail: problem.message },
        },
        snapshotComplete: watch.isSnapshotComplete(),
        jails: {
          running: running.length,
          stopped: jails.filter((jail) => jail.state === 'stopped').length,
        },
        bans: { current: sum('currentlyBanned'), total: sum('totalBanned') },
        failures: { current: sum('currentlyFailed'), total: sum('totalFailed') },
        manualJail: state === 'online' ? (manual?.state ?? 'missing') : 'unknown',
      };
    },
  };
}
