/** One log as the files that it is made of: the one that grows, and those that rotation has put aside. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { Problem } from '../../problem.ts';
import { lineFeed } from './raw-line.ts';

export interface LogVersion {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Unix seconds of the last change. */
  readonly modifiedAt: number;
  readonly isCompressed: boolean;
  /** Whether it is the file that grows. */
  readonly isCurrent: boolean;
  /** The same for as long as it is the same file in the file system. */
  readonly inode: string;
}

export interface LogVersions {
  /** The newest first. */
  readonly readable: readonly LogVersion[];
  /** Names of those that are compressed in a way that BanGUI does not read. */
  readonly unread: readonly string[];
}

/** What logrotate and its like add to a name: `.1`, `.2.gz`, `-20261125`, `-20261125-1764000000.gz`. */
const rotated =
  /^(?:\.(?<number>\d{1,6})|[-.](?<date>\d{8}(?:[-T]?\d{2,10})?))(?:\.(?<packed>gz|xz|bz2|zst|lzma|zip))?$/;

/** @param path of the log that grows; it may be missing for a moment */
export async function listVersions(path: string): Promise<LogVersions> {
  const folder = dirname(path);
  const name = basename(path);
  const names = await readdir(folder).catch(() => [name]);
  const older = names
    .filter((each) => each.startsWith(name))
    .map((each) => ({ name: each, suffix: rotated.exec(each.slice(name.length))?.groups }))
    .filter((each) => each.suffix !== undefined)
    .sort((one, other) => ageOf(one.suffix) - ageOf(other.suffix));
  const isRead = ({ suffix }: (typeof older)[number]) => (suffix?.packed ?? 'gz') === 'gz';
  const candidates = [name, ...older.filter(isRead).map((each) => each.name)];
  const versions = await Promise.all(candidates.map((each) => versionOf(join(folder, each), each === name)));
  return {
    readable: versions.filter((version) => version !== null),
    unread: older.filter((each) => !isRead(each)).map((each) => each.name),
  };
}

/** Numbers count from the newest; dates come after them, the newest first. */
function ageOf(suffix: Record<string, string | undefined> | undefined): number {
  if (suffix?.number !== undefined) return Number(suffix.number);
  return Number.MAX_SAFE_INTEGER - Number((suffix?.date ?? '').replaceAll(/\D/g, '').padEnd(15, '0'));
}

async function versionOf(path: string, isCurrent: boolean): Promise<LogVersion | null> {
  // A rotation may be under way.
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  return {
    path,
    name: basename(path),
    sizeBytes: found.size,
    modifiedAt: Math.floor(found.mtimeMs / 1_000),
    isCompressed: path.endsWith('.gz'),
    isCurrent,
    inode: inodeOf(found),
  };
}

export function inodeOf({ dev, ino }: { dev: number; ino: number }): string {
  return `${dev}-${ino}`;
}

/**
 * Opens a file of the log, without following a link or waiting for a pipe.
 * @throws {Problem} log_file_not_found, log_file_unreadable
 */
export async function openVersion(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Problem('log_file_not_found', `There is no file ${path}.`);
    throw new Problem(
      'log_file_unreadable',
      `BanGUI may not read ${path} (${code}). Let its user read the file, for example as a member of the file's group.`,
    );
  }
}

/** As much of a file as makes it known: its first line, or as many bytes of it. */
const knownBytes = 1_024;

/**
 * What a file is known by, whatever rotation has called, moved or compressed it since: a digest of its first line.
 * @returns an empty text where there is no whole line yet
 */
export async function identityOf(file: FileHandle, isCompressed: boolean): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4 * knownBytes), 0, 4 * knownBytes, 0);
  const bytes = buffer.subarray(0, bytesRead);
  return digestOf(isCompressed ? unpackBeginning(bytes) : bytes);
}

function digestOf(bytes: Buffer): string {
  const end = bytes.subarray(0, knownBytes).indexOf(lineFeed);
  if (end < 0 && bytes.length < knownBytes) return '';
  const known = bytes.subarray(0, end < 0 ? knownBytes : end);
  return createHash('sha256').update(known).digest('base64url').slice(0, 16);
}

function unpackBeginning(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: zlib.Z_SYNC_FLUSH });
  } catch {
    // No gzip file, whatever its name says: reading it tells.
    return Buffer.alloc(0);
  }
}
