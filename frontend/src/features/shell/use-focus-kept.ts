import { useEffect } from 'react';

/**
 * Gives the focus to the heading when what had it is gone, such as the button that released a ban along with its
 * row. Otherwise it would fall back to the top of the document, and with it whoever works by keyboard.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element && event.target.closest('main') ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}
