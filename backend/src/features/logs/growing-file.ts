/** One open file that grows: each look at it gives the records that have been written since. */
import { createForwardLines } from './forward-lines.ts';
import { createForwardRecords, type LogRecord } from './log-record.ts';
import { identityOf, inodeOf, openVersion } from './log-versions.ts';
import type { Place } from './place.ts';

const blockBytes = 64 * 1024;

export type GrowingFile = Awaited<ReturnType<typeof openGrowingFile>>;

/**
 * @param offset where a line begins
 * @throws {Problem} log_file_not_found, log_file_unreadable
 */
export async function openGrowingFile(path: string, offset: number) {
  const file = await openVersion(path);
  const block = Buffer.alloc(blockBytes);
  const lines = createForwardLines(offset);
  const records = createForwardRecords();
  let position = offset;
  let identity = '';

  async function identify(): Promise<string> {
    // A file without a whole line is known by nothing yet.
    if (identity === '') identity = await identityOf(file, false);
    return identity;
  }

  return {
    inode: inodeOf(await file.stat()),

    /** Whether it has become shorter than what was read of it. */
    isTruncated: async (): Promise<boolean> => (await file.stat()).size < position,

    /** Where whoever has the records so far goes on. */
    place: async (): Promise<Place> => ({
      identity: await identify(),
      offset: records.openAt() ?? lines.offset(),
    }),

    /** The records of the next block; null where nothing new has been written. The last record may still go on. */
    async readBlock(): Promise<LogRecord[] | null> {
      const { bytesRead } = await file.read(block, 0, blockBytes, position);
      position += bytesRead;
      return bytesRead === 0 ? null : records.push(lines.push(block.subarray(0, bytesRead)));
    },

    /** The last record, when nothing goes on with it. */
    closeRecord: (): LogRecord[] => records.close(),

    close: (): Promise<void> => file.close(),
  };
}
