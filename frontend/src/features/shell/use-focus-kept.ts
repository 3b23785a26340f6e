import { useEffect } from 'react';

/**
 * Whoever works by keyboard stays where he is. A button that loads cannot have the focus; it gets it back afterwards.
 * When what had the focus is gone, such as the button that released a ban along with its row, the heading takes it.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest('[aria-modal="true"]')) return;
      last = target.closest<HTMLElement>('main') && target;
    };
    const forget = () => {
      last = null;
    };
    // On its way to another element of the page the focus rests nowhere for a moment, in which a page may change.
    const letGo = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof HTMLElement && !relatedTarget.closest('[aria-modal="true"]')) forget();
    };
    const keep = () => {
      if (last === null || document.activeElement !== document.body) return;
      const isLoading = last.isConnected && last.matches(':disabled');
      if (isLoading || document.querySelector('[aria-modal="true"]') !== null) return;
      const target = last.isConnected ? last : document.querySelector<HTMLElement>('main h1');
      last = null;
      target?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    // Before anything else hears of it: what a page takes away because the focus left must not bring the focus back.
    document.addEventListener('focusout', letGo, { capture: true });
    // With a pointer the focus goes where it points, and may rest nowhere.
    document.addEventListener('pointerdown', forget, { capture: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', letGo, { capture: true });
      document.removeEventListener('pointerdown', forget, { capture: true });
    };
  }, []);
}
