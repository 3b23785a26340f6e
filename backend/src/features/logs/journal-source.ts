/** fail2ban's log in the journal of this machine, as `journalctl` tells it. */
import { runTool } from '../../fail2ban/tool-process.ts';
import { parseJournalEntry } from './journal-entry.ts';
import type { LogSource, SourcePage, SourceRecord } from './log-source.ts';
import type { Want } from './part.ts';

export interface JournalSource extends LogSource {
  /** Whether there is a journal with anything of fail2ban's that BanGUI may read. */
  isThere(): Promise<boolean>;
}

/** Whatever fail2ban has written: by syslog, by the journal's own way, or to its standard output under systemd. */
const fromFail2ban = '_COMM=fail2ban-server';
/** A cursor of systemd's is opaque, but is made of these. */
const cursorPattern = /^[a-z0-9=;]{1,400}$/;
const searchDeadlineMs = 20_000;
/** A search looks at this many entries at a time. */
const mostEntries = 50_000;
/** Nearly 25 days, the longest that a timer of Node's can run; browsers come back after it. */
const followDeadlineMs = 2 ** 31 - 1;

/** @param namespace of the journal, see systemd-journald.service(8); the usual one without */
export function createJournalSource(namespace?: string): JournalSource {
  const common = [
    '--output=json',
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    fromFail2ban,
  ];

  return {
    async isThere() {
      const args = [...common, '--lines=1'];
      const entry = await runTool('journalctl', args, { deadlineMilliseconds: searchDeadlineMs }).catch(
        () => '',
      );
      return parseJournalEntry(entry) !== null;
    },

    async read(cursor, want) {
      const search = createEntrySearch(want);
      const signal = AbortSignal.any([want.signal, search.enough]);
      const args = [...common, '--reverse', ...startAfter(cursor)];
      await runTool('journalctl', args, {
        deadlineMilliseconds: searchDeadlineMs,
        signal,
        onLine: search.look,
      }).catch((error: unknown) => {
        if (!search.enough.aborted) throw error;
      });
      return search.page(cursor === null);
    },

    async follow(after, listener, signal) {
      const args = [
        ...common,
        '--follow',
        ...(after === null ? ['--lines=0'] : ['--no-tail', ...startAfter(after)]),
      ];
      await runTool('journalctl', args, {
        deadlineMilliseconds: followDeadlineMs,
        signal,
        onLine(json) {
          const entry = parseJournalEntry(json);
          if (entry !== null) listener.onRecords([{ id: entry.cursor, record: entry.record }], entry.cursor);
        },
      }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

function startAfter(cursor: string | null): string[] {
  return cursor !== null && cursorPattern.test(cursor) ? [`--after-cursor=${cursor}`] : [];
}

/** Looks at entries, the newest first, until it has what is wanted. */
function createEntrySearch({ matches, isTooOld, limit }: Want) {
  const enough = new AbortController();
  const records: SourceRecord[] = [];
  let newest: string | null = null;
  let next: string | null = null;
  let searchedToMs: number | null = null;
  let entries = 0;

  function look(json: string): void {
    const entry = enough.signal.aborted ? null : parseJournalEntry(json);
    if (entry === null) return;
    const { cursor, record } = entry;
    newest ??= cursor;
    entries += 1;
    if (matches(record)) records.push({ id: cursor, record });
    const isFull = records.length === limit;
    const isOver = isTooOld(record);
    if (!isFull && !isOver && entries < mostEntries) return;
    next = isOver ? null : cursor;
    searchedToMs = isFull || isOver ? null : (record.line?.atMs ?? null);
    enough.abort();
  }

  return {
    enough: enough.signal,
    look,
    page: (isFirst: boolean): SourcePage => ({
      records,
      nextCursor: next,
      searchedToMs,
      incomplete: [],
      newest: isFirst ? newest : null,
    }),
  };
}
