import type { RegexTestChoices, RegexTestRequest } from '../../api/types';
import type { RegexLabSearch } from './search';

export type FilterFields = Record<
  'failregex' | 'ignoreregex' | 'prefregex' | 'datepattern' | 'maxlines',
  string
>;

/** What somebody is about to try. */
export interface Draft {
  /** A filter of the server's, expressions, or the whole text of a filter file. */
  filterFrom: 'stored' | 'fields' | 'text';
  filter: string;
  fields: FilterFields;
  text: string;
  logFrom: 'lines' | 'file';
  lines: string;
  file: string;
  /** Empty for all of the file. */
  newest: number | '';
}

export type DraftChange = Partial<Draft>;

const newestAtFirst = 10_000;
/** The name of a filter that is only tried. */
const triedName = 'regex-lab';

/** What the address bar asks for; of a jail, its filter and the first of its logs. */
export function draftFrom(search: RegexLabSearch, { jails, filters }: RegexTestChoices): Draft {
  const jail = jails.find(({ name }) => name === search.jail);
  const file = search.log ?? jail?.logFiles[0] ?? '';
  const isLinked = search.log !== undefined && search.newest === undefined;
  return {
    filterFrom: 'stored',
    filter: search.filter ?? jail?.filter ?? (filters.includes('sshd') ? 'sshd' : ''),
    fields: { failregex: '', ignoreregex: '', prefregex: '', datepattern: '', maxlines: '' },
    text: '[INCLUDES]\nbefore = common.conf\n\n[Definition]\nfailregex = \nignoreregex = \n',
    logFrom: file === '' ? 'lines' : 'file',
    lines: '',
    file,
    newest: isLinked ? '' : (search.newest ?? newestAtFirst),
  };
}

export function isComplete(draft: Draft): boolean {
  const hasFilter =
    draft.filterFrom === 'stored'
      ? draft.filter.trim() !== ''
      : draft.filterFrom === 'text' || draft.fields.failregex.trim() !== '';
  const hasLog = draft.logFrom === 'lines' ? draft.lines.trim() !== '' : draft.file.trim() !== '';
  return hasFilter && hasLog;
}

export function requestOf(draft: Draft): RegexTestRequest {
  const log =
    draft.logFrom === 'lines'
      ? { lines: draft.lines }
      : { file: draft.file.trim(), ...(draft.newest !== '' && { newest: draft.newest }) };
  if (draft.filterFrom === 'stored') return { filter: draft.filter.trim(), log };
  const text = draft.filterFrom === 'text' ? draft.text : filterText(draft.fields);
  return { filter: triedName, edited: { file: `${triedName}.local`, text }, log };
}

/** The part of the draft that a link can hold. */
export function linkOf(draft: Draft): Pick<RegexLabSearch, 'filter' | 'log' | 'newest'> {
  return {
    ...(draft.filterFrom === 'stored' && { filter: draft.filter.trim() }),
    ...(draft.logFrom === 'file' && {
      log: draft.file.trim(),
      ...(draft.newest !== '' && { newest: draft.newest }),
    }),
  };
}

/**
 * A filter file of these fields. Each expression has a line of its own, and what begins a line is indented, so that
 * no value can begin a section or another key.
 */
export function filterText(fields: FilterFields): string {
  const definitions = Object.entries(fields).flatMap(([key, value]) => {
    const lines = value.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '');
    return lines.length === 0 ? [] : [`${key} = ${lines.map((line) => line.trim()).join('\n  ')}`];
  });
  return ['[INCLUDES]', 'before = common.conf', '[Definition]', ...definitions, ''].join('\n');
}
