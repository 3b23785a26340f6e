/** fail2ban's log in a file, with what rotation has put aside. */
import { followFile } from './follow-file.ts';
import type { LogSource } from './log-source.ts';
import { listVersions } from './log-versions.ts';
import { formatPlace, parsePlace } from './place.ts';
import { newestPlace, readPage } from './read-page.ts';

/** @param path without links */
export function createFileSource(path: string): LogSource {
  return {
    async read(cursor, want) {
      const { readable } = await listVersions(path);
      // What is written meanwhile is followed, and not missed.
      const newest = cursor === null ? await newestPlace(readable) : null;
      const from = cursor === null ? newest : parsePlace(cursor);
      const page = await readPage(readable, from, want);
      return {
        records: page.records.map(({ record, place }) => ({ id: formatPlace(place), record })),
        nextCursor: page.next && formatPlace(page.next),
        searchedToMs: page.searchedToMs,
        incomplete: page.incomplete,
        newest: newest && formatPlace(newest),
      };
    },

    follow: (after, { onRecords, onReset, onProblem }, signal) =>
      followFile(
        { path, from: after === null ? null : parsePlace(after), signal },
        {
          onReset,
          onProblem,
          onRecords: (records, { identity, offset }) =>
            onRecords(
              records.map((record) => ({ id: formatPlace({ identity, offset: record.offset }), record })),
              formatPlace({ identity, offset }),
            ),
        },
      ),
  };
}
