import { type FileHandle, open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;
const newline = 0x0a;

/**
 * Where the newest lines of a file begin, as an offset in bytes; 0 where it has no more than those. A line counts
 * once its end is written.
 */
export async function startOfNewestLines(path: string, lines: number): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await seekBackwards(file, size, lines);
  } finally {
    await file.close();
  }
}

async function seekBackwards(file: FileHandle, size: number, lines: number): Promise<number> {
  const buffer = Buffer.alloc(chunkBytes);
  // The end of the newest line does not begin a line, so one more is looked for.
  let missing = lines + 1;
  for (let end = size; end > 0; end -= chunkBytes) {
    const start = Math.max(0, end - chunkBytes);
    const { bytesRead } = await file.read(buffer, 0, end - start, start);
    for (let at = buffer.lastIndexOf(newline, bytesRead - 1); at >= 0; at = previousNewline(buffer, at)) {
      missing -= 1;
      if (missing === 0) return start + at + 1;
    }
  }
  return 0;
}

/** A negative offset would count from the buffer's end. */
function previousNewline(buffer: Buffer, at: number): number {
  return at === 0 ? -1 : buffer.lastIndexOf(newline, at - 1);
}
