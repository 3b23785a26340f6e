import { useState } from 'react';
import type { ChangeSearch } from './search';

/** What somebody has edited but not applied, kept as long as the browser's tab. */
const keyOf = (name: string) => `bangui.draft.${name}`;

export const draftNames = {
  file: (path: string) => `file ${path}`,
  jail: (section: string) => `jail ${section}`,
  server: 'server',
} as const;

/** The draft that a change was made from, where it was made from one. */
export function draftNameOf({ file, jail, server }: ChangeSearch): string | null {
  if (file !== undefined) return draftNames.file(file);
  if (jail !== undefined) return draftNames.jail(jail);
  return server ? draftNames.server : null;
}

/** A draft that outlives the page; `isDraft` knows one from whatever else may be stored under its name. */
export function useDraft<T>(name: string, isDraft: (stored: unknown) => stored is T) {
  const [draft, setDraft] = useState(() => storedDraft(name, isDraft));
  const change = (changed: T | null) => {
    setDraft(changed);
    storeDraft(name, changed);
  };
  return [draft, change] as const;
}

export function forgetDraft(name: string): void {
  storeDraft(name, null);
}

function storedDraft<T>(name: string, isDraft: (stored: unknown) => stored is T): T | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null');
    return isDraft(stored) ? stored : null;
  } catch {
    return null;
  }
}

function storeDraft(name: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // No room, or not allowed: the draft lives as long as the page, which asks before it is left.
  }
}
