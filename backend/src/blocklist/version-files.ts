/** The files of one compiled set, as the kernel's side reads them: see firewall/ for the whole folder. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { difference } from './difference.ts';
import { ListError } from './list-error.ts';
import type { PrefixSet } from './prefixes.ts';
import { readSet, type SetCounts, setPath, writeDelta, writeEntryFiles } from './set-files.ts';

export interface PrepareTask {
  /** Keeps every set by its digest. */
  readonly setsDir: string;
  readonly exchangeDir: string;
  readonly digest: string;
  /** The set that the kernel holds most likely; null or unknown gives no delta. */
  readonly baseDigest: string | null;
}

/** Entries against the base. */
export interface SetChanges {
  readonly added: number;
  readonly removed: number;
}

export interface PreparedVersion extends SetChanges {
  readonly counts: SetCounts;
}

/** How much of a digest names files, sets and folders: the kernel's names are short. */
const shortDigestLength = 16;
const versionsFolder = 'versions';

export function shortDigest(digest: string): string {
  return digest.slice(0, shortDigestLength);
}

/**
 * Writes the files of a set that is kept in `setsDir`.
 * @throws ListError set_damaged
 */
export async function prepareVersion({ digest, ...task }: PrepareTask): Promise<PreparedVersion> {
  return writeVersion({ ...task, digest, set: await readSet(setPath(task.setsDir, digest)) });
}

/** The folder appears whole or not at all, so that nobody reads the half of it. */
export async function writeVersion(
  task: PrepareTask & { readonly set: PrefixSet },
): Promise<PreparedVersion> {
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
  task: PrepareTask & { readonly set: PrefixSet },
  directory: string,
): Promise<SetChanges> {
  const base = await readBase(task);
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

/** A base whose file is gone or damaged is as good as none. */
export async function readBase({
  setsDir,
  baseDigest,
}: Pick<PrepareTask, 'setsDir' | 'baseDigest'>): Promise<PrefixSet | null> {
  if (baseDigest === null) return null;
  try {
    return await readSet(setPath(setsDir, baseDigest));
  } catch (error) {
    if (error instanceof ListError) return null;
    throw error;
  }
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
