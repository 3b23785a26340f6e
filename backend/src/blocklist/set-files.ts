/** Sets in files: a binary one for BanGUI, and lines of text for the kernel's side. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bitsOfFamily } from '../network/address.ts';
import { difference } from './difference.ts';
import { linesOf } from './entry-lines.ts';
import { ListError } from './list-error.ts';
import type { Prefixes, PrefixSet } from './prefixes.ts';
import { damaged, expectedBytes, headerBytes, setBytes, toSet } from './set-binary.ts';

export { entryLines } from './entry-lines.ts';
export { digestOf } from './set-binary.ts';

/** Entries: IPv4 addresses and networks, IPv6 addresses and networks. */
export interface SetCounts {
  readonly ip4: number;
  readonly net4: number;
  readonly ip6: number;
  readonly net6: number;
}

export interface DeltaCounts {
  readonly removed: SetCounts;
  readonly added: SetCounts;
}

/** The file that keeps the set with this digest. */
export function setPath(setsDir: string, digest: string): string {
  return join(setsDir, `${digest}.bin`);
}

export function countEntries({ v4, v6 }: PrefixSet): SetCounts {
  const [ip4, ip6] = [countSingle(v4), countSingle(v6)];
  return { ip4, net4: v4.length - ip4, ip6, net6: v6.length - ip6 };
}

function countSingle({ family, prefixLengths }: Prefixes): number {
  let count = 0;
  for (const prefixLength of prefixLengths) if (prefixLength === bitsOfFamily[family]) count += 1;
  return count;
}

/** A crash leaves either the old file or the whole new one. */
export async function writeSet(path: string, set: PrefixSet): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  try {
    await writeFile(unfinished, setBytes(set), 'synced');
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** @throws ListError set_damaged, also where there is no such file */
export async function readSet(path: string): Promise<PrefixSet> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? damaged('its file is gone') : error;
  });
  try {
    return toSet(await readWhole(file));
  } finally {
    await file.close();
  }
}

/** A set whose file is gone or damaged is as good as none, as is one without a name. */
export async function readSetIfWhole(setsDir: string, digest: string | null): Promise<PrefixSet | null> {
  if (digest === null) return null;
  try {
    return await readSet(setPath(setsDir, digest));
  } catch (error) {
    if (error instanceof ListError) return null;
    throw error;
  }
}

/** The size is believed only where file and header agree on it, so that a header that lies costs no memory. */
async function readWhole(file: FileHandle): Promise<ArrayBuffer> {
  const { size } = await file.stat();
  if (size < headerBytes) throw damaged('it is too short');
  const header = new Uint8Array(headerBytes);
  await file.read(header, 0, headerBytes, 0);
  if (expectedBytes(header) !== size) throw damaged('it is too short or too long');
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(bytes, at, size - at, at);
    if (bytesRead === 0) throw damaged('it ends too early');
    at += bytesRead;
  }
  return bytes.buffer;
}

/** Writes the files `ip4`, `net4`, `ip6` and `net6`: an entry a line, sorted by number. */
export function writeEntryFiles(directory: string, set: PrefixSet): Promise<SetCounts> {
  return writeFourFiles(directory, '', set);
}

/** Writes `del-ip4`, `add-ip4`, `del-net4` and so on: what turns `before` into `after`, both sorted. */
export async function writeDelta(
  directory: string,
  before: PrefixSet,
  after: PrefixSet,
): Promise<DeltaCounts> {
  const { removed, added } = difference(before, after);
  return {
    removed: await writeFourFiles(directory, 'del-', removed),
    added: await writeFourFiles(directory, 'add-', added),
  };
}

async function writeFourFiles(directory: string, prefix: string, set: PrefixSet): Promise<SetCounts> {
  for (const prefixes of [set.v4, set.v6]) {
    const { family } = prefixes;
    await writeFile(
      join(directory, `${prefix}ip${family}`),
      linesOf(prefixes, 'addresses', false),
      'unsynced',
    );
    await writeFile(
      join(directory, `${prefix}net${family}`),
      linesOf(prefixes, 'networks', false),
      'unsynced',
    );
  }
  return countEntries(set);
}

/** @param durability text is not synced: it is made from a set that is, and whoever reads it counts its lines */
async function writeFile(
  path: string,
  chunks: Iterable<Uint8Array>,
  durability: 'synced' | 'unsynced',
): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const chunk of chunks) await file.writeFile(chunk);
    if (durability === 'synced') await file.sync();
  } finally {
    await file.close();
  }
}
