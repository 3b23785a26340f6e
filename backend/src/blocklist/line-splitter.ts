/** Bytes into lines, however they are cut into chunks: LF, CRLF and CR end a line. */
import { ListError } from './list-error.ts';

/** Longer lines are no entries; only their beginning is kept. */
const longestLine = 4096;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface LineHandlers {
  /** Called for every line that is not empty. The bytes are written over afterwards. */
  readonly onLine: (bytes: Uint8Array, start: number, end: number) => void;
  /** Given the beginning of the line. */
  readonly onLongLine: (beginning: Uint8Array) => void;
}

export function createLineSplitter({ onLine, onLongLine }: LineHandlers) {
  /** The beginning of a line whose end has not come yet. */
  const begun = new Uint8Array(longestLine);
  let begunLength = 0;
  let lines = 0;
  let lastEnd = 0;

  function keep(chunk: Uint8Array, start: number, end: number): void {
    if (begunLength < longestLine) {
      const fitting = Math.min(end - start, longestLine - begunLength);
      begun.set(chunk.subarray(start, start + fitting), begunLength);
    }
    begunLength += end - start;
  }

  function endLine(chunk: Uint8Array, start: number, end: number): void {
    lines += 1;
    const length = begunLength + end - start;
    if (length === 0) return;
    if (begunLength === 0 && length <= longestLine) {
      onLine(chunk, start, end);
      return;
    }
    keep(chunk, start, end);
    begunLength = 0;
    if (length <= longestLine) onLine(begun, 0, length);
    else onLongLine(begun);
  }

  return {
    /** How many lines have ended. */
    lines: () => lines,

    /** @throws ListError not_a_list */
    push(chunk: Uint8Array): void {
      let start = 0;
      for (let at = nextControl(chunk, 0); at < chunk.length; at = nextControl(chunk, at + 1)) {
        const byte = chunk[at] as number;
        if (byte === 0) throw nulByte();
        if (byte !== lineFeed && byte !== carriageReturn) continue;
        const isSecondOfPair =
          byte === lineFeed && lastEnd === carriageReturn && at === start && begunLength === 0;
        if (!isSecondOfPair) endLine(chunk, start, at);
        lastEnd = byte;
        start = at + 1;
      }
      keep(chunk, start, chunk.length);
    },

    /** The last line may end without a sign of it. */
    finish(): void {
      if (begunLength > 0) endLine(begun, 0, 0);
    },
  };
}

/** The next byte that may end a line, or a text. */
function nextControl(chunk: Uint8Array, start: number): number {
  let at = start;
  while (at < chunk.length && (chunk[at] as number) > carriageReturn) at += 1;
  return at;
}

function nulByte(): ListError {
  return new ListError(
    'not_a_list',
    'The list holds NUL bytes, as programs, archives and UTF-16 text do. A list has to be plain text in UTF-8.',
  );
}
