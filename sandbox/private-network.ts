/**
 * A network and a firewall that belong to one process and its children: user_namespaces(7) and
 * network_namespaces(7). Nothing in there touches the machine's own, and no root is needed.
 */
import { spawnSync } from 'node:child_process';

/** Some machines forbid it, as most containers do. */
export function canHavePrivateNetwork(): boolean {
  const [program = '', ...args] = inPrivateNetwork([
    'sh',
    '-c',
    'ipset create probe hash:ip && iptables -t raw -I PREROUTING -m set --match-set probe src -j DROP',
  ]);
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  return spawnSync(program, args, { env: { ...process.env, PATH }, stdio: 'ignore' }).status === 0;
}

/**
 * The command, run as root of a namespace of its own. A change of namespace undoes the promise that a child dies
 * with its parent (prctl(2), PR_SET_PDEATHSIG), so that it is given anew behind it.
 */
export function inPrivateNetwork(command: string[]): string[] {
  const bound = ['setpriv', '--pdeathsig', 'KILL', '--', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
  return ['unshare', '--user', '--map-root-user', '--net', '--', ...bound, ...command];
}
