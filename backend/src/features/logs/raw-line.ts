/** Lines of a file as bytes, however long they are: only the beginning of a long one is kept. */

export interface RawLine {
  /** Of its first byte in the (unpacked) file. */
  readonly offset: number;
  /** Of the first byte after it. */
  readonly end: number;
  /** Decoded as UTF-8, what is none replaced; at most `longestLineBytes` of it. */
  readonly text: string;
  readonly isCut: boolean;
  /** Whether its end has been written. */
  readonly isFinished: boolean;
}

export const longestLineBytes = 8_192;
export const lineFeed = 0x0a;

/** @param beginning all of the line without its end, or at least as much of it as is kept */
export function toRawLine(beginning: Buffer, offset: number, length: number, isFinished: boolean): RawLine {
  return {
    offset,
    end: offset + length + (isFinished ? 1 : 0),
    text: beginning.toString('utf8', 0, Math.min(beginning.length, longestLineBytes)),
    isCut: length > longestLineBytes,
    isFinished,
  };
}
