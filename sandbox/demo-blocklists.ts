import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { attackerAddresses } from './addresses.ts';
import { endChild } from './child.ts';
import type { PrivateDaemon } from './daemon.ts';
import { type ListServer, startListServer } from './list-server.ts';
import { createRandom } from './random.ts';

export interface DemoBlocklists {
  readonly lists: ListServer;
  /** Adds the lists to a BanGUI, and lets its fail2ban enforce them where it can. */
  addTo(url: string, password: string, isEnforced: boolean): Promise<void>;
  /** Lets some of the listed addresses knock, within the daemon's own network. */
  knock(daemon: PrivateDaemon): () => Promise<void>;
}

const BOTNET = { name: 'Demo: botnet', path: '/botnet.txt', entries: 60_000 };
const SCANNERS = { name: 'Demo: scanners', path: '/scanners.txt', entries: 25_000 };
const SHARED = 8_000;
const KNOCKING = 12;
const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * Two lists that share some entries, published on the loopback interface.
 * @param port the wanted one, so that the lists of the demo before are found again; another one where it is taken
 */
export async function startDemoBlocklists(port: number): Promise<DemoBlocklists> {
  const addresses = attackerAddresses(createRandom(42), BOTNET.entries + SCANNERS.entries);
  const botnet = addresses.slice(0, BOTNET.entries);
  const scanners = [
    ...addresses.slice(BOTNET.entries),
    ...botnet.slice(0, SHARED),
    '10.0.0.0/8',
    'example.org',
  ];
  const lists = await startListServer(port).catch(() => startListServer());
  lists.put(BOTNET.path, toList('Machines of a botnet (made up)', botnet));
  lists.put(SCANNERS.path, toList('Who scans the whole internet (made up)', scanners));

  return {
    lists,
    async addTo(url, password, isEnforced) {
      const send = await signIn(url, password);
      if (isEnforced) await send('POST', '/blocklists/jail');
      const { items } = (await send('GET', '/blocklists')) as { items: { id: number; name: string }[] };
      for (const { name, path } of [BOTNET, SCANNERS]) {
        const known = items.find((item) => item.name === name);
        const place = { url: `${lists.url}${path}` };
        if (known === undefined)
          await send('POST', '/blocklists', { name, ...place, schedule: '*/15 * * * *' });
        else await send('PATCH', `/blocklists/${known.id}`, place);
      }
    },
    knock(daemon) {
      const knocking = knockFrom(
        daemon,
        botnet.filter((address) => !address.includes(':')).slice(0, KNOCKING),
      );
      return () => endChild(knocking, 'SIGTERM');
    },
  };
}

function toList(title: string, addresses: string[]): string {
  return [`# ${title}`, ...addresses, ''].join('\n');
}

async function signIn(url: string, password: string) {
  const login = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ username: 'admin', password }),
  });
  const cookie = login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

  return async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : JSON_TYPE) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

/** In the daemon's namespaces, and not longer than this process. */
function knockFrom(daemon: PrivateDaemon, addresses: string[]): ChildProcess {
  const enter = ['--target', String(daemon.pid), '--user', '--net', '--preserve-credentials', '--'];
  const bound = ['setpriv', '--pdeathsig', 'KILL', '--'];
  const script = join(import.meta.dirname, 'stray-packets.ts');
  return spawn('nsenter', [...enter, ...bound, process.execPath, script, ...addresses], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    detached: true,
  });
}
