/** The files of fail2ban's configuration folder: which there are, whose they are, and their texts. */
import { createHash } from 'node:crypto';
import { access, constants, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export type FileKind = 'server' | 'jail' | 'filter' | 'action' | 'paths' | 'other';

export interface ListedFile {
  /** Within the folder. */
  readonly path: string;
  readonly kind: FileKind;
  /** Comes with fail2ban, or with a package: only its `.local` partner is ever written. */
  readonly isStock: boolean;
  readonly bytes: number;
  readonly changedAtMs: number;
  /** Why its text cannot be had; null where it can. */
  readonly problem: string | null;
}

export interface FileText {
  readonly text: string;
  /** Of the bytes. */
  readonly digest: string;
}

/** A file that is not there, or that cannot be shown or edited. The message is a sentence. */
export class ConfigurationFileError extends Error {
  readonly code: 'not_found' | 'unusable';

  constructor(code: 'not_found' | 'unusable', message: string) {
    super(message);
    this.name = 'ConfigurationFileError';
    this.code = code;
  }
}

/** A hundred times the largest that fail2ban brings. */
export const longestFileBytes = 1024 * 1024;
const folders = ['', 'fail2ban.d', 'jail.d', 'filter.d', 'action.d'];
/** What a file that is written anew may be called: nothing that a shell, a list or another folder could trip over. */
const writablePath =
  /^(?:(?:fail2ban|jail|filter|action)\.d\/)?[\p{L}\p{N}][\p{L}\p{N} ._+@-]{0,99}\.local$/u;

/** Sorted by path. @throws a system error where the folder cannot be read */
export async function listFiles(configDir: string): Promise<ListedFile[]> {
  const roots = await Promise.all(
    folders.map((folder) => realpath(join(configDir, folder)).catch(() => null)),
  );
  const lists = await Promise.all(folders.map((folder) => namesIn(join(configDir, folder), folder === '')));
  const paths = folders.flatMap((folder, index) => (lists[index] ?? []).map((name) => join(folder, name)));
  const files = await Promise.all(paths.map((path) => describe(configDir, roots, path)));
  return files.filter((file) => file !== null).sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function namesIn(folder: string, isRoot: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (!isRoot && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  });
  return entries.filter((entry) => !entry.isDirectory() && isRead(entry.name)).map(({ name }) => name);
}

/** fail2ban reads nothing else. */
function isRead(name: string): boolean {
  return /\.(conf|local)$/.test(name) && !name.startsWith('.');
}

async function describe(
  configDir: string,
  roots: readonly (string | null)[],
  path: string,
): Promise<ListedFile | null> {
  const place = join(configDir, path);
  try {
    const [found, real] = [await stat(place), await realpath(place)];
    const facts = {
      path,
      kind: kindOf(path),
      isStock: isStock(path),
      bytes: found.size,
      changedAtMs: found.mtimeMs,
    };
    return { ...facts, problem: problemOf(found.isFile(), found.size, real, roots) };
  } catch (error) {
    // It was removed meanwhile, or is a link to nothing, which fail2ban passes over as well.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const problem = `It cannot be looked at: ${(error as Error).message}.`;
    return { path, kind: kindOf(path), isStock: isStock(path), bytes: 0, changedAtMs: 0, problem };
  }
}

/** A folder may be a link, which is the administrator's decision; a file that leads elsewhere is not followed. */
function problemOf(
  isFile: boolean,
  bytes: number,
  real: string,
  roots: readonly (string | null)[],
): string | null {
  if (!isFile) return 'It is no ordinary file.';
  if (!roots.some((root) => root !== null && real.startsWith(root + sep)))
    return `It is a link to ${real}, outside of the configuration.`;
  if (bytes > longestFileBytes) return `It has ${bytes} bytes; files up to ${longestFileBytes} are shown.`;
  return null;
}

function kindOf(path: string): FileKind {
  const [folder = '', name] = path.split('/');
  if (name !== undefined) return folderKinds[folder] ?? 'other';
  if (/^fail2ban\./.test(path)) return 'server';
  if (/^jail\./.test(path)) return 'jail';
  return /^paths-/.test(path) ? 'paths' : 'other';
}

const folderKinds: Readonly<Record<string, FileKind>> = {
  'fail2ban.d': 'server',
  'jail.d': 'jail',
  'filter.d': 'filter',
  'action.d': 'action',
};

export function isStock(path: string): boolean {
  return path.endsWith('.conf');
}

/** The file that fail2ban reads right before or after this one, in its place. */
export function partnerOf(path: string): string {
  return isStock(path) ? path.replace(/\.conf$/, '.local') : path.replace(/\.local$/, '.conf');
}

/**
 * @param path exactly as `listFiles` names it
 * @throws {ConfigurationFileError}
 */
export async function readText(configDir: string, path: string): Promise<FileText> {
  const file = (await listFiles(configDir)).find((each) => each.path === path);
  if (file === undefined) {
    throw new ConfigurationFileError(
      'not_found',
      `There is no file ${path} among those that fail2ban reads.`,
    );
  }
  return readListed(configDir, file);
}

/** @throws {ConfigurationFileError} */
export async function readListed(configDir: string, { path, problem }: ListedFile): Promise<FileText> {
  if (problem !== null) throw new ConfigurationFileError('unusable', `${path}: ${problem}`);
  const bytes = await readBounded(join(configDir, path));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, digest: digestOf(bytes) };
  } catch {
    throw new ConfigurationFileError(
      'unusable',
      `${path} is not in UTF-8, so that fail2ban passes over it too.`,
    );
  }
}

/** A file can grow after it was looked at. */
async function readBounded(place: string): Promise<Buffer> {
  const file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(longestFileBytes + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) break;
    }
    if (length > longestFileBytes)
      throw new ConfigurationFileError('unusable', `${place} is too large to be shown.`);
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * @throws {ConfigurationFileError} unless the path is one that BanGUI writes: an own file, by its name, and no link
 */
export async function checkWritablePath(configDir: string, path: string): Promise<void> {
  if (!writablePath.test(path)) {
    const advice = isStock(path) ? ` Write ${partnerOf(path)} instead, which goes before it.` : '';
    throw new ConfigurationFileError(
      'unusable',
      `${path} is not one of the files that BanGUI writes.${advice}`,
    );
  }
  const found = await lstat(join(configDir, path)).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new ConfigurationFileError(
      'unusable',
      `${path} is a link or no ordinary file, so BanGUI leaves it alone.`,
    );
  }
}

/** A sentence that says why the folder cannot be written; null where it can. */
export async function whyNotWritable(configDir: string): Promise<string | null> {
  for (const folder of folders) {
    try {
      await access(join(configDir, folder), constants.W_OK | constants.X_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (folder !== '' && code === 'ENOENT') continue;
      return `BanGUI may not write to ${join(configDir, folder)} (${code}). Give its user that right; see Docs/Systemd.md.`;
    }
  }
  return null;
}
