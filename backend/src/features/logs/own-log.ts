/** Where fail2ban writes its own log, also while it is not running: that is when people look for it. */
import type { DaemonWatch } from '../../fail2ban/watch.ts';

export type OwnLog =
  | { readonly kind: 'file'; readonly path: string }
  /** `target` in fail2ban's words, such as `STDOUT`. */
  | { readonly kind: 'stream'; readonly target: string }
  | { readonly kind: 'unknown' };

export interface OwnLogOptions {
  readonly watch: Pick<DaemonWatch, 'daemon'>;
  /** What the daemon says. */
  readonly target: () => Promise<string>;
  /** What the configuration files say. */
  readonly configuredTarget: () => Promise<string | undefined>;
}

/** fail2ban's words for what is no file, in capitals or not. Source: `setLogTarget` in server/server.py. */
const streams = ['STDOUT', 'STDERR', 'SYSOUT', 'SYSLOG', 'SYSTEMD-JOURNAL', 'INHERITED'];

export type FindOwnLog = ReturnType<typeof createOwnLog>;

export function createOwnLog({ watch, target, configuredTarget }: OwnLogOptions) {
  let known: string | undefined;

  /** The daemon may write elsewhere than its files say, so what it said last counts more. */
  async function currentTarget(): Promise<string | undefined> {
    if (watch.daemon().state === 'online') known = await target().catch(() => known);
    return known ?? (await configuredTarget().catch(() => undefined));
  }

  return async (): Promise<OwnLog> => {
    const written = await currentTarget();
    if (written === undefined) return { kind: 'unknown' };
    // In the files, options may follow: `/var/log/fail2ban.log[padding=off]`.
    const name = written.replace(/\s*\[.*\]$/s, '');
    return streams.includes(name.toUpperCase())
      ? { kind: 'stream', target: name }
      : { kind: 'file', path: name };
  };
}
