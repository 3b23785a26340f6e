/** Lines from the first to the last, of bytes that come in chunks of any size. */
import { lineFeed, longestLineBytes, type RawLine, toRawLine } from './raw-line.ts';

export function createForwardLines(start = 0) {
  let offset = start;
  /** The line that has no end yet: its beginning, and how long it is so far. */
  let begun = Buffer.alloc(0);
  let begunLength = 0;

  function take(chunk: Buffer): void {
    const fitting = chunk.subarray(0, Math.max(0, longestLineBytes - begun.length));
    begun = Buffer.concat([begun, fitting]);
    begunLength += chunk.length;
  }

  function end(): RawLine {
    const line = toRawLine(begun, offset, begunLength, true);
    offset = line.end;
    begun = Buffer.alloc(0);
    begunLength = 0;
    return line;
  }

  return {
    /** Where the line begins that has no end yet. */
    offset: () => offset,

    push(chunk: Buffer): RawLine[] {
      const lines: RawLine[] = [];
      let from = 0;
      for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
        take(chunk.subarray(from, at));
        lines.push(end());
        from = at + 1;
      }
      take(chunk.subarray(from));
      return lines;
    },

    /** The last line, where nothing has ended it. */
    finish: (): RawLine[] => (begunLength === 0 ? [] : [toRawLine(begun, offset, begunLength, false)]),
  };
}
