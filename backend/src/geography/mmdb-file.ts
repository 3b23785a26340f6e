/**
 * One MaxMind DB file, read whole and read again when it changes. Whoever replaces it may do so by rename or by writing
 * over it; a file that is not complete, or no database, leaves the one before in use.
 * Source: https://maxmind.github.io/MaxMind-DB/
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { Reader, type Response } from 'maxmind';

export interface MmdbFile {
  /** What the database says about an address; null where it says nothing. */
  get(address: string): Readonly<Record<string, unknown>> | null;
  /** When the database in use was made, in Unix seconds; null where it does not say, or none could be read. */
  builtAt(): number | null;
  /** Why the file cannot be used as it is now, or null. */
  problem(): string | null;
  /** Reads the file again where it has changed. */
  refresh(): void;
  /** What is in use, for another thread; null where nothing could be read. */
  content(): MmdbContent | null;
}

/** A file in memory that threads share. */
export interface MmdbContent {
  /** Names the state of the file that was read. */
  readonly mark: string;
  readonly bytes: SharedArrayBuffer;
}

export type WarningLog = { warn(line: object, message: string): void };

/** Names its content without reading it: a file that was written over, or may be read now, has another time of change. */
function markOf(path: string): string {
  const { dev, ino, size, ctimeMs } = statSync(path);
  return `${dev}:${ino}:${size}:${ctimeMs}`;
}

function readShared(path: string): SharedArrayBuffer {
  const file = openSync(path, 'r');
  try {
    const bytes = new SharedArrayBuffer(fstatSync(file).size);
    readSync(file, Buffer.from(bytes));
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** @param known what another thread has read, which serves until the file changes */
export function openMmdbFile(path: string, log: WarningLog, known: MmdbContent | null = null): MmdbFile {
  let reader: Reader<Response> | null = null;
  let content = known;
  let mark: string | null = null;
  let problem: string | null = null;

  function refresh(): void {
    const before = mark;
    mark = null;
    try {
      mark = markOf(path);
      if (mark === before) return;
      const read = content?.mark === mark ? content : { mark, bytes: readShared(path) };
      reader = new Reader<Response>(Buffer.from(read.bytes));
      content = read;
      problem = null;
    } catch (error) {
      const sentence = `The geography database ${path} cannot be used: ${(error as Error).message}.`;
      if (sentence !== problem) log.warn({ event: 'geography_unusable', path }, sentence);
      problem = sentence;
    }
  }

  refresh();
  return {
    get(address) {
      try {
        return (reader?.get(address) ?? null) as Record<string, unknown> | null;
      } catch {
        // No address, or a damaged record.
        return null;
      }
    },
    builtAt() {
      const builtAt = Math.floor(Number(reader?.metadata.buildEpoch) / 1000);
      return Number.isSafeInteger(builtAt) ? builtAt : null;
    },
    problem: () => problem,
    refresh,
    content: () => content,
  };
}
