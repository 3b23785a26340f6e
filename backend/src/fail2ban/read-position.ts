/** How far another process of ours has read a file. Linux: proc(5), `fd` and `fdinfo`. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/**
 * @param path the file's real path
 * @returns bytes
 * @throws where the process has ended, or does not have the file open
 */
export async function readPosition(pid: number, path: string): Promise<number> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  for (const descriptor of descriptors) {
    if ((await readlink(`/proc/${pid}/fd/${descriptor}`)) === path) return positionOf(pid, descriptor);
  }
  throw new Error(`Process ${pid} does not have ${path} open.`);
}

async function positionOf(pid: number, descriptor: string): Promise<number> {
  const facts = await readFile(`/proc/${pid}/fdinfo/${descriptor}`, 'utf8');
  return Number(/^pos:\s*(\d+)/m.exec(facts)?.[1] ?? 0);
}
