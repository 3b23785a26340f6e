/** The files of one compiled set, as the kernel's side reads them: see firewall/ for the whole folder. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CarveOut, compile } from './compile.ts';
import { difference } from './difference.ts';
import type { Drop } from './drops.ts';
import { countAddresses, type PrefixSet } from './prefixes.ts';
import {
  digestOf,
  readSet,
  readSetIfWhole,
  type SetCounts,
  setPath,
  writeDelta,
  writeEntryFiles,
  writeSet,
} from './set-files.ts';

interface VersionTask {
  /** Keeps every set by its digest. */
  readonly setsDir: string;
  readonly exchangeDir: string;
  readonly digest: string;
  /** The set that the kernel holds most likely; null or unknown gives no delta. */
  readonly baseDigest: string | null;
}

export interface PrepareTask extends VersionTask {
  readonly carveOuts: readonly CarveOut[];
}

/** Entries against the base. */
export interface SetChanges {
  readonly added: number;
  readonly removed: number;
}

interface WrittenVersion extends SetChanges {
  readonly counts: SetCounts;
}

export interface PreparedVersion extends WrittenVersion {
  /** Another one than that of the kept set where something had to be carved out of it. */
  readonly digest: string;
  readonly addresses: number;
  readonly drops: readonly Drop[];
}

/** How much of a digest names files, sets and folders: the kernel's names are short. */
const shortDigestLength = 16;
const versionsFolder = 'versions';

export function shortDigest(digest: string): string {
  return digest.slice(0, shortDigestLength);
}

/**
 * Writes the files of a set that is kept in `setsDir`, without what is carved out of it now.
 * @throws ListError set_damaged
 */
export async function prepareVersion({ carveOuts, ...task }: PrepareTask): Promise<PreparedVersion> {
  const kept = await readSet(setPath(task.setsDir, task.digest));
  const { set, drops } = compile([kept], carveOuts);
  const digest = digestOf(set);
  if (digest !== task.digest) await writeSet(setPath(task.setsDir, digest), set);
  const written = await writeVersion({ ...task, digest, set });
  return { ...written, digest, addresses: countAddresses(set.v4), drops };
}

/** The folder appears whole or not at all, so that nobody reads the half of it. */
export async function writeVersion(task: VersionTask & { readonly set: PrefixSet }): Promise<WrittenVersion> {
  const { exchangeDir, digest, set } = task;
  const versions = join(exchangeDir, versionsFolder);
  const unfinished = join(versions, `unfinished-${shortDigest(digest)}-${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  const counts = await writeEntryFiles(unfinished, set);
  const changes = await writeDifference(task, unfinished);
  const finished = join(versions, shortDigest(digest));
  await rm(finished, { recursive: true, force: true });
  await rename(unfinished, finished);
  return { counts, ...changes };
}

/** More changes than this share of the entries take longer than to fill a set anew. */
const largestDelta = 0.3;

async function writeDifference(
  task: VersionTask & { readonly set: PrefixSet },
  directory: string,
): Promise<SetChanges> {
  const base = await readSetIfWhole(task.setsDir, task.baseDigest);
  const changes = compareSets(base, task.set);
  const isSmall = changes.added + changes.removed <= largestDelta * entriesOf(task.set);
  if (base === null || task.baseDigest === null || !isSmall) return changes;
  const delta = join(directory, `delta-from-${shortDigest(task.baseDigest)}`);
  await mkdir(delta);
  await writeDelta(delta, base, task.set);
  return changes;
}

/** Against a base that is not there, everything is new. */
export function compareSets(base: PrefixSet | null, set: PrefixSet): SetChanges {
  if (base === null) return { added: entriesOf(set), removed: 0 };
  const { added, removed } = difference(base, set);
  return { added: entriesOf(added), removed: entriesOf(removed) };
}

function entriesOf({ v4, v6 }: PrefixSet): number {
  return v4.length + v6.length;
}

/** Removes the files of all versions but one. */
export async function removeVersionsBut(exchangeDir: string, digest: string | null): Promise<void> {
  const versions = join(exchangeDir, versionsFolder);
  const kept = digest === null ? null : shortDigest(digest);
  for (const name of await readdir(versions).catch(() => [])) {
    if (name !== kept) await rm(join(versions, name), { recursive: true, force: true });
  }
}
