/** What is written to a log from now on, or from a place in it, through rotation, truncation and absence. */
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../problem.ts';
import { type GrowingFile, openGrowingFile } from './growing-file.ts';
import type { LogRecord } from './log-record.ts';
import { inodeOf, type LogVersion, listVersions } from './log-versions.ts';
import type { Place } from './place.ts';
import { isFileOf, newestPlace } from './read-page.ts';

export interface FollowListener {
  /** @param after where to go on, should the connection be lost */
  onRecords(records: readonly LogRecord[], after: Place): void;
  /** The place is gone, or too much has been written since: whoever has read up to it has to read anew. */
  onReset(): void;
  /** Why nothing can be read now; null once it can again. */
  onProblem(problem: Problem | null): void;
}

export interface FollowOptions {
  /** Without links. */
  readonly path: string;
  /** Null for now. */
  readonly from: Place | null;
  readonly signal: AbortSignal;
  readonly lookMilliseconds?: number;
}

/** More than this is read by pages sooner than line by line. */
const mostMissedBytes = 4 * 1024 * 1024;

/** Looks at the file again and again until the signal ends it, and never rejects because the file is gone or closed to us. */
export async function followFile(options: FollowOptions, listener: FollowListener): Promise<void> {
  const { path, from, signal, lookMilliseconds = 300 } = options;
  let file: GrowingFile | null = null;
  let code: string | null = null;

  async function tell(growing: GrowingFile, records: readonly LogRecord[]): Promise<void> {
    if (records.length > 0) listener.onRecords(records, await growing.place());
  }

  /** @returns whether there was anything new */
  async function readNew(growing: GrowingFile): Promise<boolean> {
    let hasNews = false;
    for (let records = await growing.readBlock(); records !== null; records = await growing.readBlock()) {
      hasNews = true;
      await tell(growing, records);
      signal.throwIfAborted();
    }
    return hasNews;
  }

  /** @returns the file to look at the next time */
  async function look(growing: GrowingFile): Promise<GrowingFile> {
    if (await readNew(growing)) return growing;
    // A traceback may be written in several parts; when nothing more comes, it is whole.
    await tell(growing, growing.closeRecord());
    const next = (await growing.isTruncated()) ? path : await successorOf(path, growing.inode);
    if (next === null) return growing;
    const successor = await openGrowingFile(next, 0);
    await readNew(growing);
    await tell(growing, growing.closeRecord());
    await growing.close();
    return successor;
  }

  /** Whoever had to wait for the file may have missed its beginning. */
  async function begin(): Promise<GrowingFile> {
    if (code === null) return openAt(path, from, listener);
    const opened = await openAt(path, null, listener);
    listener.onReset();
    return opened;
  }

  function note(problem: Problem | null): void {
    if (code === (problem?.code ?? null)) return;
    code = problem?.code ?? null;
    listener.onProblem(problem);
  }

  try {
    while (!signal.aborted) {
      try {
        file = await (file === null ? begin() : look(file));
        note(null);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        note(error);
      }
      await sleep(lookMilliseconds, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await file?.close();
  }
}

/** The file of the place, or, where that cannot be gone on from, the end of the file that grows. */
async function openAt(path: string, from: Place | null, listener: FollowListener): Promise<GrowingFile> {
  const { readable } = await listVersions(path);
  const version = from === null ? null : await plainVersionOf(readable, from);
  if (version !== null && from !== null) return openGrowingFile(version.path, from.offset);
  if (from !== null) listener.onReset();
  return openGrowingFile(path, (await newestPlace(readable))?.offset ?? 0);
}

async function plainVersionOf(versions: readonly LogVersion[], place: Place): Promise<LogVersion | null> {
  let missed = 0;
  for (const version of versions) {
    missed += version.sizeBytes;
    if (version.isCompressed || missed - place.offset > mostMissedBytes) return null;
    if (await isFileOf(version, place)) return version;
  }
  return null;
}

/**
 * The path of the file that came after the one with this inode, if there is one and it is in use.
 * @throws {Problem} log_file_not_found where there is no log at all now
 */
async function successorOf(path: string, inode: string): Promise<string | null> {
  const current = await stat(path).catch(() => null);
  if (current === null) throw new Problem('log_file_not_found', `There is no file ${path}.`);
  if (inodeOf(current) === inode) return null;
  const plain = (await listVersions(path)).readable.filter((version) => !version.isCompressed);
  const next = plain[Math.max(0, plain.findIndex((version) => version.inode === inode) - 1)];
  return next === undefined || (next.isCurrent && next.sizeBytes === 0) ? null : next.path;
}
