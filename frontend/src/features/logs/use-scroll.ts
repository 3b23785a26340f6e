import { useLayoutEffect, useRef } from 'react';

/** Nearer to the end than this counts as the end, in pixels: about a row. */
const nearEnd = 24;
/** Nearer to the beginning than this, earlier rows are fetched before anybody waits for them. */
const nearStart = 300;

export interface ScrollOptions {
  /** Of the first and the last row that is shown. */
  firstId: string | undefined;
  lastId: string | undefined;
  isAtEnd: boolean;
  onMove: (isAtEnd: boolean) => void;
  onNearStart: () => void;
}

/**
 * Keeps the end of a growing list in sight for as long as the reader is there, and elsewhere what he reads in its place,
 * whatever is put before it.
 */
export function useScroll({ firstId, lastId, isAtEnd, onMove, onNearStart }: ScrollOptions) {
  const box = useRef<HTMLElement>(null);
  const before = useRef({ height: 0, firstId });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another last row is a reason to look again
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const grown = element.scrollHeight - before.current.height;
    if (isAtEnd) element.scrollTop = element.scrollHeight;
    else if (before.current.firstId !== firstId) element.scrollTop += grown;
    before.current = { height: element.scrollHeight, firstId };
  }, [firstId, lastId, isAtEnd]);

  function onScroll(): void {
    const element = box.current;
    if (!element) return;
    const { scrollHeight, scrollTop, clientHeight } = element;
    onMove(scrollHeight - scrollTop - clientHeight < nearEnd);
    if (scrollTop < nearStart && scrollHeight > clientHeight) onNearStart();
  }

  return { box, onScroll };
}
