/** Lines from the last to the first, of a file that is read in blocks from its end: memory is that of one block. */
import { lineFeed, longestLineBytes, type RawLine, toRawLine } from './raw-line.ts';

export function createBackwardLines() {
  /** The line whose beginning has not been reached: what is known of it, how long that is, and whether it has an end. */
  let begun = Buffer.alloc(0);
  let begunLength = 0;
  let isFinished = false;
  let position = 0;

  function take(block: Buffer, start: number, end: number): void {
    const parts = [block.subarray(start, Math.min(end, start + longestLineBytes)), begun];
    begun = Buffer.concat(parts, Math.min(end - start, longestLineBytes) + begun.length).subarray(
      0,
      longestLineBytes,
    );
    begunLength += end - start;
  }

  function lineFrom(block: Buffer, start: number, end: number, offset: number): RawLine {
    if (begunLength === 0) return toRawLine(block.subarray(start, end), offset, end - start, isFinished);
    take(block, start, end);
    return toRawLine(begun, offset, begunLength, isFinished);
  }

  function beginNext(): void {
    begun = Buffer.alloc(0);
    begunLength = 0;
    isFinished = true;
  }

  return {
    /** Takes the block before those that were given; it is not written over while its lines are in use. */
    push(block: Buffer, offset: number): RawLine[] {
      const lines: RawLine[] = [];
      let end = block.length;
      for (let at = lastLineFeed(block, end); at >= 0; at = lastLineFeed(block, end)) {
        const isNothing = !isFinished && begunLength === 0 && at + 1 === end;
        if (!isNothing) lines.push(lineFrom(block, at + 1, end, offset + at + 1));
        beginNext();
        end = at;
      }
      take(block, 0, end);
      position = offset;
      return lines;
    },

    /** The first line of the file. */
    finish(): RawLine[] {
      if (!isFinished && begunLength === 0) return [];
      return [toRawLine(begun, position, begunLength, isFinished)];
    },
  };
}

function lastLineFeed(block: Buffer, end: number): number {
  return end === 0 ? -1 : block.lastIndexOf(lineFeed, end - 1);
}
