/** How the conversation with fail2ban goes. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { SocketObserver } from '../../fail2ban/socket.ts';

/** A quick daemon answers in half a millisecond; a ban with a firewall action takes 9 ms, a whole list seconds. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5, 30];

export function addSocketSeries(registry: Registry): SocketObserver {
  const registers = [registry];
  const duration = new Histogram({
    name: 'bangui_fail2ban_command_duration_seconds',
    help: 'How long fail2ban took to answer a command, by the first word of the command',
    labelNames: ['command'],
    buckets,
    registers,
  });
  const failures = new Counter({
    name: 'bangui_fail2ban_failures_total',
    help: 'Commands that came to nothing and connections that could not be had or kept, by reason',
    labelNames: ['code'],
    registers,
  });
  // The exporter's own count of the same, with its two kinds: see fail2ban-series.ts.
  const errors = new Counter({
    name: 'f2b_errors',
    help: 'Number of errors found since startup',
    labelNames: ['type'],
    registers,
  });
  for (const type of ['socket_conn', 'socket_req']) errors.inc({ type }, 0);

  return {
    onAnswer: ([command = ''], seconds) => duration.observe({ command }, seconds),
    onFailure({ code }, command) {
      failures.inc({ code });
      errors.inc({ type: command === undefined ? 'socket_conn' : 'socket_req' });
    },
  };
}
