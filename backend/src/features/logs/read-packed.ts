/** Records of a gzip file before a place in it: unpacked from its beginning as a stream, of which only the last are kept. */
import type { FileHandle } from 'node:fs/promises';
import { addAbortSignal, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createForwardLines } from './forward-lines.ts';
import { createForwardRecords, type LogRecord } from './log-record.ts';
import type { Part, Want } from './part.ts';

const chunkBytes = 64 * 1024;
/** A compressed file can hide a thousand times its size. */
const mostUnpackedBytes = 2 * 1024 ** 3;

/** @param before a place in what is unpacked; null for its end */
export async function readPacked(
  file: FileHandle,
  before: number | null,
  want: Want,
  mostBytes = mostUnpackedBytes,
): Promise<Part> {
  const lines = createForwardLines();
  const records = createForwardRecords();
  const tail = createTail(before, want);
  let bytes = 0;
  let problem: Part['problem'] = null;
  try {
    for await (const chunk of unpack(file, want.signal)) {
      bytes += chunk.length;
      if (bytes > mostBytes) problem = 'too_large';
      const goesOn = tail.lookAt(records.push(lines.push(chunk)));
      if (!goesOn || problem !== null) break;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    problem = 'damaged';
  }
  tail.lookAt([...records.push(lines.finish()), ...records.close()]);
  return { ...tail.part(), bytes, problem };
}

/** The last records that match, of those before a place. */
function createTail(before: number | null, { matches, isTooOld, limit }: Want) {
  const kept: LogRecord[] = [];
  let first: LogRecord | null = null;
  let isFull = false;

  function look(record: LogRecord): boolean {
    if (before !== null && record.offset >= before) return false;
    first ??= record;
    if (matches(record)) kept.push(record);
    if (kept.length > limit) {
      kept.shift();
      isFull = true;
    }
    return true;
  }

  function end(): Part['end'] {
    if (isFull) return 'full';
    return first !== null && isTooOld(first) ? 'over' : 'all';
  }

  return {
    /** @returns whether to go on */
    lookAt: (records: readonly LogRecord[]): boolean => records.every(look),
    part: () => ({
      records: kept.toReversed(),
      end: end(),
      position: isFull ? (kept[0]?.offset ?? 0) : 0,
      searchedToMs: first?.line?.atMs ?? null,
    }),
  };
}

function unpack(file: FileHandle, signal: AbortSignal): Readable {
  const packed = file.createReadStream({ autoClose: false, start: 0, highWaterMark: chunkBytes });
  const unpacked = addAbortSignal(signal, createGunzip({ chunkSize: chunkBytes }));
  // Whoever reads the last stream hears of every error.
  return pipeline(packed, unpacked, () => {});
}

function isDamage(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('Z_');
}
