import type { BlocklistFormat, BlocklistSource, BlocklistSourceRequest } from '../../api/types';
import type { ListFile } from './read-list-file';
import { choiceOf, cronOf, type ScheduleChoice } from './schedule';

const mebibyte = 1024 * 1024;

/** A source as it stands in the form. */
export interface SourceDraft {
  name: string;
  url: string;
  text: string;
  file: ListFile | null;
  format: BlocklistFormat;
  csvColumn: number;
  schedule: ScheduleChoice;
  ownCron: string;
  timeZone: string;
  maxMebibytes: number;
  maxEntries: number;
}

export type SourceKind = 'url' | 'text';

export function emptyDraft(): SourceDraft {
  return {
    name: '',
    url: '',
    text: '',
    file: null,
    format: 'auto',
    csvColumn: 1,
    schedule: 'day',
    ownCron: '',
    timeZone: browserTimeZone(),
    maxMebibytes: 64,
    maxEntries: 2_000_000,
  };
}

export function draftOf(source: BlocklistSource): SourceDraft {
  const schedule = choiceOf(source.schedule);
  return {
    name: source.name,
    url: source.url ?? '',
    text: '',
    file: null,
    format: source.format,
    csvColumn: source.csvColumn,
    schedule,
    ownCron: schedule === 'own' ? (source.schedule ?? '') : '',
    timeZone: source.timeZone,
    maxMebibytes: source.maxBytes / mebibyte,
    maxEntries: source.maxEntries,
  };
}

/** The list itself where it was pasted or opened; empty where there is none yet. */
function textOf({ text, file }: SourceDraft): string {
  return file?.text ?? text;
}

/** Where a list comes from and how it is read: what a preview asks for. */
export function contentOf(draft: SourceDraft, kind: SourceKind) {
  return {
    ...(kind === 'url' ? { url: draft.url.trim() } : { text: textOf(draft) }),
    format: draft.format,
    csvColumn: draft.csvColumn,
    maxBytes: Math.round(draft.maxMebibytes * mebibyte),
    maxEntries: draft.maxEntries,
  };
}

export function requestOf(draft: SourceDraft, kind: SourceKind): BlocklistSourceRequest {
  return {
    ...contentOf(draft, kind),
    name: nameOf(draft),
    schedule: kind === 'url' ? cronOf(draft.schedule, draft.ownCron) : null,
    timeZone: draft.timeZone,
    enabled: true,
  };
}

/** Without a new text a pasted list keeps the one it has. */
export function changesOf(draft: SourceDraft, kind: SourceKind) {
  const { enabled: _enabled, text, ...changes } = requestOf(draft, kind);
  return { ...changes, ...(text && { text }) };
}

/** The name given, else one made from the address or the file. */
export function nameOf({ name, url, file }: SourceDraft): string {
  if (name.trim() !== '') return name.trim();
  if (file) return file.name.slice(0, 100);
  return isListUrl(url) ? new URL(url.trim()).hostname.slice(0, 100) : '';
}

export function isListUrl(text: string): boolean {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '';
}

/** Whether there is anything to look at. */
export function hasContent(draft: SourceDraft, kind: SourceKind): boolean {
  return kind === 'url' ? isListUrl(draft.url) : textOf(draft).trim() !== '';
}

/** The same request again, for Undo. A pasted list cannot come back: its text is gone. */
export function requestAgain(source: BlocklistSource): BlocklistSourceRequest {
  const { name, url, format, csvColumn, schedule, timeZone, enabled, maxBytes, maxEntries } = source;
  return { name, url, format, csvColumn, schedule, timeZone, enabled, maxBytes, maxEntries };
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What every field of the form is given. */
export interface SourceFieldProps {
  draft: SourceDraft;
  onChange: (changes: Partial<SourceDraft>) => void;
}
