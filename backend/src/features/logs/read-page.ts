/** A page of the log, from a place in any of its files backwards. */
import { Problem } from '../../problem.ts';
import type { LogRecord } from './log-record.ts';
import { identityOf, type LogVersion, openVersion } from './log-versions.ts';
import type { Part, Want } from './part.ts';
import type { Place } from './place.ts';
import { readPacked } from './read-packed.ts';
import { endOfLines, readPlain } from './read-plain.ts';

export interface PlacedRecord {
  readonly record: LogRecord;
  readonly place: Place;
}

export interface IncompleteFile {
  readonly name: string;
  readonly problem: 'damaged' | 'too_large' | 'unreadable';
}

export interface Page {
  /** The newest first. */
  readonly records: readonly PlacedRecord[];
  /** Where the next page begins; null at the end of all. */
  readonly next: Place | null;
  /** Where the search has stopped for the sake of a quick answer, the time that it came to, in Unix milliseconds. */
  readonly searchedToMs: number | null;
  readonly incomplete: readonly IncompleteFile[];
}

/**
 * @param versions the newest first
 * @param from a page's `next`; null for the end of the newest
 * @throws {Problem} log_file_not_found, log_file_unreadable for the file that grows
 */
export async function readPage(
  versions: readonly LogVersion[],
  from: Place | null,
  want: Want,
): Promise<Page> {
  const page = createPage(want);
  const rest = from === null ? versions : await versionsFrom(versions, from);
  let before = from?.offset ?? null;
  for (const version of rest) {
    const read = await readVersion(version, before, page.left()).catch((error) => refusedBy(version, error));
    before = null;
    const isLast = version === rest.at(-1);
    if (!page.takes(version.name, read, isLast)) break;
  }
  return page.finished();
}

type VersionRead = { readonly identity: string; readonly part: Part } | { readonly problem: 'unreadable' };

/** Takes what is read of one file after the other, until it is full. */
function createPage(want: Want) {
  const records: PlacedRecord[] = [];
  const incomplete: IncompleteFile[] = [];
  let bytes = 0;
  let next: Place | null = null;
  let searchedToMs: number | null = null;

  return {
    /** What is wanted of the next file. */
    left: (): Want => ({
      ...want,
      limit: want.limit - records.length,
      mostBytes: want.mostBytes - bytes,
    }),

    /** @returns whether to go on with the file before */
    takes(name: string, read: VersionRead, isLast: boolean): boolean {
      if ('problem' in read) {
        incomplete.push({ name, problem: read.problem });
        return true;
      }
      const { identity, part } = read;
      bytes += part.bytes;
      records.push(...part.records.map((record) => ({ record, place: { identity, offset: record.offset } })));
      if (part.problem !== null) incomplete.push({ name, problem: part.problem });
      const isPaused = part.end === 'paused' || (part.end === 'all' && bytes >= want.mostBytes && !isLast);
      if (part.end === 'full' || isPaused) next = { identity, offset: part.position };
      if (isPaused) searchedToMs = part.searchedToMs;
      return part.end === 'all' && !isPaused;
    },

    finished: (): Page => ({ records, next, searchedToMs, incomplete }),
  };
}

/** Where the file that grows ends now; null while there is none. */
export async function newestPlace(versions: readonly LogVersion[]): Promise<Place | null> {
  const [version] = versions;
  if (version === undefined || !version.isCurrent) return null;
  await using file = await openVersion(version.path);
  const offset = await endOfLines(file, (await file.stat()).size);
  return { identity: await identityOf(file, false), offset };
}

async function readVersion(
  version: LogVersion,
  before: number | null,
  want: Want,
): Promise<{ identity: string; part: Part }> {
  await using file = await openVersion(version.path);
  const identity = await identityOf(file, version.isCompressed);
  if (version.isCompressed) return { identity, part: await readPacked(file, before, want) };
  const { size } = await file.stat();
  // What has no end yet in the file that grows is still being written.
  const end = version.isCurrent ? await endOfLines(file, size) : size;
  return { identity, part: await readPlain(file, Math.min(before ?? end, end), want) };
}

/** The place's file and those before it; none where it has been deleted since, as those before it have. */
async function versionsFrom(versions: readonly LogVersion[], place: Place): Promise<readonly LogVersion[]> {
  for (const [index, version] of versions.entries()) {
    if (await isFileOf(version, place)) return versions.slice(index);
  }
  return [];
}

/** Whether the place is in this file. */
export async function isFileOf(version: LogVersion, { identity }: Place): Promise<boolean> {
  try {
    await using file = await openVersion(version.path);
    return (await identityOf(file, version.isCompressed)) === identity;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** An older file may be closed to BanGUI, or be taken away this moment; the rest is still worth reading. */
function refusedBy(version: LogVersion, error: unknown): { problem: 'unreadable' } {
  if (version.isCurrent || !(error instanceof Problem)) throw error;
  return { problem: 'unreadable' };
}
