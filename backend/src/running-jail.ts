/** Finds the jail that a request names, or says why that cannot be done now. */
import type { DaemonWatch, JailState } from './fail2ban/watch.ts';
import { Problem } from './problem.ts';

/** @throws Fail2banError with the reason, or {Problem} fail2ban_unavailable before the first contact */
export function requireDaemon(watch: DaemonWatch): void {
  const { state, problem } = watch.daemon();
  if (state === 'online') return;
  throw (
    problem ?? new Problem('fail2ban_unavailable', 'BanGUI is about to meet fail2ban. Try again in a moment.')
  );
}

/**
 * A jail that runs or is configured; also one that was seen before the daemon went away.
 * @throws {Problem} jail_not_found, and as `requireDaemon` where nobody can tell
 */
export function findJail(watch: DaemonWatch, name: string): JailState {
  const jail = watch.jail(name);
  if (jail !== undefined) return jail;
  requireDaemon(watch);
  throw new Problem('jail_not_found', `fail2ban has no jail called "${name}".`);
}

/** @throws {Problem} jail_not_running, and as `findJail` */
export function findRunningJail(watch: DaemonWatch, name: string): JailState {
  requireDaemon(watch);
  const jail = findJail(watch, name);
  if (jail.state !== 'running')
    throw new Problem('jail_not_running', `The jail "${name}" is not running. Start it first.`);
  return jail;
}
