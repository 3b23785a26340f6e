/** Records of a file from a place in it to its beginning, in blocks. */
import type { FileHandle } from 'node:fs/promises';
import { createBackwardLines } from './backward-lines.ts';
import { createBackwardRecords } from './log-record.ts';
import { createSearch, type Part, type Want } from './part.ts';
import { lineFeed } from './raw-line.ts';

const blockBytes = 64 * 1024;

/** @param end where a line begins, or the end of the file */
export async function readPlain(file: FileHandle, end: number, want: Want): Promise<Part> {
  const lines = createBackwardLines();
  const records = createBackwardRecords();
  const search = createSearch(want);
  let start = end;
  let goesOn = true;
  while (goesOn && start > 0) {
    want.signal.throwIfAborted();
    const block = await readBlock(file, Math.max(0, start - blockBytes), start);
    start = Math.max(0, start - blockBytes);
    goesOn = search.lookAt(records.push(lines.push(block, start)));
    if (end - start >= want.mostBytes && start > 0 && goesOn) goesOn = !search.pause();
  }
  if (goesOn) search.lookAt([...records.push(lines.finish()), ...records.close()]);
  return search.part(end - start);
}

/** Where the last line ends that has an end; 0 without one. */
export async function endOfLines(file: FileHandle, size: number): Promise<number> {
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - blockBytes);
    const at = (await readBlock(file, start, end)).lastIndexOf(lineFeed);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

/** Shorter than asked for where the file has become so. */
async function readBlock(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(end - start), 0, end - start, start);
  return buffer.subarray(0, bytesRead);
}
