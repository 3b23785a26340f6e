import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useAfterPaint } from '../../../components/use-after-paint';
import { withTexts } from '../../../i18n/i18n';
import { onceReachable } from '../../../live/once-reachable';

const loadPalette = onceReachable(withTexts(() => import('./Palette'), 'palette'));
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));

interface Props {
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/**
 * The search above every page; Ctrl K (on a Mac ⌘ K) opens it, and closes it. It is fetched after the first sight of
 * a page, so that it is there at once when it is asked for: what is typed before its field has the focus is lost.
 */
export function PaletteGate({ isOpen, onOpen, onClose }: Props) {
  const isPainted = useAfterPaint();
  const toggle = () => {
    if (isOpen) onClose();
    else if (document.querySelector('[aria-modal="true"]') === null) onOpen();
  };
  // Also out of a field, where no letter is typed with these keys.
  useHotkeys([['mod+K', toggle]], []);
  return <Suspense>{isPainted && <Palette isOpen={isOpen} onClose={onClose} />}</Suspense>;
}
