/**
 * Exchanges several files as one: what was and what shall be stands in a journal before the first file changes, so that
 * whoever is killed in between leaves something that the next start can undo.
 *
 * A single file is exchanged by one rename and never seen half. Of several, fail2ban could read some new and some old
 * ones if it were restarted in the moment between a kill and BanGUI's next start.
 */
import { open, readFile, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeDurably } from '../own-files.ts';
import { checkWritablePath } from './files.ts';

/** Texts by path; null: no such file. */
export type Texts = Readonly<Record<string, string | null>>;

export interface Swap {
  /** Of the change that it belongs to. */
  readonly id: string;
  readonly before: Texts;
  readonly after: Texts;
}

/** Writes the journal, then the files. Where this rejects, `putBack` restores what was. */
export async function swapIn(configDir: string, journal: string, swap: Swap): Promise<void> {
  await writeDurably(journal, JSON.stringify({ configDir, ...swap }));
  await syncFolder(dirname(journal));
  await writeAll(configDir, swap.after);
}

/** From here on the new files stand. */
export async function finish(journal: string): Promise<void> {
  await rm(journal, { force: true });
  await syncFolder(dirname(journal));
}

/**
 * Restores the old files, then forgets the journal. A file that somebody else has changed meanwhile stays.
 * @returns the paths of files that were left alone
 */
export async function putBack(configDir: string, journal: string, swap: Swap): Promise<string[]> {
  const foreign: string[] = [];
  const restored: Record<string, string | null> = {};
  for (const [path, before] of Object.entries(swap.before)) {
    const now = await textOrNull(join(configDir, path));
    if (now === before) continue;
    if (now === swap.after[path]) restored[path] = before;
    else foreign.push(path);
  }
  await writeAll(configDir, restored);
  await finish(journal);
  return foreign;
}

/** The swap that a process began and did not end; null where there is none for this folder. */
export async function readJournal(configDir: string, journal: string): Promise<Swap | null> {
  const text = await textOrNull(journal);
  if (text === null) return null;
  const { configDir: place, id, before, after } = JSON.parse(text);
  return place === configDir ? { id, before, after } : null;
}

async function writeAll(configDir: string, texts: Texts): Promise<void> {
  for (const path of Object.keys(texts)) await checkWritablePath(configDir, path);
  for (const [path, text] of Object.entries(texts)) {
    const place = join(configDir, path);
    if (text === null) await unlink(place).catch(passOver('ENOENT'));
    else await writeDurably(place, text);
    await syncFolder(dirname(place));
  }
}

async function textOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(passOver('ENOENT'));
}

function passOver(code: string): (error: NodeJS.ErrnoException) => null {
  return (error) => {
    if (error.code === code) return null;
    throw error;
  };
}

/** A rename is durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
