/**
 * The folder in which BanGUI and whoever applies the blocklist meet:
 *
 *     lock                  one apply at a time: flock(1)
 *     fence-lock, fence     the newest fencing number, and its flock
 *     current               the committed request, for fail2ban's own start
 *     request-ID            what to do now; becomes taken-ID, without which an apply is called off
 *     result-ID             the answer
 *     versions/DIGEST/      ip4 net4 ip6 net6: one entry a line
 *       delta-from-BASE/    del-ip4 add-ip4 … from another version to this one
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApplyRequest } from './blocklist-driver.ts';
import { FirewallError } from './firewall-error.ts';

type Fields = Readonly<Record<string, string>>;
type SystemError = Error & { code?: string | number; syscall?: string };

const run = promisify(execFile);
const fenceLostStatus = 3;

// Arguments: the number, the finished file, its place. A newest number that was tampered with counts as none.
const commitScript = `
newest=0
[ -f fence ] && read -r newest <fence
case "$newest" in '' | *[!0-9]*) newest=0;; esac
[ "$newest" -le "$1" ] || exit ${fenceLostStatus}
mv -f "$2" "$3"
`;

/**
 * From now on, an apply with a lower fencing number is refused, even one that is at work already.
 * @throws FirewallError `fence_lost` if a higher number came before, `tool_missing`, `apply_failed`
 */
export async function raiseFence(directory: string, fence: number): Promise<void> {
  await commit(directory, fence, 'fence', `${fence}\n`);
}

/**
 * What fail2ban puts into the kernel when it starts, so that a reboot needs no download.
 * @throws FirewallError `fence_lost` if the request's number is not the newest, `tool_missing`, `apply_failed`
 */
export async function writeCurrent(directory: string, request: ApplyRequest): Promise<void> {
  await commit(directory, request.fence, 'current', toText(fieldsOf(request)));
}

/** @throws FirewallError `apply_failed` */
export async function writeRequest(directory: string, id: string, fields: Fields): Promise<void> {
  const finished = join(directory, `finished-${id}`);
  try {
    await prepareFolder(directory);
    await writeDurably(finished, toText(fields));
    await rename(finished, join(directory, `request-${id}`));
  } catch (error) {
    throw notWritable(directory, error as SystemError);
  }
}

async function commit(directory: string, fence: number, name: string, content: string): Promise<void> {
  const finished = `finished-${name}-${randomUUID()}`;
  const command = ['fence-lock', 'sh', '-c', commitScript, 'commit', String(fence), finished, name];
  try {
    await prepareFolder(directory);
    await writeDurably(join(directory, finished), content);
    await run('flock', command, { cwd: directory }).finally(() =>
      rm(join(directory, finished), { force: true }),
    );
  } catch (error) {
    throw commitFailure(directory, fence, error as SystemError);
  }
}

function commitFailure(directory: string, fence: number, error: SystemError): FirewallError {
  if (error.code === fenceLostStatus) {
    return new FirewallError(
      'fence_lost',
      `Another instance of BanGUI has claimed ${directory} with a higher number than ${fence}. If that instance and its database are gone for good, delete the file "fence" in there.`,
      { cause: error },
    );
  }
  if (error.code === 'ENOENT' && error.syscall?.startsWith('spawn')) {
    return new FirewallError('tool_missing', 'BanGUI needs flock: install util-linux.', { cause: error });
  }
  return notWritable(directory, error);
}

function notWritable(directory: string, error: SystemError): FirewallError {
  return new FirewallError(
    'apply_failed',
    `BanGUI cannot write to ${directory}: ${error.message}. Let the user who runs BanGUI own that folder.`,
    { cause: error },
  );
}

/** Makes the folder if it is not there. Whoever applies must be able to read it: another user, or another container. */
async function prepareFolder(directory: string): Promise<void> {
  await mkdir(join(directory, 'versions'), { recursive: true, mode: 0o755 });
  for (const name of ['lock', 'fence-lock']) await (await open(join(directory, name), 'a', 0o644)).close();
}

export function fieldsOf({ fence, digest, base, counts }: ApplyRequest): Fields {
  const { ip4, net4, ip6, net6 } = counts;
  return {
    fence: String(fence),
    digest,
    base: base ?? '',
    ip4: String(ip4),
    net4: String(net4),
    ip6: String(ip6),
    net6: String(net6),
  };
}

/** @returns the values of `name=value` lines; anything else is skipped */
export function parseFields(text: string): Map<string, string> {
  const pairs = text.split('\n').map((line) => /^(\w+)=(.*)$/.exec(line));
  return new Map(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])));
}

function toText(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'w', 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
