import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PrivateDaemon } from './daemon.ts';
import type { KernelEntries } from './numbered-lists.ts';

/** The blocklist in force, as the kernel of a private network tells it. */
export interface KernelList {
  /** What its marker says: the first 16 digits of a digest; empty where it has none. */
  readonly digest: string;
  readonly entries: KernelEntries;
}

const run = promisify(execFile);
// The members of the live list, then all sets, then the members again.
const LOOK = 'ipset save bangui-blocklist; echo; ipset save; echo; ipset save bangui-blocklist';

/**
 * @returns null where there is no list, or fail2ban does not run; undefined where the list was exchanged meanwhile,
 *   so that what was read may be of two
 */
export async function readKernelList({ pid }: PrivateDaemon): Promise<KernelList | null | undefined> {
  if (pid === undefined) return null;
  const inside = ['--target', String(pid), '--user', '--net', '--preserve-credentials', '--'];
  const looked = await run('nsenter', [...inside, 'sh', '-c', LOOK]).catch(() => null);
  const [before = '', sets = '', after = ''] = looked?.stdout.split('\n\n') ?? [];
  if (before.trim() !== after.trim()) return undefined;
  const members = membersOf(before, 'bangui-blocklist');
  if (members.length === 0) return null;
  const entriesOf = (kind: string) =>
    members
      .filter((set) => set.endsWith(`-${kind}`))
      .flatMap((set) => membersOf(sets, set))
      .sort();
  return {
    digest: members.find((set) => set.startsWith('bangui-v-'))?.slice('bangui-v-'.length) ?? '',
    entries: {
      ip4: entriesOf('ip4'),
      net4: entriesOf('net4'),
      ip6: entriesOf('ip6'),
      net6: entriesOf('net6'),
    },
  };
}

function membersOf(saved: string, set: string): string[] {
  const lines = saved.split('\n').filter((line) => line.startsWith(`add ${set} `));
  return lines.map((line) => line.split(' ')[2] ?? '');
}
