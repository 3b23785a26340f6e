/** A file as somebody has edited it, and the state of the file that the edits began with. */
export interface FileDraft {
  text: string;
  /** The digest of that state; null where there was no such file. */
  base: string | null;
}

export function isFileDraft(stored: unknown): stored is FileDraft {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'text' in stored &&
    typeof stored.text === 'string' &&
    'base' in stored &&
    (stored.base === null || typeof stored.base === 'string')
  );
}
