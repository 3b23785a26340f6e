/** The longest list that can be sent as text, in characters. */
export const longestText = 32 * 1024 * 1024;

export interface ListFile {
  name: string;
  /** As it lies on the disk. */
  bytes: number;
  lines: number;
  text: string;
}

export class ListFileError extends Error {
  readonly reason: 'too_large' | 'unreadable';

  constructor(reason: 'too_large' | 'unreadable') {
    super(reason);
    this.name = 'ListFileError';
    this.reason = reason;
  }
}

/**
 * Reads a list, unpacked where it is gzip (RFC 1952), which its first two bytes say.
 * @throws {ListFileError} as soon as it is longer than can be sent, so that a bomb fills no memory.
 */
export async function readListFile(file: File): Promise<ListFile> {
  try {
    const isPacked = await hasGzipMark(file);
    const stream: ReadableStream<BufferSource> = file.stream();
    const bytes = isPacked ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
    const text = await readText(bytes.pipeThrough(new TextDecoderStream()));
    return { name: file.name, bytes: file.size, lines: countLines(text), text };
  } catch (error) {
    throw error instanceof ListFileError ? error : new ListFileError('unreadable');
  }
}

function countLines(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

async function hasGzipMark(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function readText(stream: ReadableStream<string>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  // A reader instead of `for await`, which not every browser has on streams.
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('');
    length += value.length;
    if (length > longestText) {
      void reader.cancel();
      throw new ListFileError('too_large');
    }
    parts.push(value);
  }
}
