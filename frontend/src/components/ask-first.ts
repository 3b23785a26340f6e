import { type ReactNode, useSyncExternalStore } from 'react';

export interface Question {
  title: string;
  /** What will happen, naming the thing it happens to. */
  consequence: ReactNode;
  confirm: string;
  isDestructive?: boolean;
  onConfirm: () => void;
}

let current: Question | null = null;
const listeners = new Set<() => void>();

function put(question: Question | null): void {
  current = question;
  for (const listener of listeners) listener();
}

/** Asks once before an action that people regret when it was a slip. */
export function askFirst(question: Question): void {
  put(question);
}

export function dismissQuestion(): void {
  put(null);
}

/** The question that waits for an answer. */
export function useQuestion(): Question | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
