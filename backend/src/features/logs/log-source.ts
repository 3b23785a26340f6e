/** Where fail2ban's log is read from: its files, or the journal. */
import type { Problem } from '../../problem.ts';
import type { LogRecord } from './log-record.ts';
import type { Want } from './part.ts';
import type { IncompleteFile } from './read-page.ts';

export interface SourceRecord {
  /** The same whenever and however the record is read. */
  readonly id: string;
  readonly record: LogRecord;
}

export interface SourcePage {
  /** The newest first. */
  readonly records: readonly SourceRecord[];
  readonly nextCursor: string | null;
  /** Where the search has stopped for the sake of a quick answer, the time that it came to, in Unix milliseconds. */
  readonly searchedToMs: number | null;
  readonly incomplete: readonly IncompleteFile[];
  /** From where to follow what is written after a first page; null on others. */
  readonly newest: string | null;
}

export interface SourceListener {
  /** @param resume what to follow from, should the connection be lost */
  onRecords(records: readonly SourceRecord[], resume: string): void;
  /** Whoever has read before has to read anew. */
  onReset(): void;
  /** Why nothing can be read now; null once it can again. */
  onProblem(problem: Problem | null): void;
}

export interface LogSource {
  /** @param cursor of the page before; null for the newest */
  read(cursor: string | null, want: Want): Promise<SourcePage>;
  /** Until the signal ends it. @param after null for what is written from now on */
  follow(after: string | null, listener: SourceListener, signal: AbortSignal): Promise<void>;
}
